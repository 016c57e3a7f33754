// Reads one page of the queue for a clerk: a filtered list or search results, with counts.

import type { Due, QueueFilter, QueueItem, QueuePage } from '../contract/queue.ts';
import type { CommentState } from '../contract/words.ts';
import type { CommentRecord } from '../db/database.ts';
import { listFailedNotes } from '../db/notes.ts';
import { listQueue, type QueueCursor } from '../db/queue.ts';
import { type QueueSummary, summarizeQueue } from '../db/queue-counts.ts';
import { buildCondition, isHandledBy, type QueueTraits, type QueueView } from '../db/queue-plan.ts';
import { searchComments } from '../db/search-comments.ts';
import { may } from '../domain/access/access.ts';
import { dayInShanghai, daysBetween } from '../domain/clock/calendar.ts';
import { endOfWorkingDays, splitByUrgency } from '../domain/clock/clock.ts';
import { writeMissingYear } from '../domain/figures/undecided.ts';
import { maxAttempts, retryDelayMs } from '../domain/notes.ts';
import { buildMatchQuery } from '../domain/text/search-words.ts';
import { reviewStates, triageStates } from '../life/states.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { readMissingYear } from './figures.ts';
import { loadFinder } from './finder.ts';
import { canSee, presentRow, viewOf } from './queue.ts';

/** Rows per page. */
const pageSize = 50;
/** Maximum failed notes to list. With more, the provider is probably down, and staff need not see each note. */
const maxFailedShown = 20;
/** In milliseconds. Older failures are too late to act on. */
const failedMaxAgeMs = 30 * 86_400_000;

const formatCursor = ({ at, receivedAt, receiptCode }: QueueCursor) =>
  [at, ...(receivedAt === null ? [] : [receivedAt]), receiptCode].join('_');

/** @returns null for an invalid cursor, so that the list starts at the beginning */
function parseCursor(text: string | undefined): QueueCursor | null {
  const [, at, receivedAt, receiptCode] = /^(\d{1,15})_(?:(\d{1,15})_)?([A-Z0-9-]{8,20})$/u.exec(text ?? '') ?? [];
  if (!at || !receiptCode) return null;
  return { at: Number(at), receivedAt: receivedAt ? Number(receivedAt) : null, receiptCode };
}

const toTraits = ({ state, unit, kind, document, held, urged }: QueueFilter): QueueTraits => ({
  state,
  unit,
  kind,
  document,
  isHeld: held && true,
  isUrged: urged && true,
});

function dueUntil(deps: Deps, due: Due): number {
  const { current } = deps.calendars;
  switch (due) {
    case 'overdue':
      return splitByUrgency(current, deps.now()).overdueUntil;
    case 'today':
      return endOfWorkingDays(0, current, deps.now());
    case 'three-days':
      return endOfWorkingDays(3, current, deps.now());
    case 'five-days':
      return endOfWorkingDays(5, current, deps.now());
  }
}

interface Rows {
  records: CommentRecord[];
  next: string | null;
  searchProblem?: string;
}

async function readList(
  deps: Deps,
  view: QueueView,
  filter: SingleListFilter,
  after: string | undefined,
  limit = pageSize,
): Promise<Rows> {
  const { list, due } = filter;
  const { overdueUntil, soonUntil } = splitByUrgency(deps.calendars.current, deps.now());
  const isOpen = list !== 'closed' && list !== 'disputed';
  const bounds = [
    ...(list === 'overdue' ? [overdueUntil] : []),
    ...(list === 'soon' ? [soonUntil] : []),
    ...(isOpen && due ? [dueUntil(deps, due)] : []),
  ];
  const { records, next } = await listQueue(deps.database, {
    view,
    traits: toTraits(filter),
    after: parseCursor(after),
    limit,
    list: isOpen && list !== 'helping' ? 'open' : list,
    dueAfter: list === 'soon' ? overdueUntil : undefined,
    dueUntil: bounds.length > 0 ? Math.min(...bounds) : undefined,
  });
  return { records, next: next && formatCursor(next) };
}

/**
 * Lists comments in several states, state by state, each sorted by due date. Cursors begin with their state, except in
 * the first one.
 */
async function readStateByState(
  deps: Deps,
  view: QueueView,
  filter: QueueFilter,
  states: readonly CommentState[],
  after = '',
): Promise<Rows> {
  const firstIndex = Math.max(
    0,
    states.findIndex((state) => after.startsWith(`${state}_`)),
  );
  const records: CommentRecord[] = [];
  for (const [index, state] of states.entries()) {
    if (index < firstIndex || (filter.state !== undefined && filter.state !== state)) continue;
    const cursorPrefix = index === 0 ? '' : `${state}_`;
    const cursor = index === firstIndex ? after.slice(cursorPrefix.length) : undefined;
    const limit = Math.max(1, pageSize - records.length);
    const page = await readList(deps, view, { ...filter, list: 'open', state }, cursor, limit);
    records.push(...page.records);
    if (page.next !== null) return { records, next: `${cursorPrefix}${page.next}` };
  }
  return { records, next: null };
}

