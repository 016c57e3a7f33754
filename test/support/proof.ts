// Solves the proof of work as the form does before sending.
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { challengeSchema } from '../../api/contract/sending.ts';

/** @param answer the response of GET /api/challenge */
export async function solve(answer: Response): Promise<string> {
  const challenge = challengeSchema.parse(await answer.json());
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
}
