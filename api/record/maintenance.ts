// Scheduled upkeep: seals the ledger, recounts open windows after a new calendar, and applies the retention rules. Each job
// can run twice at once, be interrupted and run again, and leaves the same record.

import { fillTurns, listCountedBefore, recordRecount } from '../db/comment-lists.ts';
import { backfillIndex } from '../db/comment-words.ts';
import { appendEvent } from '../db/comments.ts';
import { insertSeal, lastSeal, listUnsealed } from '../db/ledger.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { countWindow, judgeComment } from '../domain/clock/window-view.ts';
import { makeSeal } from '../domain/ledger/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { sweepFiles } from './attachments.ts';
import { eraseExpired, reencryptContacts } from './personal-data.ts';
import { planAll } from './reminders.ts';
import { computeColumns, makeSalt } from './window.ts';

/** Maximum events per seal; a backlog takes several. */
const sealSize = 5000;
/** Comments per batch; D1 binds at most 100 values. */
const recomputeSize = 50;

/** Attempts when another run seals at the same moment; it seals the same events. */
const sealTries = 20;

/**
 * Seals what is not yet sealed. If events remain for the next seal, this one carries the instant of its own last event: with
 * the present instant, the remaining events would look backdated.
 *
 * @param size maximum events per seal
 * @returns how many events this call sealed
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

/** Recounts every window without a final verdict by the calendar in force, and records each move with old and new day. */
export async function recomputeWindows(deps: Deps): Promise<Moved[]> {
  const { current } = deps.calendars;
  const moves: Moved[] = [];
  for (;;) {
    const records = await listCountedBefore(deps.database, current.version, recomputeSize);
    if (records.length === 0) return moves;
    for (const record of records) {
      const { jurisdiction, receiptCode, calendar: countedBy, version } = record.row;
      // Another run recounted it between our two reads: it is done, or comes up again.
      if (version !== record.standing.version) continue;
      const rule = deps.ruleFor(jurisdiction, record.standing.receivedAt);
      const after = judgeComment(record.standing, rule, deps.calendars, deps.now()).window;
      const before = countWindow(record.standing, rule, deps.calendars.at(countedBy));
      // A final verdict keeps the calendar that judged it.
      if (after.calendarVersion !== current.version || before.dueAt === after.dueAt) {
        const counted = { ...computeColumns(deps, jurisdiction, record.standing), calendar: current.version };
        await recordRecount(deps.database, receiptCode, counted);
        continue;
      }
      const move = { from: before.dueOn, to: after.dueOn };
      const event = { type: 'recomputed' as const, at: deps.now(), ...move, calendar: current.version };
      const addition = { event, salt: makeSalt(deps), actor: { role: 'system' as const, id: null } };
      // If a clerk was faster, the next round finds the comment again, or finds it closed.
      const appended = await appendEvent(deps.database, record, addition, (standing) =>
        computeColumns(deps, jurisdiction, standing),
      );
      if (appended) moves.push({ receiptCode, ...move });
    }
  }
}

/** Rounds per hour of each backfill: a million comments take some days, and nobody waits for them. */
const indexRounds = 250;

/** Indexes comments that are not indexed yet. @returns how many */
export async function indexMissing(deps: Deps): Promise<number> {
  let indexed = 0;
  for (let round = 0; round < indexRounds; round++) {
    const more = await backfillIndex(deps.database);
    if (more === 0) break;
    indexed += more;
  }
  return indexed;
}

/** Fills the turns of comments that are older than that column. */
async function fillMissingTurns(deps: Deps): Promise<void> {
  for (let round = 0; round < indexRounds; round++) {
    if ((await fillTurns(deps.database, recomputeSize)) === 0) return;
  }
}

/** The hourly upkeep. */
export async function maintain(deps: Deps): Promise<void> {
  const moves = await recomputeWindows(deps);
  const erased = await eraseExpired(deps);
  const { moved: rekeyed, unread } = await reencryptContacts(deps);
  const swept = await sweepFiles(deps);
  const sealed = await sealEvents(deps);
  const indexed = await indexMissing(deps);
  await fillMissingTurns(deps);
  // Uses the days recounted above.
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
