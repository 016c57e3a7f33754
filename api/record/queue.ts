// The queue for one clerk: what they may see, and the moves that they make.

import type { Clerk } from '../auth.ts';
import type { Case, Move, QueueItem, QueueList, QueuePage } from '../contract/queue.ts';
import { otherClassification, roleWords } from '../contract/words.ts';
import { appendEvent, type CommentRecord, type CommentRow, listFollowUps, loadComment } from '../db/comments.ts';
import { listFailedNotes } from '../db/notes.ts';
import { listQueue, type QueuePlace, summarizeQueue } from '../db/queue.ts';
import type { Deps } from '../deps.ts';
import { dayInShanghai, daysBetween } from '../domain/calendar.ts';
import { partByUrgency } from '../domain/clock.ts';
import { saltedHash } from '../domain/ledger.ts';
import { type CommentEvent, checkMove, isQuiet, listMoves, type Refusal } from '../domain/lifecycle.ts';
import { describeEvent, nameUnit, presentRecord, toInstant } from './follow.ts';
import { readMasked } from './read-contact.ts';
import { makeSalt, reckon, windowOf } from './window.ts';

/** Rows of the queue shown at once. */
const pageSize = 50;
/** Comments named whose notes were given up; where there are more, the provider is what is broken. */
const failedShown = 20;

const actorWords = { resident: '留言人', system: '系统', ...roleWords };

/** A unit clerk sees what their unit holds; the desk sees all of its jurisdiction. */
function maySee(clerk: Clerk, row: CommentRow, holder: string | null): boolean {
  return (
    row.jurisdiction === clerk.jurisdiction && (clerk.role === 'desk' || (clerk.unit !== null && holder === clerk.unit))
  );
}

/** @returns null where there is no such comment, or none that this clerk may see: the two look alike */
export async function loadVisible(deps: Deps, clerk: Clerk, receiptCode: string): Promise<CommentRecord | null> {
  const record = await loadComment(deps.database, receiptCode);
  return record && maySee(clerk, record.row, record.standing.unit) ? record : null;
}

const writePlace = ({ at, receiptCode }: QueuePlace) => `${at}_${receiptCode}`;

/** @returns null where the text is no place: then the list begins at its beginning */
function readPlace(text: string | undefined): QueuePlace | null {
  const [, at, receiptCode] = /^(\d{1,15})_([A-Z0-9-]{8,20})$/u.exec(text ?? '') ?? [];
  return at && receiptCode ? { at: Number(at), receiptCode } : null;
}

/** @param after where the page before ended, as it was given with it */
export async function readQueue(deps: Deps, clerk: Clerk, list: QueueList, after?: string): Promise<QueuePage> {
  const index = await deps.site.index();
  const now = deps.now();
  const view = { jurisdiction: clerk.jurisdiction, unit: clerk.role === 'desk' ? null : clerk.unit };
  const { overdueUntil, soonUntil } = partByUrgency(deps.calendars.current, now);
  const isOpen = list !== 'closed' && list !== 'disputed';
  const due = {
    ...(list === 'overdue' ? { due: { after: null, until: overdueUntil } } : {}),
    ...(list === 'soon' ? { due: { after: overdueUntil, until: soonUntil } } : {}),
  };
  const place = { after: readPlace(after), limit: pageSize + 1 };
  const records = await listQueue(deps.database, {
    ...view,
    isOpen,
    isDisputed: list === 'disputed',
    ...due,
    ...place,
  });
  const { overdue, soon, disputed, oldest } = await summarizeQueue(deps.database, view, overdueUntil, soonUntil);
  const shown = records.slice(0, pageSize);
  const last = shown.at(-1)?.row;
  const at = isOpen ? last?.dueAt : last?.closedAt;
  const hasMore = records.length > pageSize;
  return {
    items: shown
      .filter(({ row, standing }) => maySee(clerk, row, standing.unit))
      .map((record) => presentRow(deps, record, index)),
    next: hasMore && last && at ? writePlace({ at, receiptCode: last.receiptCode }) : null,
    counts: { overdue, soon, disputed },
    notes: {
      isDouble: deps.notifier.isDouble,
      failed: clerk.role === 'desk' ? await listFailedNotes(deps.database, clerk.jurisdiction, failedShown) : [],
    },
    oldestUnanswered: oldest && {
      receiptCode: oldest.receiptCode,
      days: daysBetween(dayInShanghai(oldest.receivedAt), dayInShanghai(now)),
    },
  };
}

function presentRow(deps: Deps, record: CommentRecord, index: Awaited<ReturnType<Deps['site']['index']>>): QueueItem {
  const { row, standing } = record;
  const subject = index.subjects.find(({ id }) => id === row.about);
  return {
    receiptCode: row.receiptCode,
    kind: row.kind,
    title: row.title,
    about: { id: row.about, title: subject?.title ?? row.about, url: subject?.url ?? '/' },
    state: standing.state,
    unit: standing.unit ? { id: standing.unit, name: nameUnit(index, row.jurisdiction, standing.unit) } : null,
    window: windowOf(deps, row.jurisdiction, standing),
    isPublished: standing.isPublished,
    isSample: row.isSample,
  };
}

