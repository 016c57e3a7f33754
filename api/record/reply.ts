// A reply on its way: what stops it, what goes into the record of it, and how staff see a draft.

import type { Move } from '../contract/queue.ts';
import { alikeShown, type DraftView, dropPlaceholders } from '../contract/reply.ts';
import type { Addition } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { listSentReplies } from '../db/sent-replies.ts';
import { saltedHash } from '../domain/ledger/ledger.ts';
import type { CommentEvent } from '../domain/lifecycle.ts';
import { isLastPass } from '../domain/review.ts';
import { alikeFrom, comparedDays, comparedReplies, compareWith } from '../domain/text/alike-replies.ts';
import { foldWhole } from '../domain/text/matching.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { readWords } from './follow.ts';
import { makeSalt } from './window.ts';

const dayLength = 24 * 60 * 60_000;

/** The moves that bring a reply to the resident, or nearer to it. */
export type ReplyMove = Extract<Move, { move: 'reply' | 'correct' | 'pass' }>;

export const isReplyMove = (move: Move): move is ReplyMove =>
  move.move === 'reply' || move.move === 'correct' || move.move === 'pass';

/** How many second persons pass a reply to this comment before it is sent. */
export const reviewersOf = (deps: Deps, { row, standing }: CommentRecord): number =>
  deps.ruleFor(row.jurisdiction, standing.receivedAt).reviewers ?? 0;

export type ReplyLack =
  | { ok: false; reason: 'unedited-template' }
  /** `alike`: receipt codes of the comments that were answered so. */
  | { ok: false; reason: 'alike-reply'; alike: string[] };

/** Comments of the jurisdiction that were lately answered in nearly these words. */
async function findAlike(deps: Deps, { row }: CommentRecord, text: string): Promise<string[]> {
  const { jurisdiction, receiptCode } = row;
  const since = deps.now() - comparedDays * dayLength;
  const sent = await listSentReplies(deps.database, { jurisdiction, receiptCode, since, limit: comparedReplies });
  const shareOf = compareWith(text);
  const alike = sent.filter((other) => shareOf(other.text) >= alikeFrom).map((other) => other.receiptCode);
  return [...new Set(alike)].slice(0, alikeShown);
}

/** @returns why the words do not go out as they are; null where they may */
export async function findReplyLack(deps: Deps, record: CommentRecord, move: ReplyMove): Promise<ReplyLack | null> {
  const text = move.move === 'pass' ? (record.draft?.text ?? '') : move.text;
  const words = foldWhole(text);
  // A template of which only the places to be filled in were struck out says nothing of this comment.
  if (deps.replyTemplates.some((template) => foldWhole(dropPlaceholders(template.text)) === words)) {
    return { ok: false, reason: 'unedited-template' };
  }
  const alike = await findAlike(deps, record, text);
  const isWarned = alike.every((code) => move.alikeSeen.includes(code));
  return isWarned ? null : { ok: false, reason: 'alike-reply', alike };
}

/** What one of these moves adds to the record: a draft, a review, a reply; the last review and the reply together. */
export async function toReplyAdditions(
  deps: Deps,
  clerk: Clerk,
  record: CommentRecord,
  move: ReplyMove,
): Promise<Addition[]> {
  const { standing, draft, events } = record;
  const at = deps.now();
  const actor = { role: clerk.role, id: clerk.id };
  const add = async (makeEvent: (hash: (text: string) => Promise<string>) => Promise<CommentEvent>, words?: string) => {
    const salt = makeSalt(deps);
    return { event: await makeEvent((text) => saltedHash(salt, text)), salt, actor, words };
  };
  const send = (text: string, unit: string, reason: string | undefined) =>
    add(async (hash) => {
      const calendar = deps.calendars.current.version;
      if (reason === undefined) return { type: 'replied', at, unit, text: await hash(text), calendar };
      return { type: 'corrected', at, unit, text: await hash(text), reason };
    }, text);

  if (move.move === 'pass') {
    const written = events.findLast((event) => event.type === 'drafted');
    if (!standing.draft || !draft || !written) throw new Error(`${record.row.receiptCode}: a draft without its words`);
    const passed = await add(async () => ({ type: 'reviewed', at, passed: true, reason: '' }));
    if (!isLastPass(standing.draft, reviewersOf(deps, record))) return [passed];
    const { text } = await readWords(record.row.receiptCode, draft);
    return [passed, await send(text, written.unit, written.reason)];
  }
  const unit = standing.unit ?? '';
  const reason = move.move === 'correct' ? move.reason : undefined;
  if (reviewersOf(deps, record) === 0) return [await send(move.text, unit, reason)];
  const toReview = await add(
    async (hash) => ({ type: 'drafted', at, unit, text: await hash(move.text), ...(reason ? { reason } : {}) }),
    move.text,
  );
  return [toReview];
}

/** The draft as staff see it. @param unitName of the unit's id */
export async function presentDraft(
  { row, standing, draft, events }: CommentRecord,
  unitName: (id: string) => string,
): Promise<DraftView | null> {
  if (!standing.draft || !draft) return null;
  const written = events.findLast((event) => event.type === 'drafted');
  const judged = events.findLast((event) => event.type === 'reviewed' && !event.passed);
  return {
    ...(await readWords(row.receiptCode, draft)),
    unit: unitName(standing.draft.unit),
    reason: written?.reason ?? '',
    isInReview: standing.draft.isInReview,
    passed: standing.draft.passedBy.length,
    sentBack: judged?.type === 'reviewed' && !standing.draft.isInReview ? judged.reason : '',
  };
}
