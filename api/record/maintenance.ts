// Scheduled upkeep: seals the ledger, recomputes windows after a new calendar, and applies the retention period. Each job
// is idempotent and tolerates interruption and concurrent runs.

import { indexAnswer, listUnindexedAnswers } from '../db/answer-words.ts';
import { fillTurns } from '../db/comment-lists.ts';
import { backfillIndex } from '../db/comment-words.ts';
import { loadRecords } from '../db/comments.ts';
import { findLastSeal, insertSeal, listUnsealed } from '../db/ledger.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { makeSeal } from '../domain/ledger/ledger.ts';
import type { Deps } from '../ports/deps.ts';
import { sweepFiles } from './attachments.ts';
import { isShownToAll } from './follow.ts';
import { compareJudging } from './judging.ts';
import { takeInCalendar } from './new-calendar.ts';
import { dropKeptAnswers } from './open-answers.ts';
import { eraseExpired, reencryptContacts } from './personal-data.ts';
import { planAll } from './reminders.ts';
import { bindOldComments } from './verdicts.ts';

/** Maximum events per seal; a backlog needs several seals. */
const sealSize = 5000;
/** Comments per batch; D1 binds at most 100 values. */
const turnsSize = 50;

/** Attempts if concurrent runs seal the same events first. */
const sealTries = 20;

/**
 * Seals unsealed events. If more remain than fit, the seal has the time of its last event: with the current time, the
 * remaining events would look backdated.
 *
 * @param size maximum events per seal
 * @returns how many events this call sealed
 */
export async function sealEvents(deps: Deps, size = sealSize): Promise<number> {
  let sealed = 0;
  for (let tries = 0; tries < sealTries; ) {
    const before = await findLastSeal(deps.database);
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

/** The hourly upkeep. */
export async function maintain(deps: Deps): Promise<void> {
  const moves = await judge(deps);
  const erased = await eraseExpired(deps);
  const { moved: rekeyed, unread } = await reencryptContacts(deps);
  const bound = deps.judging.faults.length > 0 ? 0 : await bindOldComments(deps);
  const swept = await sweepFiles(deps);
  await dropKeptAnswers(deps);
  const sealed = await sealEvents(deps);
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
    sealed,
    indexed,
    day: dayInShanghai(deps.now()),
  };
  deps.log({ level: unread > 0 ? 'error' : 'info', message: 'maintenance', details });
}
