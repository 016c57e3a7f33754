// Receiving a comment: one path for the script's JSON and for the form without script.
import { formatTrackingCode, makeReceiptCode } from '../contract/codes.ts';
import type { NewComment } from '../contract/comment.ts';
import type { Receipt } from '../contract/follow.ts';
import type { Subject } from '../contract/subject.ts';
import { findBySubmission, insertComment, loadComment } from '../db/comments.ts';
import type { Deps } from '../deps.ts';
import { dayInShanghai } from '../domain/calendar.ts';
import { hashTrackingCode, identifySubmission } from '../domain/submission.ts';
import { dueAt, viewWindow } from '../domain/window-view.ts';

/** Tries for a free receipt code; with 33 million a day a second one is hardly ever needed. */
const attempts = 5;

export type IntakeResult = { ok: true; receipt: Receipt } | { ok: false; reason: 'unknown-subject' };

/**
 * Stores a comment, once however often it is sent, and makes its receipt. When this returns, the comment
 * is in the database.
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
  const due = dueAt({ receivedAt, classification: 'standard' }, deps.ruleFor(jurisdiction.id), deps.calendar);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const receiptCode = makeReceiptCode(jurisdiction.code, dayInShanghai(receivedAt), deps.random(5));
    const trackingHash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
    const record = { receiptCode, jurisdiction: jurisdiction.id, submissionHash, trackingHash };
    const stored = await insertComment(deps.database, { ...record, comment, receivedAt, dueAt: due, isSample });
    if (stored) await deps.notifier.tell({ receiptCode, what: 'received' });
    const known = stored ? { receiptCode } : await findBySubmission(deps.database, submissionHash);
    if (known) return { ok: true, receipt: await makeReceipt(deps, known.receiptCode, trackingCode, subject) };
  }
  throw new Error('no free receipt code');
}

async function makeReceipt(deps: Deps, receiptCode: string, trackingCode: string, subject: Subject): Promise<Receipt> {
  const record = await loadComment(deps.database, receiptCode);
  if (!record) throw new Error('a stored comment cannot be read');
  const rule = deps.ruleFor(record.row.jurisdiction);
  return {
    receiptCode,
    trackingCode: formatTrackingCode(trackingCode),
    title: record.row.title,
    about: { title: subject.title, url: subject.url },
    window: viewWindow(record.standing, rule, deps.calendar, deps.now()),
    isSample: record.row.isSample,
  };
}
