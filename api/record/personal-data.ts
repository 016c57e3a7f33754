// Erases names, contacts and files after the retention period, and re-encrypts contacts with the current key.
import { listAttachments } from '../db/attachments.ts';
import { appendEvent } from '../db/comments.ts';
import { listEncryptedByOlderKeys, listExpired, loadEncryptedContact, replaceEncrypted } from '../db/contacts.ts';
import type { CommentRecord } from '../db/database.ts';
import { decryptContact, encryptContact } from '../domain/privacy/contact-cipher.ts';
import { retentionEnd } from '../domain/privacy/retention.ts';
import type { Deps } from '../ports/deps.ts';
import { removeFiles } from './attachments.ts';
import { stampOf } from './stamp.ts';
import { computeColumns, makeSalt } from './window.ts';

/** Rows per batch; D1 binds at most 100 values. */
const batchSize = 50;

/** Erases name, contact and files, and records it. @returns false if the comment changed meanwhile */
async function eraseDue(deps: Deps, record: CommentRecord): Promise<boolean> {
  // Record the current retention period, because the setting may change.
  const event = { type: 'erased' as const, at: stampOf(deps), months: deps.contactMonths };
  await removeFiles(deps, record.row.receiptCode);
  const addition = { event, salt: makeSalt(deps), actor: { role: 'system' as const, id: null } };
  return appendEvent(deps.database, record, addition, (after) => computeColumns(deps, record.row.jurisdiction, after));
}

/** True if a name, contact or file of the comment is still stored. */
export async function isPersonalDataStored(deps: Deps, receiptCode: string): Promise<boolean> {
  const [contact, files] = await Promise.all([
    loadEncryptedContact(deps.database, receiptCode),
    listAttachments(deps.database, receiptCode),
  ]);
  return contact !== undefined || files.length > 0;
}

/** @returns number of comments whose personal data was erased */
export async function eraseExpired(deps: Deps): Promise<number> {
  const closedBefore = retentionEnd(deps.now(), deps.contactMonths);
  let erased = 0;
  for (;;) {
    const records = await listExpired(deps.database, closedBefore, batchSize);
    let erasedInBatch = 0;
    for (const record of records) if (await eraseDue(deps, record)) erasedInBatch += 1;
    erased += erasedInBatch;
    // If the entire batch changed meanwhile, a concurrent run is at work; the next run continues.
    if (erasedInBatch === 0) return erased;
  }
}

/** Re-encrypts contacts of older keys with the current one, so that the old keys can be retired. */
export async function reencryptContacts(deps: Deps): Promise<{ moved: number; unread: number }> {
  const [{ id }] = deps.contactKeys;
  let [moved, unread, after] = [0, 0, ''];
  for (;;) {
    const rows = await listEncryptedByOlderKeys(deps.database, id, after, batchSize);
    if (rows.length === 0) return { moved, unread };
    for (const row of rows) {
      after = row.receiptCode;
      const contact = await decryptContact(deps.contactKeys, row.receiptCode, row);
      if (!contact) {
        unread += 1;
        continue;
      }
      await replaceEncrypted(
        deps.database,
        row,
        await encryptContact(deps.contactKeys, deps.random, row.receiptCode, contact),
      );
      moved += 1;
    }
  }
}
