// Receiving a comment: one path for the script's JSON and for the form without script.
import { formatTrackingCode, makeReceiptCode } from '../contract/codes.ts';
import type { NewComment } from '../contract/comment.ts';
import type { Receipt } from '../contract/follow.ts';
import { findBySubmission, insertComment, loadComment } from '../db/comments.ts';
import type { Deps } from '../deps.ts';
import { dayInShanghai } from '../domain/calendar.ts';
import { type CommentStanding, deriveStanding } from '../domain/lifecycle.ts';
import { hashTrackingCode, identifySubmission } from '../domain/submission.ts';
import { dueAt, viewWindow } from '../domain/window-view.ts';
import { tellResident } from './tell.ts';

/** Tries for a free receipt code; with 33 million a day a second one is hardly ever needed. */
const attempts = 5;

export type IntakeResult = { ok: true; receipt: Receipt } | { ok: false; reason: 'unknown-subject' };

/**
 * Stores a comment, once however often it is sent, and makes its receipt. When this returns, the comment
 * is in the database; what fails after it was stored is no failure of the sending.
 *
 * @throws Error where the database fails; then nothing was stored and nothing may be acknowledged
 */
export async function receiveComment(deps: Deps, comment: NewComment, isSample = false): Promise<IntakeResult> {
  const index = await deps.site.index();
  const subject = index.subjects.find(({ id }) => id === comment.about);
  const jurisdiction = index.jurisdictions.find(({ id }) => id === subject?.jurisdiction);
  if (!subject || !jurisdiction) return { ok: false, reason: 'unknown-subject' };

  const { submissionHash, trackingCode } = await identifySubmission(comment, deps.codeSecret);
  const receivedAt = deps.now();
  const rule = deps.ruleFor(jurisdiction.id);
  const due = dueAt({ receivedAt, classification: 'standard' }, rule, deps.calendar);
  const makeReceipt = (receiptCode: string, standing: CommentStanding, sampled: boolean): Receipt => ({
    receiptCode,
    trackingCode: formatTrackingCode(trackingCode),
    title: comment.title,
    about: { title: subject.title, url: subject.url },
    window: viewWindow(standing, rule, deps.calendar, deps.now()),
    isSample: sampled,
  });

  for (let attempt = 0; attempt < attempts; attempt++) {
    const receiptCode = makeReceiptCode(jurisdiction.code, dayInShanghai(receivedAt), deps.random(5));
    const trackingHash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
    const record = { receiptCode, jurisdiction: jurisdiction.id, submissionHash, trackingHash };
    if (await insertComment(deps.database, { ...record, comment, receivedAt, dueAt: due, isSample })) {
      await tellResident(deps, { receiptCode, what: 'received' });
      const standing = deriveStanding([{ type: 'received', at: receivedAt }]);
      return { ok: true, receipt: makeReceipt(receiptCode, standing, isSample) };
    }
    const row = await findBySubmission(deps.database, submissionHash);
    const known = row ? await loadComment(deps.database, row.receiptCode) : null;
    if (known) return { ok: true, receipt: makeReceipt(known.row.receiptCode, known.standing, known.row.isSample) };
  }
  throw new Error('no free receipt code');
}
