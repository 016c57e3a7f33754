// Reads attachments for the staff who handle a comment, and for the public once the desk publishes them. Also deletes
// erased and orphaned files.

import type { AttachmentType } from '../contract/attachment.ts';
import { type AttachmentRow, findAttachment, listAttachments, listStoredKeys } from '../db/attachments.ts';
import { loadComment } from '../db/comments.ts';
import { canSaveAttachments } from '../domain/access/viewers.ts';
import { addDays, dayInShanghai } from '../domain/clock/calendar.ts';
import { isShownToAll } from '../domain/privacy/publication.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { quotaFolder } from '../ports/quotas.ts';
import { officeOfReceipt } from './offices.ts';
import { loadVisible } from './queue.ts';

/** Age limit in days of the hourly sweep for orphaned files. */
const sweepDays = 7;

interface FoundFile {
  type: AttachmentType;
  content: Uint8Array<ArrayBuffer>;
}

/** Keys begin with the day of receipt, so that the sweep can list one day at a time. */
export const dayFolder = (day: string): string => `comments/${day}/`;

/** @throws Error if the content differs from what was received */
async function readVerifiedFile(deps: Deps, row: AttachmentRow | undefined): Promise<FoundFile | null> {
  const content = row && (await deps.files.get(row.place));
  if (!row || !content) return null;
  if ((await sha256(content)) !== row.hash) throw new Error(`${row.receiptCode}: attachment ${row.number} was altered`);
  return { type: row.type, content };
}

/** @returns null if the file does not exist or this clerk may not see it */
export async function readAttachment(
  deps: Deps,
  clerk: Clerk,
  receiptCode: string,
  number: number,
): Promise<FoundFile | null> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record || !canSaveAttachments(record.standing, clerk)) return null;
  return readVerifiedFile(deps, await findAttachment(deps.database, receiptCode, number));
}

/** @returns null for a missing or unpublished file, so that responses do not reveal which */
export async function readPublicFile(deps: Deps, receiptCode: string, number: number): Promise<FoundFile | null> {
  const office = await officeOfReceipt(deps, receiptCode);
  const record = await loadComment(office.database, receiptCode);
  if (!record || !isShownToAll(record) || !record.standing.publicFiles.includes(number)) return null;
  return readVerifiedFile(office, await findAttachment(office.database, receiptCode, number));
}

/** Deletes a comment's files. Call it before recording `erased`, so that the record never claims too much. */
export async function removeFiles(deps: Deps, receiptCode: string): Promise<void> {
  const rows = await listAttachments(deps.database, receiptCode);
  await deps.files.remove(rows.map(({ place: key }) => key));
}

/** Deletes the counters of past days. @returns how many */
async function sweepQuotas(deps: Deps, today: string): Promise<number> {
  const past = (await deps.files.list(quotaFolder)).filter((key) => !key.startsWith(`${quotaFolder}${today}/`));
  await deps.files.remove(past);
  return past.length;
}

/** Deletes recent files without a comment, left by a failed submission or by a retry on another day. */
export async function sweepFiles(deps: Deps): Promise<number> {
  const today = dayInShanghai(deps.now());
  let swept = await sweepQuotas(deps, today);
  // Skip today: a submission may still be running.
  for (let daysAgo = 1; daysAgo <= sweepDays; daysAgo++) {
    const folder = dayFolder(addDays(today, -daysAgo));
    const storedKeys = new Set(await listStoredKeys(deps.database, folder));
    let after: string | undefined;
    for (;;) {
      const keys = await deps.files.list(folder, after);
      after = keys.at(-1);
      if (after === undefined) break;
      const orphans = keys.filter((key) => !storedKeys.has(key));
      await deps.files.remove(orphans);
      swept += orphans.length;
    }
  }
  return swept;
}
