// Hashing of passwords behind a gate. scrypt takes a tenth of a second and 16 MB; on Node it runs in the thread pool that
// also reads files, so wrong passwords sent in numbers would hold up every page.
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { createGate, GateFullError } from './gate.ts';

/** One at a time, and as many waiting as ten seconds allow: whoever comes later is asked to retry. */
const gate = createGate({ concurrency: 1, maxWaiting: 20 });

/** @throws APIError 429 if too much work waits */
export async function throughGate<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await gate(work);
  } catch (error) {
    if (error instanceof GateFullError) throw new APIError('TOO_MANY_REQUESTS', { message: error.message });
    throw error;
  }
}

/** For callers that hash a password themselves: true if the queue was full. */
export const isQueueFull = (error: unknown): boolean =>
  error instanceof APIError && error.status === 'TOO_MANY_REQUESTS';

/** For better-auth's `emailAndPassword.password`. @throws APIError 429 if too many passwords wait to be hashed */
export const gatedPasswords = {
  hash: (password: string) => throughGate(() => hashPassword(password)),
  verify: (input: { hash: string; password: string }) => throughGate(() => verifyPassword(input)),
};
