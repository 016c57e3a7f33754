// The moves that clerks make: checked against what the clerk has seen and against the table of moves, then recorded.

import type { DeclineWords } from '../contract/decline.ts';
import type { Step } from '../contract/problem.ts';
import type { Case, Move } from '../contract/queue.ts';
import { describeAttachments } from '../db/attachments.ts';
import { type Addition, appendEvents } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { saltedHash } from '../domain/ledger/ledger.ts';
import { type CommentEvent, isQuiet, writeHelpers } from '../domain/lifecycle.ts';
import { checkMove, type Refusal } from '../domain/moves.ts';
import { fitWords, writeBlackouts, writeFileNumbers } from '../domain/privacy/publication.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { nameUnit } from './follow.ts';
import { loadVisible, presentEvents, readCase } from './queue.ts';
import { findReplyLack, isReplyMove, type ReplyLack, type ReplyMove, toReplyAdditions } from './reply.ts';
import { makeSalt, reckon } from './window.ts';

export type MoveResult =
  | { ok: true; case: Case | null }
  | {
      ok: false;
      reason:
        | Refusal
        | 'not-found'
        | 'unknown-unit'
        | 'same-unit'
        | 'unknown-helper'
        | 'helper-leads'
        | 'unknown-ground'
        | 'same-classification'
        | 'unknown-file'
        | 'unfit-blackout';
    }
  | { ok: false; reason: 'changed-meanwhile'; changes: Step[] }
  | ReplyLack;

type Failure = Extract<MoveResult, { ok: false }>;

/** What happened after the version that the clerk has seen. */
async function explainChange(deps: Deps, { row, events }: CommentRecord, version: number): Promise<MoveResult> {
  const index = await deps.site.index();
  const changes = presentEvents(events, (id) => nameUnit(index, row.jurisdiction, id)).slice(version);
  return { ok: false, reason: 'changed-meanwhile', changes };
}

/**
 * Makes one move, if the table allows it and nothing happened since the clerk looked. What changes nothing of
 * where the comment stands (a look at the contact, a rating) makes no move stale.
 *
 * @param version the number of events that the clerk has seen
 */
export async function makeMove(
  deps: Deps,
  clerk: Clerk,
  receiptCode: string,
  version: number,
  move: Move,
): Promise<MoveResult> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record) return { ok: false, reason: 'not-found' };
  const { row, standing, events } = record;
  const isUnseen = events.some((event) => event.version > version && !isQuiet(event));
  if (isUnseen || version > standing.version) return explainChange(deps, record, version);
  const allowed = checkMove(move.move, standing, record.mayBePublished, clerk);
  if (!allowed.ok) return allowed;

  const lack = await findLack(deps, record, move);
  if (lack) return lack;
  const additions = await toAdditions(deps, clerk, record, move);
  const appended = await appendEvents(deps.database, record, additions, (after) =>
    reckon(deps, row.jurisdiction, after),
  );
  if (!appended) {
    const after = await loadVisible(deps, clerk, receiptCode);
    return after ? explainChange(deps, after, version) : { ok: false, reason: 'not-found' };
  }
  return { ok: true, case: await readAfterMove(deps, clerk, receiptCode) };
}

/** @returns why what the clerk filled in does not do; null where it does */
async function findLack(deps: Deps, record: CommentRecord, move: Move): Promise<Failure | null> {
  const { row, standing } = record;
  if (move.move === 'assign' || move.move === 'transfer') {
    const reason = findHandlersLack(await listUnits(deps, row.jurisdiction), standing.unit, move);
    if (reason) return { ok: false, reason };
  }
  if (move.move === 'classify' && move.classification === standing.classification) {
    return { ok: false, reason: 'same-classification' };
  }
  if (move.move === 'decline' && !deps.declineReasons.some(({ id }) => id === move.ground)) {
    return { ok: false, reason: 'unknown-ground' };
  }
  if (move.move === 'publish') {
    const kept = await describeAttachments(deps.database, row.receiptCode);
    if (!move.files.every((file) => kept.some(({ number }) => number === file)))
      return { ok: false, reason: 'unknown-file' };
    const words = { title: row.title, text: row.text, reply: record.reply?.text ?? '' };
    if (!fitWords(move.blackouts, words)) return { ok: false, reason: 'unfit-blackout' };
  }
  return isReplyMove(move) ? findReplyLack(deps, record, move) : null;
}

