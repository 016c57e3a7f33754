// Hashes passwords through a gate. scrypt takes a tenth of a second and 16 MB. On Node it shares the thread pool with file
// reads, so many wrong passwords at once would otherwise block every page.
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { createGate, GateFullError } from './gate.ts';

/** Limits the wait to a few seconds; beyond that, the client must retry. */
const gate = createGate({ concurrency: 1, maxWaiting: 20 });

/** Runs work through the gate. @throws APIError 429 if the queue is full */
export async function throughGate<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await gate(task);
  } catch (error) {
    if (error instanceof GateFullError) throw new APIError('TOO_MANY_REQUESTS', { message: error.message });
    throw error;
  }
}

/** True if hashing failed because the queue was full. */
export const isQueueFull = (error: unknown): boolean =>
  error instanceof APIError && error.status === 'TOO_MANY_REQUESTS';

/** For better-auth's `emailAndPassword.password`. @throws APIError 429 if the queue is full */
export const gatedPasswords = {
  hash: (password: string) => throughGate(() => hashPassword(password)),
  verify: (input: { hash: string; password: string }) => throughGate(() => verifyPassword(input)),
};
