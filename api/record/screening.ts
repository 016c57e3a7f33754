// The spam checks. A comment that fails one, or that could not be checked, is accepted and held for review; its clock
// runs meanwhile.
import type { Evidence } from '../contract/sending.ts';
import type { HoldReason } from '../contract/words.ts';
import { examineComment, type IncomingComment } from '../db/screening.ts';
import type { Deps } from '../ports/deps.ts';

/** In milliseconds. The same text again within a day is held; later it may be a reminder. */
const repetitionPeriodMs = 24 * 3_600_000;
/** In milliseconds. The period over which comments are counted to detect a flood. */
const floodPeriodMs = 600_000;

export interface Screening {
  hold: HoldReason | null;
  /** Id of the proof of work; null without a valid, unused one. */
  proof: string | null;
}

/** What the server knows about a submission besides its text. */
export type Arriving = Evidence & {
  /** False if the rate limiter did not respond. */
  isCounted: boolean;
  /** The sender's address prefixes for the daily quotas, narrowest first. Only their hashes are stored. */
  senders: readonly string[];
};

type KnownFields = Pick<IncomingComment, 'jurisdiction' | 'submissionHash' | 'likeness'>;

export async function screenComment(deps: Deps, fields: KnownFields, submission: Arriving): Promise<Screening> {
  try {
    const at = deps.now();
    const proof = await deps.proofs.checkProof(submission.proof);
    const { isSpent, isRepeated, isFlood } = await examineComment(deps.database, {
      ...fields,
      proof,
      floodCount: deps.floodCount,
      repeatedSince: at - repetitionPeriodMs,
      floodSince: at - floodPeriodMs,
    });
    const findings: [HoldReason, boolean][] = [
      ['trap', Boolean(submission.homepage)],
      ['unchecked', !submission.isCounted],
      ['unproved', proof === null || isSpent],
      ['repeated', isRepeated],
      ['flood', isFlood],
    ];
    const hold = findings.find(([, isFound]) => isFound)?.[0] ?? null;
    return { hold, proof: isSpent ? null : proof };
  } catch (error) {
    // Log only the error's name: a database message could contain residents' input.
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log({ level: 'error', message: `the spam checks failed for a comment (${kind})` });
    return { hold: 'unchecked', proof: null };
  }
}
