// Queries for names and contacts. They are encrypted, and this module has no keys.
import { and, asc, eq, gt, inArray, lt, ne, notInArray, or } from 'drizzle-orm';
import type { EncryptedContact } from '../domain/privacy/contact-cipher.ts';
import { disputedStates } from '../life/states.ts';
import { loadRecords } from './comments.ts';
import type { CommentRecord, Database } from './database.ts';
import { attachments, comments, contacts } from './schema.ts';

export type ContactRow = typeof contacts.$inferSelect;

export async function loadEncryptedContact(database: Database, receiptCode: string): Promise<ContactRow | undefined> {
  return database.select().from(contacts).where(eq(contacts.receiptCode, receiptCode)).get();
}

/** Lists contacts that an older key encrypted, by receipt code. */
export async function listEncryptedByOlderKeys(
  database: Database,
  keyId: string,
  after: string,
  limit: number,
): Promise<ContactRow[]> {
  return database
    .select()
    .from(contacts)
    .where(and(ne(contacts.keyId, keyId), gt(contacts.receiptCode, after)))
    .orderBy(asc(contacts.receiptCode))
    .limit(limit);
}

/** Replaces the row only if it is unchanged, so that contacts erased meanwhile stay erased. */
export async function replaceEncrypted(database: Database, before: ContactRow, after: EncryptedContact): Promise<void> {
  await database
    .update(contacts)
    .set(after)
    .where(and(eq(contacts.receiptCode, before.receiptCode), eq(contacts.sealed, before.sealed)));
}

/** Lists comments closed before an instant that still have a name, contact or file. Excludes open disputes. */
export async function listExpired(database: Database, closedBefore: number, limit: number): Promise<CommentRecord[]> {
  const withContact = database.select({ receiptCode: contacts.receiptCode }).from(contacts);
  const withFiles = database.select({ receiptCode: attachments.receiptCode }).from(attachments);
  const rows = await database
    .select()
    .from(comments)
    .where(
      and(
        or(inArray(comments.receiptCode, withContact), inArray(comments.receiptCode, withFiles)),
        lt(comments.closedAt, closedBefore),
        notInArray(comments.state, [...disputedStates]),
      ),
    )
    .orderBy(asc(comments.closedAt))
    .limit(limit);
  return loadRecords(database, rows);
}
