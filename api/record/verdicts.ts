// Freezes verdicts as facts (decision 037): in the act that stops the clock, when a recount settles one, and once for each
// comment of an older record.
import { listUnbound } from '../db/comment-lists.ts';
import { type Addition, appendEvent } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { makeVerdict, nameJudging } from '../domain/clock/judging.ts';
import { isUndecidedWindow } from '../domain/clock/window-view.ts';
import { follow } from '../life/derive-standing.ts';
import type { CommentEvent } from '../life/life.ts';
import type { CommentStanding } from '../life/standing.ts';
import type { Deps } from '../ports/deps.ts';
import { stampOf } from './stamp.ts';
import { computeColumns } from './window.ts';

/** These facts are public as a whole: there is nothing to guess from their hashes. */
export const noSalt = '0'.repeat(32);

export const bySystem = (event: CommentEvent): Addition => ({
  event,
  salt: noSalt,
  actor: { role: 'system', id: null },
});

/**
 * The first verdict has the instant of the act that stopped the clock; one that a recount settles has its own.
 *
 * @returns the fact that freezes the verdict; null if the clock runs, or a final verdict is frozen already
 */
export async function judgeClosed(
  deps: Deps,
  jurisdiction: string,
  standing: CommentStanding,
): Promise<CommentEvent | null> {
  if (standing.stoppedAt === null || !isUndecidedWindow(standing)) return null;
  const rule = deps.ruleFor(jurisdiction, standing.receivedAt);
  const verdict = await makeVerdict(standing, rule, deps.calendars);
  return { type: 'judged', at: standing.verdict === null ? standing.stoppedAt : stampOf(deps), ...verdict };
}

/** @param facts of one act @returns the verdict that belongs to it, if the act stops the clock */
export async function judgeAct(deps: Deps, record: CommentRecord, facts: Addition[]): Promise<Addition[]> {
  if (record.standing.stoppedAt !== null) return [];
  const standing = structuredClone(record.standing);
  for (const { event, actor } of facts) follow(standing, { ...event, actor: actor.id });
  const judged = await judgeClosed(deps, record.row.jurisdiction, standing);
  return judged ? [bySystem(judged)] : [];
}

async function bind(deps: Deps, record: CommentRecord): Promise<boolean> {
  const { row, standing } = record;
  const { jurisdiction } = row;
  const rule = deps.ruleFor(jurisdiction, standing.receivedAt);
  const what =
    standing.stoppedAt === null
      ? await nameJudging(rule, deps.calendars.current)
      : await makeVerdict(standing, rule, deps.calendars);
  const event = { type: 'bound' as const, at: stampOf(deps), ...what };
  return appendEvent(deps.database, record, bySystem(event), (after) => computeColumns(deps, jurisdiction, after));
}

/** Comments per batch; D1 binds at most 100 values. */
const bindSize = 50;

/** Batches per run. A million comments take some weeks; nothing waits for it. */
const bindRounds = 40;

/**
 * Binds comments of older records, oldest first. A move that comes first stays; the next run binds that comment.
 *
 * @returns how many
 */
export async function bindOldComments(deps: Deps, rounds = bindRounds): Promise<number> {
  let bound = 0;
  let after = '';
  for (let round = 0; round < rounds; round++) {
    const records = await listUnbound(deps.database, after, bindSize);
    for (const record of records) if (!record.standing.isBound && (await bind(deps, record))) bound += 1;
    after = records.at(-1)?.row.receiptCode ?? '';
    if (records.length < bindSize) break;
  }
  return bound;
}
