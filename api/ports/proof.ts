// Proof of work (ALTCHA): cheap for one comment, expensive for thousands. It needs no third party, no cookie and no
// visual puzzle, so it does not exclude users of screen readers. The form solves the challenge without ALTCHA's widget,
// while the resident reads the preview.
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { type Challenge, challengeSchema, proofSchema } from '../contract/sending.ts';

/** Issues challenges and checks their solutions. */
export interface Proofs {
  makeChallenge(): Promise<Challenge>;
  /** @returns the proof's single-use id; null if the proof is invalid */
  checkProof(proof: string | undefined): Promise<string | null>;
}

interface ProofSettings {
  codeSecret: string;
  /** Milliseconds UTC. */
  now(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
}

/** PBKDF2 iterations per attempt. A solution takes 100 to 355 attempts: a second on a desktop, a few on an old phone. */
const iterationsPerAttempt = 1000;
const minAttempts = 100;
/** In milliseconds. Allows for slow writers; after that, the form fetches a new challenge. */
const validForMs = 2 * 3_600_000;

export function createProofs({ codeSecret, now, random }: ProofSettings): Proofs {
  const secrets = {
    hmacSignatureSecret: `challenges under ${codeSecret}`,
    hmacKeySignatureSecret: `solutions under ${codeSecret}`,
  };
  return {
    async makeChallenge(): Promise<Challenge> {
      const [randomByte = 0] = random(1);
      const counter = minAttempts + randomByte;
      const data = { madeAt: now() };
      const algorithm = 'PBKDF2/SHA-256';
      return challengeSchema.parse(
        await createChallenge({ algorithm, cost: iterationsPerAttempt, counter, data, deriveKey, ...secrets }),
      );
    },
    async checkProof(text) {
      const proof = proofSchema.safeParse(parseJson(text));
      if (!proof.success) return null;
      const { challenge, solution } = proof.data;
      const { nonce, data } = challenge.parameters;
      const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secrets });
      return verified && now() - data.madeAt <= validForMs ? nonce : null;
    },
  };
}

function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
