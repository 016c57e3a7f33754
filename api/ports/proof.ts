// Proof of work (ALTCHA): cheap for a device that sends one comment, expensive for a machine that sends thousands.
// No third party, no cookie, nothing to read or see, so it excludes nobody who uses a screen reader.
// Without ALTCHA's widget: the form solves the challenge while its preview is read.
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { type Challenge, challengeSchema, proofSchema } from '../contract/sending.ts';

/** Work that a sender's device does per comment, so that thousands of comments cost something. */
export interface Proofs {
  makeChallenge(): Promise<Challenge>;
  /** @returns the proof's single-use id; null if the work was not done */
  checkProof(proof: string | undefined): Promise<string | null>;
}

interface ProofSettings {
  codeSecret: string;
  /** Milliseconds UTC. */
  now(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
}

/** SHA-256 rounds per attempt; 100 to 355 attempts take under a second on a desktop, a few seconds on an old phone. */
const rounds = 1000;
const fewestTries = 100;
/** In milliseconds. Enough for a slowly written comment; then the form fetches a new challenge. */
const validForMs = 2 * 3_600_000;

export function createProofs({ codeSecret, now, random }: ProofSettings): Proofs {
  const secrets = {
    hmacSignatureSecret: `challenges under ${codeSecret}`,
    hmacKeySignatureSecret: `solutions under ${codeSecret}`,
  };
  return {
    async makeChallenge(): Promise<Challenge> {
      const [chance = 0] = random(1);
      const counter = fewestTries + chance;
      const data = { madeAt: now() };
      const algorithm = 'PBKDF2/SHA-256';
      return challengeSchema.parse(
        await createChallenge({ algorithm, cost: rounds, counter, data, deriveKey, ...secrets }),
      );
    },
    async checkProof(text) {
      const proof = proofSchema.safeParse(readJson(text));
      if (!proof.success) return null;
      const { challenge, solution } = proof.data;
      const { nonce, data } = challenge.parameters;
      const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secrets });
      return verified && now() - data.madeAt <= validForMs ? nonce : null;
    },
  };
}

function readJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
