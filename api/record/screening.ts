// The checks against machines. None refuses: what fails a check is taken, waits for a look by the desk, and its window
// runs; so does what could not be checked at all.
import type { Evidence } from '../contract/sending.ts';
import type { HoldReason } from '../contract/words.ts';
import { type Arrival, examineArrival } from '../db/screening.ts';
import type { Deps } from '../ports/deps.ts';

/** The same words again within a day are looked at; after that they may be a reminder. */
const repeatedWithin = 24 * 3_600_000;
/** The rate of intake is taken over ten minutes. */
const floodWithin = 600_000;

export interface Screening {
  hold: HoldReason | null;
  /** Mark of the proof that came with it, where it served no other comment. */
  proof: string | null;
}

/** What comes along with the words, and whether the limit on senders could be asked. */
export type Arriving = Evidence & { isLimited: boolean };

type Known = Pick<Arrival, 'jurisdiction' | 'submissionHash' | 'likeness'>;

export async function screenComment(deps: Deps, known: Known, arriving: Arriving): Promise<Screening> {
  try {
    const at = deps.now();
    const proof = await deps.proofs.checkProof(arriving.proof);
    const { isSpent, isRepeated, isFlood } = await examineArrival(deps.database, {
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
    // Only the kind of fault: a message of the database could repeat what was typed.
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log({ level: 'error', message: `a comment could not be checked (${kind})` });
    return { hold: 'unchecked', proof: null };
  }
}
