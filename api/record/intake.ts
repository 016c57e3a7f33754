// Receiving a comment: one path for the script's JSON and for the form without script.
import { formatTrackingCode, makeReceiptCode } from '../contract/codes.ts';
import type { NewComment } from '../contract/comment.ts';
import type { Receipt } from '../contract/follow.ts';
import {
  type CommentRecord,
  findBySubmission,
  insertComment,
  loadComment,
  type RecordedEvent,
} from '../db/comments.ts';
import type { Deps } from '../deps.ts';
import { dayInShanghai } from '../domain/calendar.ts';
import { sealContact } from '../domain/contact-cipher.ts';
import { checkCode, saltedHash } from '../domain/ledger.ts';
import { type CommentStanding, deriveStanding } from '../domain/lifecycle.ts';
import { hashTrackingCode, identifySubmission } from '../domain/submission.ts';
import { followComment } from './follow.ts';
import { makeSalt, reckon, windowOf } from './window.ts';

/** Tries for a free receipt code; with 33 million a day a second one is hardly ever needed. */
const attempts = 5;

export type IntakeResult = { ok: true; receipt: Receipt } | { ok: false; reason: 'unknown-subject' };

/** How a comment came. @param follows the comment that it asks on; whoever names it here has proved to hold its codes */
export type Arrival = { isSample: true } | { isSample: false; follows: string | null };

/** Encrypted before anything is written; null where the resident left neither. */
async function sealLeft(deps: Deps, receiptCode: string, { name = '', contact = '' }: NewComment) {
  if (!name && !contact) return null;
  const sealed = await sealContact(deps.contactKeys, deps.random, receiptCode, { name, contact });
  return { ...sealed, isReachable: contact !== '' };
}

/**
 * Stores a comment, once however often it is sent, and makes its receipt. When this returns, the comment
 * is in the database; what fails after it was stored is no failure of the sending.
 *
 * @throws Error where the database fails; then nothing was stored and nothing may be acknowledged
 */
export async function receiveComment(deps: Deps, comment: NewComment, arrival: Arrival): Promise<IntakeResult> {
  const { isSample } = arrival;
  const index = await deps.site.index();
  const subject = index.subjects.find(({ id }) => id === comment.about);
  const jurisdiction = index.jurisdictions.find(({ id }) => id === subject?.jurisdiction);
  if (!subject || !jurisdiction) return { ok: false, reason: 'unknown-subject' };

  const { submissionHash, trackingCode } = await identifySubmission(comment, deps.codeSecret);
  const salt = makeSalt(deps);
  const text = await saltedHash(salt, `${comment.title}\n${comment.text}`);
  const { kind, about } = comment;
  const jurisdictionId = jurisdiction.id;
  const at = deps.now();
  const follows = arrival.isSample ? null : arrival.follows;
  const received = {
    ...{ type: 'received' as const, at, jurisdiction: jurisdictionId, kind, about, sample: isSample, text },
    ...(follows === null ? {} : { follows }),
  };
  const reckoning = reckon(deps, jurisdictionId, deriveStanding([received]));

  const makeReceipt = async (
    receiptCode: string,
    standing: CommentStanding,
    first: RecordedEvent,
  ): Promise<Receipt> => ({
    receiptCode,
    trackingCode: formatTrackingCode(trackingCode),
    checkCode: await checkCode(first.leaf),
    title: comment.title,
    about: { title: subject.title, url: subject.url },
    window: windowOf(deps, jurisdictionId, standing),
    isSample: first.type === 'received' && first.sample,
  });

  for (let attempt = 0; attempt < attempts; attempt++) {
    const receiptCode = makeReceiptCode(jurisdiction.code, dayInShanghai(at), deps.random(5));
    const trackingHash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
    const contact = await sealLeft(deps, receiptCode, comment);
    const record = { receiptCode, jurisdiction: jurisdictionId, submissionHash, trackingHash, comment, contact };
    const stored = await insertComment(deps.database, { ...record, received, salt, reckoning });
    if (stored) {
      return { ok: true, receipt: await makeReceipt(receiptCode, deriveStanding([stored]), stored) };
    }
    const row = await findBySubmission(deps.database, submissionHash);
    const known = row ? await loadComment(deps.database, row.receiptCode) : null;
    const [first] = known?.events ?? [];
    if (known && first) return { ok: true, receipt: await makeReceipt(known.row.receiptCode, known.standing, first) };
  }
  throw new Error('no free receipt code');
}

/** The receipt again, for who proved to hold both codes. */
export async function readReceipt(deps: Deps, record: CommentRecord, trackingCode: string): Promise<Receipt> {
  const { receiptCode, title, about, window, isSample, steps } = await followComment(deps, record);
  const codes = { receiptCode, trackingCode: formatTrackingCode(trackingCode) };
  return { ...codes, checkCode: steps[0]?.checkCode ?? '', title, about, window, isSample };
}
