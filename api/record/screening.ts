// The checks against machines. None refuses: a comment that fails one is accepted and held for review, and its window
// runs; so is a comment that could not be checked.
import type { Evidence } from '../contract/sending.ts';
import type { HoldReason } from '../contract/words.ts';
import { examineComment, type IncomingComment } from '../db/screening.ts';
import type { Deps } from '../ports/deps.ts';

/** In milliseconds. The same words within a day are held; later they may be a reminder. */
const repeatedWithin = 24 * 3_600_000;
/** In milliseconds. The rate of intake is measured over ten minutes. */
const floodWithin = 600_000;

export interface Screening {
  hold: HoldReason | null;
  /** Id of the proof that came with it, unless it already served another comment. */
  proof: string | null;
}

/** What arrives beside the words, and whether the rate limiter answered. */
export type Arriving = Evidence & { isLimited: boolean };

type Known = Pick<IncomingComment, 'jurisdiction' | 'submissionHash' | 'likeness'>;

export async function screenComment(deps: Deps, known: Known, arriving: Arriving): Promise<Screening> {
  try {
    const at = deps.now();
    const proof = await deps.proofs.checkProof(arriving.proof);
    const { isSpent, isRepeated, isFlood } = await examineComment(deps.database, {
      ...known,
      proof,
      floodCount: deps.floodCount,
      repeatedSince: at - repeatedWithin,
      floodSince: at - floodWithin,
    });
    const findings: [HoldReason, boolean][] = [
      ['trap', Boolean(arriving.homepage)],
      ['unchecked', !arriving.isLimited],
      ['unproved', proof === null || isSpent],
      ['repeated', isRepeated],
      ['flood', isFlood],
    ];
    const hold = findings.find(([, isFound]) => isFound)?.[0] ?? null;
    return { hold, proof: isSpent ? null : proof };
  } catch (error) {
    // Log only the kind of fault: a database message could repeat what was typed.
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log({ level: 'error', message: `a comment could not be checked (${kind})` });
    return { hold: 'unchecked', proof: null };
  }
}