export async function readCase(deps: Deps, clerk: Clerk, receiptCode: string): Promise<Case | null> {
  const record = await loadVisible(deps, clerk, receiptCode);
  return record ? presentCase(deps, clerk, record) : null;
}

async function presentCase(deps: Deps, clerk: Clerk, record: CommentRecord): Promise<Case> {
  const { row, standing, events, mayBePublished } = record;
  const index = await deps.site.index();
  const unitName = (id: string) => nameUnit(index, row.jurisdiction, id);
  const { text, reply, dispute, rating, follows } = await presentRecord(deps, record, index);
  const masked = await readMasked(deps, row.receiptCode);
  const moves = listMoves(standing, mayBePublished, clerk);
  const reclassified = { ...standing, classification: otherClassification[standing.classification] };
  return {
    ...presentRow(deps, record, index),
    ...{ text, reply, dispute, rating, follows, mayBePublished },
    followUps: await listFollowUps(deps.database, row.receiptCode),
    maskedName: masked.name,
    maskedContact: masked.contact,
    otherWindow: moves.includes('classify') ? windowOf(deps, row.jurisdiction, reclassified) : null,
    version: standing.version,
    events: events.map((event) => ({
      at: toInstant(event.at),
      who: actorWords[event.actorRole],
      ...describeEvent(event, unitName),
    })),
    moves,
    units: listUnits(index, row),
  };
}

function listUnits(index: Awaited<ReturnType<Deps['site']['index']>>, row: CommentRow): Case['units'] {
  const responsible = index.subjects.find(({ id }) => id === row.about)?.units ?? [];
  return index.units
    .filter((unit) => unit.jurisdiction === row.jurisdiction && unit.assignable)
    .map(({ id, name }) => ({ id, name, isResponsible: responsible.includes(id) }))
    .sort((a, b) => Number(b.isResponsible) - Number(a.isResponsible));
}

export type MoveResult =
  | { ok: true; case: Case | null }
  | {
      ok: false;
      reason: Refusal | 'not-found' | 'changed-meanwhile' | 'unknown-unit' | 'same-unit' | 'same-classification';
    };

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
  if (isUnseen || version > standing.version) return { ok: false, reason: 'changed-meanwhile' };
  const allowed = checkMove(move.move, standing, record.mayBePublished, clerk);
  if (!allowed.ok) return allowed;

  if (move.move === 'assign' || move.move === 'transfer') {
    const units = listUnits(await deps.site.index(), row);
    if (!units.some(({ id }) => id === move.unit)) return { ok: false, reason: 'unknown-unit' };
    if (move.unit === standing.unit) return { ok: false, reason: 'same-unit' };
  }
  if (move.move === 'classify' && move.classification === standing.classification) {
    return { ok: false, reason: 'same-classification' };
  }
  const salt = makeSalt(deps);
  const event = await toEvent(deps, move, record, salt);
  const actor = { role: clerk.role, id: clerk.id };
  const addition = { event, salt, actor, words: 'text' in move ? move.text : undefined };
  const appended = await appendEvent(deps.database, record, addition, (after) => reckon(deps, row.jurisdiction, after));
  if (!appended) return { ok: false, reason: 'changed-meanwhile' };
  return { ok: true, case: await readAfterMove(deps, clerk, receiptCode) };
}

/** The move is recorded; if reading it back fails, the clerk is told to look again, not that it failed. */
async function readAfterMove(deps: Deps, clerk: Clerk, receiptCode: string): Promise<Case | null> {
  try {
    return await readCase(deps, clerk, receiptCode);
  } catch (error) {
    deps.log({ level: 'error', message: `reading back: ${String(error)}`, requestId: '', details: { receiptCode } });
    return null;
  }
}

async function toEvent(deps: Deps, move: Move, { standing }: CommentRecord, salt: string): Promise<CommentEvent> {
  const at = deps.now();
  const holder = standing.unit ?? '';
  const calendar = deps.calendars.current.version;
  switch (move.move) {
    case 'classify':
      return { type: 'classified', at, from: standing.classification, to: move.classification, reason: move.reason };
    case 'assign':
      return { type: 'assigned', at, unit: move.unit };
    case 'transfer':
      return { type: 'transferred', at, from: holder, unit: move.unit, reason: move.reason };
    case 'return':
      return { type: 'returned', at, unit: holder, reason: move.reason };
    case 'reply':
      return { type: 'replied', at, unit: holder, text: await saltedHash(salt, move.text), calendar };
    case 'decline':
      return { type: 'declined', at, reason: move.reason, calendar };
    case 'correct':
      return { type: 'corrected', at, unit: holder, text: await saltedHash(salt, move.text), reason: move.reason };
    case 'uphold':
      return { type: 'upheld', at, reason: move.reason };
    case 'publish':
      return { type: 'published', at };
    case 'unpublish':
      return { type: 'unpublished', at, reason: move.reason };
  }
}