/** Lists that are defined by states: to assign, and in review. */
const statesOf = { triage: triageStates, review: reviewStates } as const;

/** A filter for a list that one query can read. */
type SingleListFilter = QueueFilter & { list: Exclude<QueueFilter['list'], 'triage' | 'review'> };
const isSingleList = (filter: QueueFilter): filter is SingleListFilter =>
  filter.list !== 'triage' && filter.list !== 'review';

function readRows(deps: Deps, view: QueueView, filter: QueueFilter, after: string | undefined): Promise<Rows> {
  if (filter.q) return readSearch(deps, view, filter, after);
  if (isSingleList(filter)) return readList(deps, view, filter, after);
  return readStateByState(deps, view, filter, statesOf[filter.list === 'triage' ? 'triage' : 'review'], after);
}

async function readSearch(deps: Deps, view: QueueView, filter: QueueFilter, after: string | undefined): Promise<Rows> {
  const query = filter.q ?? '';
  const match = buildMatchQuery(view.jurisdiction, query);
  if (match === null) return { records: [], next: null, searchProblem: '请至少输入两个连着的字，或受理编号的一段。' };
  const traits = toTraits(filter);
  const unitCondition = view.unit === null ? undefined : isHandledBy(view.unit);
  const search = async (words: string) => {
    const { records, next } = await searchComments(deps.database, {
      match: words,
      jurisdiction: view.jurisdiction,
      limit: pageSize,
      conditions: [unitCondition, buildCondition(traits)].filter((condition) => condition !== undefined),
      before: /^\d{1,15}$/u.test(after ?? '') ? Number(after) : Number.MAX_SAFE_INTEGER,
    });
    return { records, next: next === null ? null : String(next) };
  };
  const found = await search(match);
  // Whoever typed several words asks for comments with all of them.
  const isOneWord = !/\s/u.test(query.trim());
  if (found.records.length > 0 || found.next !== null || !isOneWord) return found;
  const others = (await loadFinder(deps.site)).otherWords(query);
  const matchOthers = others
    .flatMap((word) => buildMatchQuery(view.jurisdiction, word) ?? [])
    .map((words) => `(${words})`);
  if (matchOthers.length === 0) return found;
  const alike = await search(matchOthers.join(' OR '));
  return alike.records.length > 0
    ? { ...alike, searchProblem: `没有留言写到“${query}”，下面按相近的说法列出。` }
    : found;
}

/** @param after cursor from the previous page */
export async function readQueue(deps: Deps, clerk: Clerk, filter: QueueFilter, after?: string): Promise<QueuePage> {
  const index = await deps.site.index();
  const view = viewOf(clerk);
  const traits = toTraits(filter);
  // Count first: `position` then precedes the rows, so that events in between arrive as changes.
  const summary = await summarizeQueue(deps.database, view, splitByUrgency(deps.calendars.current, deps.now()), traits);
  const { records, next, searchProblem = '' } = await readRows(deps, view, filter, after);
  const items: QueueItem[] = records
    .filter(({ row, standing }) => canSee(clerk, row, standing))
    .map((record) => presentRow(deps, record, index));
  const { oldest, position, hidden, ...counts } = summary;
  const missing = await readMissingYear(deps, clerk.jurisdiction);
  return {
    items,
    next,
    counts,
    position,
    searchProblem,
    hiddenOverdue: hasTraits(traits) && !filter.q ? { count: hidden, isMore: isAtCountLimit(summary) } : null,
    calendarMissing: missing ? writeMissingYear(missing) : '',
    notes: {
      isDouble: deps.notifier.isDouble,
      failed: may(clerk.role, 'read-status') ? await listFailed(deps, clerk.jurisdiction) : [],
    },
    oldestUnanswered: oldest && {
      receiptCode: oldest.receiptCode,
      days: daysBetween(dayInShanghai(oldest.receivedAt), dayInShanghai(deps.now())),
    },
  };
}

const listFailed = (deps: Deps, jurisdiction: string): Promise<string[]> =>
  listFailedNotes(deps.database, {
    jurisdiction,
    since: deps.now() - failedMaxAgeMs + retryDelayMs(maxAttempts),
    limit: maxFailedShown,
  });

const hasTraits = (traits: QueueTraits) => Object.values(traits).some((value) => value !== undefined);

/** True if the count reached its limit. */
const isAtCountLimit = ({ overdue }: QueueSummary) => overdue >= 1000;
