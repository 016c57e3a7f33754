// Computes the proof of work while the resident reads the preview. WebCrypto runs off the main thread.
import { challengeSchema } from '../../api/contract/sending.ts';

/** Time limit in milliseconds. A comment from a slower phone is sent without a proof and held for review. */
const timeoutMs = 30_000;

/** @returns undefined if no proof could be computed; the comment is sent without one */
export async function makeProof(): Promise<string | undefined> {
  try {
    const response = await fetch('/api/challenge');
    const challenge = challengeSchema.parse(await response.json());
    const [{ solveChallenge }, { deriveKey }] = await Promise.all([
      import('altcha-lib'),
      import('altcha-lib/algorithms/web/pbkdf2'),
    ]);
    const solution = await solveChallenge({ challenge, deriveKey, timeout: timeoutMs });
    return solution ? JSON.stringify({ challenge, solution }) : undefined;
  } catch {
    return undefined;
  }
}
