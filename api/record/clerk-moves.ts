// Moves by clerks: checked against what the clerk has seen and against the registry, then recorded.
import type { PersonalWarning, Step } from '../contract/problem.ts';
import type { CommentRecord } from '../db/database.ts';
import { checkMove, type Refusal } from '../life/check-move.ts';
import type { Case, Move } from '../life/requests.ts';
import { isQuiet } from '../life/words.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { nameUnit } from './follow.ts';
import { makeMove } from './moves.ts';
import type { PreparationFailure } from './preparations.ts';
import { loadVisible, presentEvents, readCase } from './queue.ts';
import { warnBeforeSending } from './warn-before-sending.ts';

export type ClerkMoveResult =
  | { ok: true; case: Case | null }
  | { ok: false; reason: Refusal | 'not-found' }
  | { ok: false; reason: 'changed-meanwhile'; changes: Step[] }
  | { ok: false; reason: 'personal-data'; personal: PersonalWarning }
  | PreparationFailure;

/** Lists the events since the version that the clerk has seen. */
async function explainChange(deps: Deps, { row, events }: CommentRecord, version: number): Promise<ClerkMoveResult> {
  const index = await deps.site.index();
  const changes = presentEvents(events, (id) => nameUnit(index, row.jurisdiction, id)).slice(version);
  return { ok: false, reason: 'changed-meanwhile', changes };
}

/**
 * Makes a move if the registry allows it and the clerk has seen all relevant events. Quiet events, such as a contact view
 * or a rating, do not make a move stale.
 *
 * @param version the number of events that the clerk has seen
 * @param personalSeen the key of the findings that the clerk confirmed; empty for none
 */
export async function makeClerkMove(
  deps: Deps,
  clerk: Clerk,
  receiptCode: string,
  version: number,
  move: Move,
  personalSeen = '',
): Promise<ClerkMoveResult> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record) return { ok: false, reason: 'not-found' };
  const { standing, events, mayBePublished } = record;
  const isUnseen = events.some((event) => event.version > version && !isQuiet(event));
  if (isUnseen || version > standing.version) return explainChange(deps, record, version);
  const allowed = checkMove(move.move, standing, mayBePublished, clerk);
  if (!allowed.ok) return allowed;

  const personal = await warnBeforeSending(record, move);
  if (personal && personal.key !== personalSeen) return { ok: false, reason: 'personal-data', personal };

  const result = await makeMove(deps, clerk, record, move);
  if (result.ok) return { ok: true, case: await readAfterMove(deps, clerk, receiptCode) };
  if (result.reason !== 'overtaken') return result;
  const after = await loadVisible(deps, clerk, receiptCode);
  return after ? explainChange(deps, after, version) : { ok: false, reason: 'not-found' };
}

/** Reads the comment after a move. If that fails, returns null, because the move itself succeeded. */
async function readAfterMove(deps: Deps, clerk: Clerk, receiptCode: string): Promise<Case | null> {
  try {
    return await readCase(deps, clerk, receiptCode);
  } catch (error) {
    deps.log({ level: 'error', message: `reading back: ${String(error)}`, details: { receiptCode } });
    return null;
  }
}