/** @param units ids of those that can be assigned @param holder the unit that has it now */
function findHandlersLack(
  units: string[],
  holder: string | null,
  { unit, helpers }: { unit: string; helpers: string[] },
) {
  if (!units.includes(unit)) return 'unknown-unit';
  if (unit === holder) return 'same-unit';
  if (helpers.includes(unit)) return 'helper-leads';
  return helpers.every((helper) => units.includes(helper)) ? null : 'unknown-helper';
}

/** Ids of the units that can be assigned: not those that are everybody. */
async function listUnits(deps: Deps, jurisdiction: string): Promise<string[]> {
  const { units } = await deps.site.index();
  return units.filter((unit) => unit.jurisdiction === jurisdiction && unit.assignable).map(({ id }) => id);
}

async function toAdditions(deps: Deps, clerk: Clerk, record: CommentRecord, move: Move): Promise<Addition[]> {
  if (isReplyMove(move)) return toReplyAdditions(deps, clerk, record, move);
  const actor = { role: clerk.role, id: clerk.id };
  const salt = makeSalt(deps);
  if (move.move === 'advise') {
    const text = await saltedHash(salt, move.text);
    const event = { type: 'advised' as const, at: deps.now(), unit: clerk.unit ?? '', text };
    return [{ event, salt, actor, words: move.text }];
  }
  return [{ event: toEvent(deps, move, record), salt, actor }];
}

/** The move is recorded; if reading it back fails, the clerk is told to look again, not that it failed. */
async function readAfterMove(deps: Deps, clerk: Clerk, receiptCode: string): Promise<Case | null> {
  try {
    return await readCase(deps, clerk, receiptCode);
  } catch (error) {
    deps.log({ level: 'error', message: `reading back: ${String(error)}`, details: { receiptCode } });
    return null;
  }
}

/** The words of the reason as they stand now: what becomes of the list later changes nothing of it. */
function declineWords(deps: Deps, ground: string): DeclineWords {
  const found = deps.declineReasons.find(({ id }) => id === ground);
  if (!found) throw new Error(`no reason to decline ${ground}`);
  const { id: _, source: _source, ...words } = found;
  return words;
}

function toEvent(
  deps: Deps,
  move: Exclude<Move, ReplyMove | { move: 'advise' }>,
  { standing }: CommentRecord,
): CommentEvent {
  const at = deps.now();
  const holder = standing.unit ?? '';
  const calendar = deps.calendars.current.version;
  switch (move.move) {
    case 'classify':
      return { type: 'classified', at, from: standing.classification, to: move.classification, reason: move.reason };
    case 'assign':
      return { type: 'assigned', at, unit: move.unit, ...writeHelpers(move.helpers) };
    case 'transfer':
      return {
        type: 'transferred',
        at,
        from: holder,
        unit: move.unit,
        reason: move.reason,
        ...writeHelpers(move.helpers),
      };
    case 'return':
      return { type: 'returned', at, unit: holder, reason: move.reason };
    case 'decline':
      return { type: 'declined', at, reason: move.reason, calendar, ...declineWords(deps, move.ground) };
    case 'release':
      return { type: 'released', at };
    case 'send-back':
      return { type: 'reviewed', at, passed: false, reason: move.reason };
    case 'uphold':
      return { type: 'upheld', at, reason: move.reason };
    case 'urge':
      return { type: 'urged', at, reason: move.reason };
    case 'publish':
      return {
        type: 'published',
        at,
        ...(move.files.length > 0 ? { files: writeFileNumbers(move.files) } : {}),
        ...(move.blackouts.length > 0 ? { blackouts: writeBlackouts(move.blackouts) } : {}),
      };
    case 'unpublish':
      return { type: 'unpublished', at, reason: move.reason };
  }
}
