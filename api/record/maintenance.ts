// Scheduled upkeep: seals the ledger, recomputes windows after a new calendar, and applies the retention period. Each job
// is idempotent and tolerates interruption and concurrent runs.

import { indexAnswer, listUnindexedAnswers } from '../db/answer-words.ts';
import { fillTurns, listCountedBefore, recordRecount } from '../db/comment-lists.ts';
import { backfillIndex } from '../db/comment-words.ts';
import { appendEvent, loadRecords } from '../db/comments.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { countWindow, judgeComment } from '../domain/clock/window-view.ts';
import { isShownToAll } from '../domain/privacy/publication.ts';
import type { Deps } from '../ports/deps.ts';
import { summarizeArrivals } from './arrivals.ts';
import { sweepFiles } from './attachments.ts';
import { dropKeptAnswers } from './open-answers.ts';
import { eraseExpired, reencryptContacts } from './personal-data.ts';
import { planAll } from './reminders.ts';
import { sealHour } from './seals.ts';
import { requireTime, stampOf } from './stamp.ts';
import { computeColumns, makeSalt } from './window.ts';

/** Comments per batch; D1 binds at most 100 values. */
const recomputeSize = 50;

export interface Moved {
  receiptCode: string;
  from: string;
  to: string;
}

/** Recomputes every window without a final verdict with the calendar in force. Records each changed due day. */
export async function recomputeWindows(deps: Deps): Promise<Moved[]> {
  const { current } = deps.calendars;
  const moves: Moved[] = [];
  for (;;) {
    const records = await listCountedBefore(deps.database, current.version, recomputeSize);
    if (records.length === 0) return moves;
    for (const record of records) {
      const { jurisdiction, receiptCode, calendar: countedBy, version } = record.row;
      // A concurrent run changed the comment between our two reads. If it still needs work, a later batch includes it.
      if (version !== record.standing.version) continue;
      const rule = deps.ruleFor(jurisdiction, record.standing.receivedAt);
      const after = judgeComment(record.standing, rule, deps.calendars, deps.now()).window;
      const before = countWindow(record.standing, rule, deps.calendars.at(countedBy));
      // With a final verdict, the window stays with the calendar that judged it.
      if (after.calendarVersion !== current.version || before.dueAt === after.dueAt) {
        const counted = { ...computeColumns(deps, jurisdiction, record.standing), calendar: current.version };
        await recordRecount(deps.database, receiptCode, counted);
        continue;
      }
      const move = { from: before.dueOn, to: after.dueOn };
      const event = { type: 'recomputed' as const, at: stampOf(deps), ...move, calendar: current.version };
      const addition = { event, salt: makeSalt(deps), actor: { role: 'system' as const, id: null } };
      // If a clerk's move came first, the next round handles the comment.
      const appended = await appendEvent(deps.database, record, addition, (standing) =>
        computeColumns(deps, jurisdiction, standing),
      );
      if (appended) moves.push({ receiptCode, ...move });
    }
  }
}

/** Batches per run of each backfill. A million comments take some days, which is fast enough. */
const indexRounds = 250;

/** Indexes comments without an index entry. @returns how many */
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

/** Rows per batch; D1 binds at most 100 values. */
const answersIndexed = 40;

/** Indexes published answers that the search does not find yet. @returns how many */
export async function indexMissingAnswers({ database }: Deps): Promise<number> {
  let indexed = 0;
  for (let round = 0; round < indexRounds; round++) {
    const records = await loadRecords(database, await listUnindexedAnswers(database, answersIndexed));
    const shown = records.filter((record) => isShownToAll(record) && record.reply !== null);
    const [first, ...more] = shown.flatMap(({ row, standing, reply }) =>
      indexAnswer(database, row, standing, reply?.text ?? null),
    );
    if (!first) break;
    await database.batch([first, ...more]);
    indexed += shown.length;
  }
  return indexed;
}

/** The hourly upkeep. @throws Error if nobody can tell the time */
export async function maintain(deps: Deps): Promise<void> {
  await requireTime(deps);
  const moves = await recomputeWindows(deps);
  const erased = await eraseExpired(deps);
  const { moved: rekeyed, unread } = await reencryptContacts(deps);
  const swept = await sweepFiles(deps);
  await dropKeptAnswers(deps);
  const summarized = await summarizeArrivals(deps);
  const sealed = await sealHour(deps);
  const indexed = (await indexMissing(deps)) + (await indexMissingAnswers(deps));
  await fillMissingTurns(deps);
  // Plan after recomputing: reminders depend on the due days.
  await planAll(deps);
  const details = {
    moved: moves.length,
    erased,
    rekeyed,
    unread,
    swept,
    summarized,
    sealed,
    indexed,
    day: dayInShanghai(deps.now()),
  };
  deps.log({ level: unread > 0 ? 'error' : 'info', message: 'maintenance', details });
}
