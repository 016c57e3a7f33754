// Checks the storage quotas before a comment and its files are stored. Proof of work raises a sender's quota. Without it,
// the quota still suffices for residents without script. When space runs out, attachments are refused before text.

import { dayInShanghai } from '../domain/clock/calendar.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import type { Charge } from '../ports/quotas.ts';

const megabyte = 1024 * 1024;

/** Bytes per day and address prefix. Without proof of work, they suffice for two comments with three full-size files. */
const senderQuotas = {
  provedFiles: 256 * megabyte,
  unprovedFiles: 32 * megabyte,
  unprovedWords: 8 * megabyte,
};
/** Bytes per day for all senders together. Comments with and without proof of work have separate quotas. */
const sharedQuotas = {
  provedFiles: 8192 * megabyte,
  unprovedFiles: 1024 * megabyte,
  unprovedWords: 256 * megabyte,
};

/** Bytes that even the shortest comment uses, for its rows and indexes. */
const minWordBytes = 4096;

export type StorageRefusal = 'files-over-quota' | 'no-room-for-files' | 'words-over-quota';

export interface StorageRequest {
  isProved: boolean;
  /** The sender's address prefixes, narrowest first. */
  senders: readonly string[];
  fileBytes: number;
  wordBytes: number;
}

/** Factor by which each wider prefix has a larger quota, because it covers more senders. */
const widerPrefixFactor = 4;

async function computeCharges(
  deps: Deps,
  day: string,
  quotaName: keyof typeof senderQuotas,
  request: StorageRequest,
  bytes: number,
) {
  const charges: Charge[] = [{ key: `all-${quotaName.toLowerCase()}`, bytes, quota: sharedQuotas[quotaName] }];
  for (const [index, sender] of request.senders.entries()) {
    // Hash the address with the day and a secret, so that a counter does not reveal it.
    const key = (await sha256(`quota of ${day} ${sender} ${deps.codeSecret}`)).slice(0, 32);
    const quota = senderQuotas[quotaName] * widerPrefixFactor ** index;
    charges.push({ key: `${key}-${quotaName.toLowerCase()}`, bytes, quota });
  }
  return charges;
}

/** Charges the quotas. @returns null if the comment may be stored; otherwise the reason, and nothing must be stored */
export async function refuseStorage(deps: Deps, request: StorageRequest): Promise<StorageRefusal | null> {
  const { isProved, fileBytes, wordBytes } = request;
  const day = dayInShanghai(deps.now());
  const charge = async (quotaName: keyof typeof senderQuotas, bytes: number) =>
    deps.quotas.charge(day, await computeCharges(deps, day, quotaName, request, bytes));
  if (fileBytes > 0 && !(await deps.files.hasSpaceFor(fileBytes))) return 'no-room-for-files';
  if (!isProved && !(await charge('unprovedWords', Math.max(minWordBytes, wordBytes)))) return 'words-over-quota';
  if (fileBytes > 0 && !(await charge(isProved ? 'provedFiles' : 'unprovedFiles', fileBytes)))
    return 'files-over-quota';
  return null;
}
