// What makes two sendings the same comment, and the secrets that come of it. Only hashes are ever stored.
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

/** The fields of the first version of the form. Every stored submission hash has this order: it never changes. */
const firstFields: readonly CommentField[] = ['key', 'about', 'kind', 'title', 'text', 'name', 'contact', 'publish'];
const laterFields = commentFields.filter((field) => !firstFields.includes(field));

/**
 * A field added after the first version joins under its name, and only if it has a value: so a page loaded before the
 * field existed still identifies its comment as before. By name, because the order of the page may change.
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
  /** Stored: the same page load with the same words gives the same hash, and nothing leads back from it. */
  submissionHash: string;
  /** Shown on the receipt; a retry gives the same one, though it is not stored. */
  trackingCode: string;
}

/**
 * The random key of the page's load and the words and files together are the identity: a double click or a retry
 * is the same comment, while the same page sent again with other words is another one.
 * The tracking code comes from it under a secret of the server, so neither a stolen database (without the
 * key) nor a known key (without the secret) is enough to work it out.
 *
 * @param fileHashes SHA-256 of each file that came along, in order
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
    trackingCode: encodeCode(bytes.slice(0, 12)), // 60 bits: with limits on tries, beyond guessing
  };
}

/** How a tracking code is stored: keyed, and bound to its receipt code. */
export async function hashTrackingCode(receiptCode: string, trackingCode: string, secret: string): Promise<string> {
  return toHex(await keyedHash(secret, `${receiptCode} ${trackingCode}`));
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
