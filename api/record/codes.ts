// Verifies a comment's two codes. Guessing is hopeless (60 bits), slow and counted, and responses do not reveal
// whether a receipt code exists.
import type { FollowRequest } from '../contract/follow.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { hashTrackingCode, sameHash } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { officeOfReceipt } from './offices.ts';

const noHash = '0'.repeat(64);
/** In milliseconds. A person who mistyped hardly notices; a guessing machine does. */
const wrongCodesPause = 1000;

/** @returns null if the codes do not match; neither the response nor its timing tells which was wrong */
export async function findByCodes(
  deps: Deps,
  { receiptCode, trackingCode }: FollowRequest,
): Promise<CommentRecord | null> {
  const { database } = await officeOfReceipt(deps, receiptCode);
  const record = await loadComment(database, receiptCode);
  const hash = await hashTrackingCode(receiptCode, trackingCode, deps.codeSecret);
  return sameHash(hash, record?.row.trackingHash ?? noHash) ? record : null;
}

export type Proof = { ok: true; record: CommentRecord } | { ok: false; reason: 'too-many-requests' | 'wrong-codes' };

/**
 * For typed codes. Wrong ones count against the receipt code, whether it exists or not; right ones do
 * not, because receipt codes are public and anybody could lock out the comment's owner.
 */
export async function proveCodes(deps: Deps, codes: FollowRequest): Promise<Proof> {
  const record = await findByCodes(deps, codes);
  if (record) return { ok: true, record };
  if (!(await deps.limits.allow('receipt', codes.receiptCode))) return { ok: false, reason: 'too-many-requests' };
  await deps.pause(wrongCodesPause);
  return { ok: false, reason: 'wrong-codes' };
}
