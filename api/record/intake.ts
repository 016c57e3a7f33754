// Receives comments, sent as JSON or as a form.
import { formatTrackingCode, makeReceiptCode } from '../contract/codes.ts';
import type { NewComment } from '../contract/comment.ts';
import { contactOf, listContactFields } from '../contract/comment-fields.ts';
import type { Receipt } from '../contract/follow.ts';
import { findBySubmission, insertComment, loadComment } from '../db/comments.ts';
import type { CommentRecord, RecordedEvent } from '../db/database.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { type CleanFile, hashOfFiles } from '../domain/files/attachment.ts';
import { deriveCheckCode, saltedHash } from '../domain/ledger/ledger.ts';
import { encryptContact } from '../domain/privacy/contact-cipher.ts';
import { hashTrackingCode, identifySubmission, sha256 } from '../domain/privacy/submission.ts';
import { foldWhole } from '../domain/text/matching.ts';
import { deriveStanding } from '../life/derive-standing.ts';
import type { CommentStanding } from '../life/standing.ts';
import type { Deps } from '../ports/deps.ts';
import { markSender } from './arrivals.ts';
import { dayFolder } from './attachments.ts';
import { followComment } from './follow.ts';
import { readHead } from './heads.ts';
import { followCalendar, judgingOf, requireJudging } from './judging.ts';
import { type Arriving, type Screening, screenComment } from './screening.ts';
import { stampOf } from './stamp.ts';
import { refuseStorage, type StorageRefusal } from './storage-quota.ts';
import { computeColumns, makeSalt, windowOf } from './window.ts';

/** Attempts to find a free receipt code; with 33 million per day, the second one is rarely needed. */
const attempts = 5;

export type IntakeResult = { ok: true; receipt: Receipt } | { ok: false; reason: 'unknown-subject' | StorageRefusal };

/** How a comment arrived. Samples skip the spam checks. */
export type Arrival =
  | { isSample: true }
  | {
      isSample: false;
      /** Receipt code of the comment that this one follows up; the sender has proved its codes. */
      follows: string | null;
      evidence: Arriving;
      files: CleanFile[];
    };

const unscreened: Screening = { hold: null, proof: null };

/** Encrypts name and contact; null if the resident gave neither. */
async function sealContact(deps: Deps, receiptCode: string, comment: NewComment) {
  const left = contactOf(comment);
  if (listContactFields(left).length === 0) return null;
  const sealed = await encryptContact(deps.contactKeys, deps.random, receiptCode, left);
  return { ...sealed, isReachable: left.contact !== '' };
}

/**
 * Stores a comment, once per submission, and issues its receipt. On return, the comment is in the database; callers must
 * not report later errors as a failed submission.
 *
 * @throws Error if the database fails, or a rule or calendar was edited in place; then nothing was stored
 */
