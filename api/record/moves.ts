// Makes a move for staff or residents: prepares it, turns it into events, records them.
import type { DeclineWords } from '../contract/decline.ts';
import type { Subject } from '../contract/subject.ts';
import { type Addition, appendEvents } from '../db/comments.ts';
import type { Actor, CommentRecord } from '../db/database.ts';
import { saltedHash } from '../domain/ledger/ledger.ts';
import { type Action, makeFacts } from '../life/actions.ts';
import type { CommentEvent } from '../life/life.ts';
import type { Made, MoveContext } from '../life/move.ts';
import type { Deps } from '../ports/deps.ts';
import { followCalendar, judgingOf, requireJudging } from './judging.ts';
import { dropKeptAnswers } from './open-answers.ts';
import { type PreparationFailure, prepareMove } from './preparations.ts';
import { reviewersOf } from './reply.ts';
import { stampOf } from './stamp.ts';
import { judgeAct } from './verdicts.ts';
import { computeColumns, makeSalt } from './window.ts';

/** The actor of a move: an account, or the resident who proved both codes. */
export interface MoveMaker extends Actor {
  /** The unit clerk's unit; null for others. */
  unit: string | null;
}

/** Copies the current wording of a reason, so that later changes of the list do not affect the record. */
function declineWords({ declineReasons }: Deps, ground: string): DeclineWords {
  const found = declineReasons.find(({ id }) => id === ground);
  if (!found) throw new Error(`unknown reason to decline: ${ground}`);
  const { id: _, source: _source, ...words } = found;
  return words;
}

async function contextOf(deps: Deps, { unit }: MoveMaker, record: CommentRecord): Promise<MoveContext> {
  const { row, standing, events, draft } = record;
  const { subjects } = await deps.site.index();
  const written = events.findLast((event) => event.type === 'drafted');
  return {
    now: stampOf(deps),
    standing,
    ownUnit: unit ?? '',
    calendar: deps.calendars.current.version,
    judging: await judgingOf(deps, row.jurisdiction, standing.receivedAt),
    reviewers: reviewersOf(deps, record),
    draft: draft && written ? { unit: written.unit, text: draft.text, reason: written.reason } : null,
    declineWords: (ground) => declineWords(deps, ground),
    subjectTitle: (about) => subjectTitle(subjects, about),
  };
}

function subjectTitle(subjects: Subject[], about: string): string {
  const subject = subjects.find(({ id }) => id === about);
  if (!subject) throw new Error(`unknown subject: ${about}`);
  return subject.title;
}

async function toAddition(deps: Deps, { role, id }: MoveMaker, made: Made<CommentEvent>): Promise<Addition> {
  const salt = makeSalt(deps);
  const actor = { role, id };
  if (!('words' in made)) return { event: made.event, salt, actor };
  const { words } = made;
  return { event: made.event(await saltedHash(salt, words)), salt, actor, words };
}

/** The move is recorded; if the copies resist, the next reader's version passes them by, and deletes them. */
async function dropAnswers(deps: Deps): Promise<void> {
  await dropKeptAnswers(deps).catch((error: unknown) => {
    const kind = error instanceof Error ? error.name : typeof error;
    deps.log({ level: 'error', message: `kept answers could not be deleted (${kind})` });
  });
}

/** Appends the facts of a move and, if they stop the clock, the verdict. */
async function appendMove(deps: Deps, by: MoveMaker, record: CommentRecord, action: Action): Promise<boolean> {
  const additions: Addition[] = [];
  const context = await contextOf(deps, by, record);
  for (const made of makeFacts(action, context)) additions.push(await toAddition(deps, by, made));
  const verdict = await judgeAct(deps, record, additions);
  return appendEvents(deps.database, record, [...additions, ...verdict], (after) =>
    computeColumns(deps, record.row.jurisdiction, after),
  );
}

/**
 * Makes a move. The caller must have checked that it is allowed.
 *
 * @throws EditedInPlaceError if a rule or calendar was edited in place
 * @returns `overtaken` if somebody else appended an event since the record was read; then nothing was written
 */
export async function makeMove(
  deps: Deps,
  by: MoveMaker,
  record: CommentRecord,
  action: Action,
): Promise<{ ok: true } | { ok: false; reason: 'overtaken' } | PreparationFailure> {
  await requireJudging(deps);
  const failure = await prepareMove(deps, record, action);
  if (failure) return failure;
  let isAppended = await appendMove(deps, by, record, action);
  // A calendar may have come into force since the request began. If its recount changed this comment, the move is overtaken.
  if (!isAppended && (await followCalendar(deps))) isAppended = await appendMove(deps, by, record, action);
  if (!isAppended) return { ok: false, reason: 'overtaken' };
  if (record.standing.isPublished) await dropAnswers(deps);
  return { ok: true };
}
