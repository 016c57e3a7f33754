// Proof of work (ALTCHA): a little work for one device that sends one letter, much for a machine that sends thousands.
// No third party, no cookie, nothing to read or to see, so it bars nobody who uses a screen reader.
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { type Challenge, challengeSchema, proofSchema } from '../contract/sending.ts';

/** Work that a sender's device does for each comment, so that thousands of them cost something. */
export interface Proofs {
  makeChallenge(): Promise<Challenge>;
  /** @returns a mark of the proof, by which it serves once; null where the work was not done */
  checkProof(proof: string | undefined): Promise<string | null>;
}

interface ProofSettings {
  codeSecret: string;
  /** Milliseconds UTC. */
  now(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
}

/** Each try costs as many rounds of SHA-256, and 100 to 355 tries are needed: less than a second on a desk, some on an old phone. */
const rounds = 1000;
const fewestTries = 100;
/** Long enough for a letter that is written slowly; then the form asks for another one. */
const validFor = 2 * 3_600_000;

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
      return verified && now() - data.madeAt <= validFor ? nonce : null;
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
