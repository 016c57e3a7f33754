// Decides before anything is stored whether a comment and its files may take room. Proof of work raises the quota; without
// it, a resident without script still has room for an ordinary day. Attachments give way first, words last.

import { dayInShanghai } from '../domain/clock/calendar.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import type { Charge } from '../ports/quotas.ts';

const megabyte = 1024 * 1024;

/** Bytes that one address prefix may have stored a day. Two forms with three full files fit without proof of work. */
const senderQuotas = {
  provedFiles: 256 * megabyte,
  unprovedFiles: 32 * megabyte,
  unprovedWords: 8 * megabyte,
};
/** What all senders together may have stored a day; the proved share stays open when the unproved one is used up. */
const sharedQuotas = {
  provedFiles: 8192 * megabyte,
  unprovedFiles: 1024 * megabyte,
  unprovedWords: 256 * megabyte,
};

/** A comment's rows and indexes take about this much, however short its words. In bytes. */
const leastWords = 4096;

export type StorageRefusal = 'files-over-quota' | 'no-room-for-files' | 'words-over-quota';

export interface Storing {
  isProved: boolean;
  /** Address prefixes of the sender, the narrowest first. */
  senders: readonly string[];
  fileBytes: number;
  wordBytes: number;
}

/** A wider prefix holds many senders, so it has a larger quota. */
const widerShare = 4;

async function makeCharges(deps: Deps, day: string, kind: keyof typeof senderQuotas, storing: Storing, bytes: number) {
  const charges: Charge[] = [{ key: `all-${kind.toLowerCase()}`, bytes, quota: sharedQuotas[kind] }];
  for (const [index, sender] of storing.senders.entries()) {
    // Keyed and of one day: a counter tells nobody an address.
    const key = (await sha256(`quota of ${day} ${sender} ${deps.codeSecret}`)).slice(0, 32);
    const quota = senderQuotas[kind] * widerShare ** index;
    charges.push({ key: `${key}-${kind.toLowerCase()}`, bytes, quota });
  }
  return charges;
}

/** @returns why it may not be stored, or null; what may be stored is charged */
export async function refuseStorage(deps: Deps, storing: Storing): Promise<StorageRefusal | null> {
  const { isProved, fileBytes, wordBytes } = storing;
  const day = dayInShanghai(deps.now());
  const take = async (kind: keyof typeof senderQuotas, bytes: number) =>
    deps.quotas.take(day, await makeCharges(deps, day, kind, storing, bytes));
  if (fileBytes > 0 && !(await deps.files.hasRoom(fileBytes))) return 'no-room-for-files';
  if (!isProved && !(await take('unprovedWords', Math.max(leastWords, wordBytes)))) return 'words-over-quota';
  if (fileBytes > 0 && !(await take(isProved ? 'provedFiles' : 'unprovedFiles', fileBytes))) return 'files-over-quota';
  return null;
}
