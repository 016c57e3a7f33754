// What identifies a submission, and the secrets derived from it. Only hashes are ever stored.
import { encodeCode } from '../../contract/codes.ts';
import type { NewComment } from '../../contract/comment.ts';
import { type CommentField, commentFields } from '../../contract/comment-fields.ts';
import { toHex } from '../../contract/hex.ts';

const encoder = new TextEncoder();

export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return toHex(await crypto.subtle.digest('SHA-256', bytes));
}

async function keyedHash(secret: string, text: string): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return crypto.subtle.sign('HMAC', key, encoder.encode(text));
}

/** Fields of the form's first version. Every stored submission hash uses this order, so it never changes. */
const firstFields: readonly CommentField[] = ['key', 'about', 'kind', 'title', 'text', 'name', 'contact', 'publish'];
const laterFields = commentFields.filter((field) => !firstFields.includes(field));

/**
 * A field added later joins under its name, and only if filled in: a page loaded before the field existed still
 * identifies its comment as before. Sorted by name, because the page order may change.
 *
 * @param fileHashes SHA-256 of each file, in order
 */
export function writeIdentity(
  comment: Readonly<Partial<Record<string, string>>>,
  fileHashes: readonly string[],
  later: readonly string[] = laterFields,
): string {
  const wordsOf = (field: string) => comment[field] ?? '';
  const added = later
    .filter((field) => wordsOf(field) !== '')
    .sort()
    .map((field) => [field, wordsOf(field)]);
  return JSON.stringify([...firstFields.map(wordsOf), ...added, ...fileHashes]);
}

export interface Submission {
  /** Stored: the same form load with the same words gives the same hash, which cannot be reversed. */
  submissionHash: string;
  /** Shown on the receipt; a retry derives the same one, though it is not stored. */
  trackingCode: string;
}

/**
 * The form load's random key, the words and the files together are the identity: a double click or retry is the
 * same comment, but the same page with other words is a new one.
 * The tracking code is derived from it under a server secret, so neither a stolen database (without the key) nor
 * a known key (without the secret) suffices to compute it.
 *
 * @param fileHashes SHA-256 of each attachment, in order
 */
export async function identifySubmission(
  comment: NewComment,
  fileHashes: string[],
  secret: string,
): Promise<Submission> {
  const identity = await sha256(writeIdentity(comment, fileHashes));
  const bytes = new Uint8Array(await keyedHash(secret, `tracking code of ${identity}`));
  return {
    submissionHash: await sha256(`submission ${identity}`),
    trackingCode: encodeCode(bytes.slice(0, 12)), // 60 bits: beyond guessing, given the rate limits
  };
}

/** How a tracking code is stored: keyed, and bound to its receipt code. */
export async function hashTrackingCode(receiptCode: string, trackingCode: string, secret: string): Promise<string> {
  return toHex(await keyedHash(secret, `${receiptCode} ${trackingCode}`));
}

/** Compares two hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