export async function receiveComment(deps: Deps, comment: NewComment, arrival: Arrival): Promise<IntakeResult> {
  const index = await deps.site.index();
  const subject = index.subjects.find(({ id }) => id === comment.about);
  const jurisdiction = index.jurisdictions.find(({ id }) => id === subject?.jurisdiction);
  if (!subject || !jurisdiction) return { ok: false, reason: 'unknown-subject' };

  const { isSample } = arrival;
  const office = deps.officeOf(jurisdiction.id);
  await requireJudging(office);
  const files = isSample ? [] : arrival.files;
  const contents = files.map(({ content }) => content);
  const hashes = await Promise.all(contents.map((content) => sha256(content)));
  const { submissionHash, trackingCode } = await identifySubmission(comment, hashes, deps.codeSecret);
  const salt = makeSalt(deps);
  const text = await saltedHash(salt, `${comment.title}\n${comment.text}`);
  const { kind, about } = comment;
  const jurisdictionId = jurisdiction.id;
  const at = stampOf(deps);
  const follows = arrival.isSample ? null : arrival.follows;
  const named = {
    type: 'received' as const,
    at,
    jurisdiction: jurisdictionId,
    kind,
    about,
    sample: isSample,
    text,
    ...(follows === null ? {} : { follows }),
    ...(hashes.length === 0 ? {} : { files: await hashOfFiles(salt, hashes) }),
  };
  // Beside the writing, which it must not delay or fail. The receipt is worth having without it.
  const newestSeal = readHead(office).catch(() => null);
  const reckon = async () => {
    const received = { ...named, ...(await judgingOf(deps, jurisdictionId, at)) };
    return { received, reckoning: computeColumns(deps, jurisdictionId, deriveStanding([received])) };
  };

  const makeReceipt = async (
    receiptCode: string,
    standing: CommentStanding,
    first: RecordedEvent,
  ): Promise<Receipt> => ({
    receiptCode,
    trackingCode: formatTrackingCode(trackingCode),
    checkCode: await deriveCheckCode(first.leaf),
    title: comment.title,
    about: { title: subject.title, url: subject.url },
    window: windowOf(deps, jurisdictionId, standing),
    head: await newestSeal,
    isSample: first.type === 'received' && first.sample,
  });

  const likeness = await sha256(foldWhole(comment.text));
  const placeOf = (number: number) => `${dayFolder(dayInShanghai(at))}${submissionHash}/${number}`;
  const known = { jurisdiction: jurisdictionId, submissionHash, likeness };
  const screen = async () => (arrival.isSample ? unscreened : screenComment(office, known, arrival.evidence));
  const receiptOf = async (): Promise<IntakeResult | null> => {
    const row = await findBySubmission(office.database, submissionHash);
    const earlier = row ? await loadComment(office.database, row.receiptCode) : null;
    const [receipt] = earlier?.events ?? [];
    if (!earlier || !receipt) return null;
    return { ok: true, receipt: await makeReceipt(earlier.row.receiptCode, earlier.standing, receipt) };
  };

  const senderMark = arrival.isSample ? null : await markSender(office, arrival.evidence.senders, at);
  let screening = await screen();
  const isProved = screening.proof !== null;
  if (!arrival.isSample && (files.length > 0 || !isProved)) {
    // A retry of a stored comment takes no room.
    const earlier = await receiptOf();
    if (earlier) return earlier;
    const fileBytes = contents.reduce((sum, content) => sum + content.length, 0);
    const wordBytes = new TextEncoder().encode(comment.text).length;
    const refusal = await refuseStorage(office, { isProved, senders: arrival.evidence.senders, fileBytes, wordBytes });
    if (refusal) return { ok: false, reason: refusal };
  }
  // Store files before the comment, so that a stored comment is complete. A retry on the same day reuses the same keys.
  await Promise.all(files.map((file, index) => office.files.put(placeOf(index + 1), file)));

  for (let attempt = 0; attempt < attempts; attempt++) {
    const receiptCode = makeReceiptCode(jurisdiction.code, dayInShanghai(at), deps.random(5));
    const trackingHash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
    // Screen again on a retry: a concurrent comment may have used the proof, or a calendar has come into force.
    if (attempt > 0) {
      screening = await screen();
      await followCalendar(office);
    }
    const { hold, proof } = screening;
    const contact = await sealContact(deps, receiptCode, comment);
    const stored = await insertComment(office.database, {
      ...known,
      receiptCode,
      trackingHash,
      comment,
      contact,
      proof,
      senderMark,
      ...(await reckon()),
      salt,
      hold: hold && { reason: hold, salt: makeSalt(deps) },
      attachments: files.map(({ type, content }, index) => {
        const number = index + 1;
        return { receiptCode, number, type, bytes: content.length, hash: hashes[index] ?? '', place: placeOf(number) };
      }),
    });
    const [first] = stored ?? [];
    if (stored && first) {
      return { ok: true, receipt: await makeReceipt(receiptCode, deriveStanding(stored), first) };
    }
    const earlier = await receiptOf();
    if (earlier) return earlier;
  }
  throw new Error('no free receipt code');
}

/** Reissues the receipt to a holder of both codes. */
export async function readReceipt(deps: Deps, record: CommentRecord, trackingCode: string): Promise<Receipt> {
  const { receiptCode, title, about, window, head, isSample, steps } = await followComment(deps, record);
  const codes = { receiptCode, trackingCode: formatTrackingCode(trackingCode) };
  return { ...codes, checkCode: steps[0]?.checkCode ?? '', title, about, window, head, isSample };
}
