// The identity of a submission, and the tracking code derived from it. Only hashes are stored.
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

/** Fields of the form's first version. Every stored submission hash depends on this order, so never change it. */
const firstFields: readonly CommentField[] = ['key', 'about', 'kind', 'title', 'text', 'name', 'contact', 'publish'];
const laterFields = commentFields.filter((field) => !firstFields.includes(field));

/**
 * Appends later fields by name, and only if filled in, so that pages loaded before the field existed keep their
 * identity. Sorted by name, because the page order may change.
 *
 * @param fileHashes SHA-256 of each file, in order
 */
export function serializeIdentity(
  comment: Readonly<Partial<Record<string, string>>>,
  fileHashes: readonly string[],
  later: readonly string[] = laterFields,
): string {
  const fieldValue = (field: string) => comment[field] ?? '';
  const added = later
    .filter((field) => fieldValue(field) !== '')
    .sort()
    .map((field) => [field, fieldValue(field)]);
  return JSON.stringify([...firstFields.map(fieldValue), ...added, ...fileHashes]);
}

export interface Submission {
  /** Stored with the comment, to detect a repeated submission. */
  submissionHash: string;
  /** Printed on the receipt, not stored. A retry derives the same code. */
  trackingCode: string;
}

/**
 * Derives the identity from the form's random key, the words and the files. A double click or retry is the same comment;
 * other words on the same page are a new one.
 * The tracking code is an HMAC of the identity with a server secret. To compute it, an attacker needs both the form's key,
 * which the database does not contain, and the secret.
 *
 * @param fileHashes SHA-256 of each attachment, in order
 */
export async function identifySubmission(
  comment: NewComment,
  fileHashes: string[],
  secret: string,
): Promise<Submission> {
  const identity = await sha256(serializeIdentity(comment, fileHashes));
  const bytes = new Uint8Array(await keyedHash(secret, `tracking code of ${identity}`));
  return {
    submissionHash: await sha256(`submission ${identity}`),
    trackingCode: encodeCode(bytes.slice(0, 12)), // 60 bits: infeasible to guess under the rate limits
  };
}

/** The stored form of a tracking code: a keyed hash that includes the receipt code. */
export async function hashTrackingCode(receiptCode: string, trackingCode: string, secret: string): Promise<string> {
  return toHex(await keyedHash(secret, `${receiptCode} ${trackingCode}`));
}

/** Compares two hashes in constant time. */
export function isSameHash(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
