// Takes in a calendar as one act (decision 038): until every undecided window is recounted, the old one counts everything;
// then facts, columns, notes and the calendar in force change in one transaction.
import { listCountedBefore } from '../db/comment-lists.ts';
import type { CommentRecord } from '../db/database.ts';
import { readCalendarInForce } from '../db/judging.ts';
import { type Recount, writeRecounts } from '../db/recount.ts';
import type { Calendars } from '../domain/clock/calendar.ts';
import { nameJudging } from '../domain/clock/judging.ts';
import { countComment, countWindow } from '../domain/clock/window-view.ts';
import { deriveStanding } from '../life/derive-standing.ts';
import type { CommentEvent } from '../life/life.ts';
import type { Deps } from '../ports/deps.ts';
import { followCalendar } from './judging.ts';
import { stampOf } from './stamp.ts';
import { judgeClosed, noSalt } from './verdicts.ts';
import { computeColumns, makeSalt } from './window.ts';

/** Comments per read; D1 binds at most 100 values. */
const readSize = 50;

/** Attempts while moves and new comments come first. */
const tries = 20;

export interface Moved {
  receiptCode: string;
  from: string;
  to: string;
}

async function listUndecided({ database }: Deps, version: number): Promise<CommentRecord[]> {
  const records: CommentRecord[] = [];
  let after = { calendar: 0, receiptCode: '' };
  for (;;) {
    const batch = await listCountedBefore(database, version, after, readSize);
    records.push(...batch);
    const last = batch.at(-1);
    if (!last || batch.length < readSize) return records;
    after = last.row;
  }
}

/** The facts of one window, and its columns after them. */
async function recount(deps: Deps, record: CommentRecord): Promise<Recount & { moved: Moved | null }> {
  const { current } = deps.calendars;
  const { standing, row, events } = record;
  const { jurisdiction, receiptCode } = row;
  const rule = deps.ruleFor(jurisdiction, standing.receivedAt);
  const { window } = countComment(standing, rule, deps.calendars, deps.now());
  const before = countWindow(standing, rule, deps.calendars.at(row.calendar));
  const facts: { event: CommentEvent; salt: string }[] = [];
  // A verdict that was final when it was made stays with its calendar. One that waits for a calendar is settled by the first
  // that can, even if this act takes in several.
  const isCounted = standing.verdict !== null || window.calendarVersion === current.version;
  const moved =
    isCounted && before.dueAt !== window.dueAt ? { receiptCode, from: before.dueOn, to: window.dueOn } : null;
  if (moved) {
    const { calendar, ...named } = await nameJudging(rule, deps.calendars.at(window.calendarVersion));
    const event = {
      type: 'recomputed' as const,
      at: stampOf(deps),
      from: moved.from,
      to: moved.to,
      calendar,
      ...named,
    };
    facts.push({ event, salt: makeSalt(deps) });
  }
  if (isCounted && standing.verdict !== null) {
    const after = deriveStanding([...events, ...facts.map(({ event }) => event)]);
    const event = await judgeClosed(deps, jurisdiction, after);
    // Another provisional verdict would settle nothing.
    if (event?.type === 'judged' && !(event.provisional && event.verdict === 'missed'))
      facts.push({ event, salt: noSalt });
  }
  const after = deriveStanding([...events, ...facts.map(({ event }) => event)]);
  return { record, facts, moved, columns: computeColumns(deps, jurisdiction, after) };
}

/** As all pages will count once the newest calendar is in force. */
const withNewest = (deps: Deps): Deps => {
  const { newest, at } = deps.calendars;
  const calendars: Calendars = { current: newest, newest, at };
  const changed: Deps = { ...deps, calendars, officeOf: () => changed };
  return changed;
};

/**
 * Puts the newest calendar of this release in force, if it is not.
 *
 * @returns the windows that moved
 * @throws Error if moves came first at every attempt: the next run tries again
 */
export async function takeInCalendar(deps: Deps): Promise<Moved[]> {
  const { newest } = deps.calendars;
  for (let attempt = 0; attempt < tries; attempt++) {
    await followCalendar(deps);
    const { version, isRecorded } = await readCalendarInForce(deps.database);
    if (isRecorded && version !== null && version >= newest.version) return [];
    const records = await listUndecided(deps, newest.version);
    // The two reads of a record met a move in between.
    if (records.some(({ row, standing }) => row.version !== standing.version)) continue;
    const recounts = [];
    const counting = withNewest(deps);
    for (const record of records) recounts.push(await recount(counting, record));
    if (await writeRecounts(deps.database, newest.version, recounts)) {
      await followCalendar(deps);
      return recounts.flatMap(({ moved }) => moved ?? []);
    }
  }
  throw new Error(`calendar ${newest.version}: moves came first at each of ${tries} attempts`);
}
