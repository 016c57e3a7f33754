// The proof of work, done while the resident reads the preview. WebCrypto computes beside the page, which stays responsive.
import { challengeSchema } from '../../api/contract/sending.ts';

/** An old phone may need long; then the comment goes without a proof, and somebody looks at it first. */
const patience = 30_000;

/** @returns undefined where no proof could be made: that holds nobody back from sending */
export async function makeProof(): Promise<string | undefined> {
  try {
    const response = await fetch('/api/challenge');
    const challenge = challengeSchema.parse(await response.json());
    const [{ solveChallenge }, { deriveKey }] = await Promise.all([
      import('altcha-lib'),
      import('altcha-lib/algorithms/web/pbkdf2'),
    ]);
    const solution = await solveChallenge({ challenge, deriveKey, timeout: patience });
    return solution ? JSON.stringify({ challenge, solution }) : undefined;
  } catch {
    return undefined;
  }
}
