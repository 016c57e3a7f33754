// Scheduled upkeep: seals the ledger, recomputes windows after a new calendar, and applies the retention period. Each job
// is idempotent and tolerates interruption and concurrent runs.

import { indexAnswer, listUnindexedAnswers } from '../db/answer-words.ts';
import { fillTurns } from '../db/comment-lists.ts';
import { backfillIndex } from '../db/comment-words.ts';
import { loadRecords } from '../db/comments.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { isShownToAll } from '../domain/privacy/publication.ts';
import type { Deps } from '../ports/deps.ts';
import { summarizeArrivals } from './arrivals.ts';
import { sweepFiles } from './attachments.ts';
import { compareJudging } from './judging.ts';
import { takeInCalendar } from './new-calendar.ts';
import { dropKeptAnswers } from './open-answers.ts';
import { eraseExpired, reencryptContacts } from './personal-data.ts';
import { planAll } from './reminders.ts';
import { sealHour } from './seals.ts';
import { requireTime } from './stamp.ts';
import { bindOldComments } from './verdicts.ts';

/** Comments per batch; D1 binds at most 100 values. */
const turnsSize = 50;

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
    if ((await fillTurns(deps.database, turnsSize)) === 0) return;
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

/**
 * Compares the rules and calendars with what the record has seen, and takes in a new calendar.
 *
 * @returns how many due days moved; 0 if a file was edited in place, which must not judge
 */
async function judge(deps: Deps): Promise<number> {
  await compareJudging(deps);
  for (const fault of deps.judging.faults) deps.log({ level: 'error', message: fault });
  if (deps.judging.faults.length > 0) return 0;
  const moves = await takeInCalendar(deps);
  await compareJudging(deps); // the new calendar judges now
  return moves.length;
}

/** The hourly upkeep. @throws Error if nobody can tell the time */
export async function maintain(deps: Deps): Promise<void> {
  await requireTime(deps);
  const moves = await judge(deps);
  const erased = await eraseExpired(deps);
  const { moved: rekeyed, unread } = await reencryptContacts(deps);
  const bound = deps.judging.faults.length > 0 ? 0 : await bindOldComments(deps);
  const swept = await sweepFiles(deps);
  await dropKeptAnswers(deps);
  const summarized = await summarizeArrivals(deps);
  const sealed = await sealHour(deps);
  const indexed = (await indexMissing(deps)) + (await indexMissingAnswers(deps));
  await fillMissingTurns(deps);
  // Plan after recomputing: reminders depend on the due days.
  await planAll(deps);
  const details = {
    moved: moves,
    bound,
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
