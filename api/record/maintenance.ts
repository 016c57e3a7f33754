// What runs without anybody asking: sealing the ledger, counting open windows again when a calendar came in, and what the
// rules say of personal data. Each can run twice at once, be cut off and run again, and leave the same record.

import { listCountedBefore, noteReckoning } from '../db/comment-lists.ts';
import { indexEarlier } from '../db/comment-words.ts';
import { appendEvent } from '../db/comments.ts';
import { insertSeal, lastSeal, listUnsealed } from '../db/ledger.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { countWindow, judgeComment } from '../domain/clock/window-view.ts';
import { makeSeal } from '../domain/ledger/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { sweepFiles } from './attachments.ts';
import { eraseExpired, moveToCurrentKey } from './personal-data.ts';
import { planAll } from './reminders.ts';
import { makeSalt, reckon } from './window.ts';

/** Events under one seal at the most; a backlog takes several. */
const sealSize = 5000;
/** Comments read at once; D1 binds at most 100 values. */
const recomputeSize = 50;

/** Others that seal at the same moment are waited for so often; they seal the same events. */
const sealTries = 20;

/**
 * Seals what is not sealed yet. A seal that leaves events for the next one bears the instant of its own last event: were it
 * the present one, what comes after it would look dated back.
 *
 * @param size events under one seal at the most
 * @returns how many events were sealed here
 */
export async function sealEvents(deps: Deps, size = sealSize): Promise<number> {
  let sealed = 0;
  for (let tries = 0; tries < sealTries; ) {
    const before = await lastSeal(deps.database);
    const unsealed = await listUnsealed(deps.database, before?.last ?? 0, size);
    if (unsealed.length === 0) return sealed;
    const latest = unsealed.reduce((newest, { at }) => Math.max(newest, at), before ? Date.parse(before.at) : 0);
    const leaves = unsealed.map(({ leaf }) => leaf);
    const seal = await makeSeal(before, leaves, unsealed.length < size ? deps.now() : latest);
    if (await insertSeal(deps.database, seal)) sealed += leaves.length;
    else tries++;
  }
  return sealed;
}

export interface Moved {
  receiptCode: string;
  from: string;
  to: string;
}

/** Counts every window without a final verdict by the calendar in force, and records each that moved: old day and new. */
export async function recomputeWindows(deps: Deps): Promise<Moved[]> {
  const { current } = deps.calendars;
  const moves: Moved[] = [];
  for (;;) {
    const records = await listCountedBefore(deps.database, current.version, recomputeSize);
    if (records.length === 0) return moves;
    for (const record of records) {
      const { jurisdiction, receiptCode, calendar: countedBy, version } = record.row;
      // Another run counted it after its row and before its events were read: it is done, or comes again.
      if (version !== record.standing.version) continue;
      const rule = deps.ruleFor(jurisdiction, record.standing.receivedAt);
      const after = judgeComment(record.standing, rule, deps.calendars, deps.now()).window;
      const before = countWindow(record.standing, rule, deps.calendars.at(countedBy));
      // A final verdict keeps the calendar that it was judged by.
      if (after.calendarVersion !== current.version || before.dueAt === after.dueAt) {
        const counted = { ...reckon(deps, jurisdiction, record.standing), calendar: current.version };
        await noteReckoning(deps.database, receiptCode, counted);
        continue;
      }
      const move = { from: before.dueOn, to: after.dueOn };
      const event = { type: 'recomputed' as const, at: deps.now(), ...move, calendar: current.version };
      const addition = { event, salt: makeSalt(deps), actor: { role: 'system' as const, id: null } };
      // Where a clerk was faster, the next round finds the comment again, or finds it closed.
      const appended = await appendEvent(deps.database, record, addition, (standing) =>
        reckon(deps, jurisdiction, standing),
      );
      if (appended) moves.push({ receiptCode, ...move });
    }
  }
}

/** Rounds in one hour: a record of a million comments takes some days, and nobody waits for it. */
const indexRounds = 250;

/** Makes comments findable that are not yet. @returns how many */
export async function indexMissing(deps: Deps): Promise<number> {
  let indexed = 0;
  for (let round = 0; round < indexRounds; round++) {
    const more = await indexEarlier(deps.database);
    if (more === 0) break;
    indexed += more;
  }
  return indexed;
}

/** What the clock of the office calls every hour. */
export async function maintain(deps: Deps): Promise<void> {
  const moves = await recomputeWindows(deps);
  const erased = await eraseExpired(deps);
  const { moved: rekeyed, unread } = await moveToCurrentKey(deps);
  const swept = await sweepFiles(deps);
  const sealed = await sealEvents(deps);
  const indexed = await indexMissing(deps);
  // By the days that were counted again above.
  await planAll(deps);
  const details = {
    moved: moves.length,
    erased,
    rekeyed,
    unread,
    swept,
    sealed,
    indexed,
    day: dayInShanghai(deps.now()),
  };
  deps.log({ level: unread > 0 ? 'error' : 'info', message: 'maintenance', details });
}
