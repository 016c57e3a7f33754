// Checks a reply before it is sent, and presents drafts to staff.

import { type DraftView, dropPlaceholders, maxAlikeShown } from '../contract/reply.ts';
import type { CommentRecord } from '../db/database.ts';
import { listSentReplies } from '../db/sent-replies.ts';
import { alikeThreshold, compareWith, maxComparedDays, maxComparedReplies } from '../domain/text/alike-replies.ts';
import { foldWhole } from '../domain/text/matching.ts';
import type { Deps } from '../ports/deps.ts';
import { readWords } from './follow.ts';

const dayMs = 24 * 60 * 60_000;

/** Number of reviewers who must approve a reply to this comment. */
export const reviewersOf = (deps: Deps, { row, standing }: CommentRecord): number =>
  deps.ruleFor(row.jurisdiction, standing.receivedAt).reviewers ?? 0;

/** Why a reply cannot be sent. */
export type ReplyFailure =
  | { ok: false; reason: 'unedited-template' }
  /** `alike`: receipt codes of comments whose replies have nearly the same words. */
  | { ok: false; reason: 'alike-reply'; alike: string[] };

/** Finds the jurisdiction's comments with recent replies in nearly the same words. */
async function findAlike(deps: Deps, { row }: CommentRecord, text: string): Promise<string[]> {
  const { jurisdiction, receiptCode } = row;
  const since = deps.now() - maxComparedDays * dayMs;
  const sentReplies = await listSentReplies(deps.database, {
    jurisdiction,
    receiptCode,
    since,
    limit: maxComparedReplies,
  });
  const shareOf = compareWith(text);
  const alike = sentReplies.filter((other) => shareOf(other.text) >= alikeThreshold).map((other) => other.receiptCode);
  return [...new Set(alike)].slice(0, maxAlikeShown);
}

/** @param reply the text to send @returns why it cannot be sent; null if it can */
export async function checkReply(
  deps: Deps,
  record: CommentRecord,
  { text, alikeSeen }: { text: string; alikeSeen: string[] },
): Promise<ReplyFailure | null> {
  const words = foldWhole(text);
  // Reject a template whose placeholders were only deleted: it says nothing about this comment.
  if (deps.replyTemplates.some((template) => foldWhole(dropPlaceholders(template.text)) === words)) {
    return { ok: false, reason: 'unedited-template' };
  }
  const alike = await findAlike(deps, record, text);
  const isConfirmed = alike.every((code) => alikeSeen.includes(code));
  return isConfirmed ? null : { ok: false, reason: 'alike-reply', alike };
}

/** Presents the draft to staff. @param unitName maps a unit's id to its name */
export async function presentDraft(
  { row, standing, draft, events }: CommentRecord,
  unitName: (id: string) => string,
): Promise<DraftView | null> {
  if (!standing.draft || !draft) return null;
  const drafted = events.findLast((event) => event.type === 'drafted');
  const rejected = events.findLast((event) => event.type === 'reviewed' && !event.passed);
  return {
    ...(await readWords(row.receiptCode, draft)),
    unit: unitName(standing.draft.unit),
    reason: drafted?.reason ?? '',
    isInReview: standing.draft.isInReview,
    passed: standing.draft.passedBy.length,
    sentBack: rejected?.type === 'reviewed' && !standing.draft.isInReview ? rejected.reason : '',
  };
}
