// Queries for the attachments of comments and their keys in the file store.
import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Attachment } from '../contract/attachment.ts';
import type { Database } from './database.ts';
import { attachments } from './schema.ts';

export type AttachmentRow = typeof attachments.$inferSelect;

export async function listAttachments(database: Database, receiptCode: string): Promise<AttachmentRow[]> {
  return database
    .select()
    .from(attachments)
    .where(eq(attachments.receiptCode, receiptCode))
    .orderBy(asc(attachments.number));
}

/** The data of each file that pages show. File names are not stored, keys not shown. */
export async function describeAttachments(database: Database, receiptCode: string): Promise<Attachment[]> {
  const rows = await listAttachments(database, receiptCode);
  return rows.map(({ number, type, bytes }) => ({ number, type, bytes }));
}

export async function findAttachment(
  database: Database,
  receiptCode: string,
  number: number,
): Promise<AttachmentRow | undefined> {
  const isRequested = and(eq(attachments.receiptCode, receiptCode), eq(attachments.number, number));
  return database.select().from(attachments).where(isRequested).get();
}

/** Keys of all files in a folder. @param folder ends with a slash */
export async function listStoredKeys(database: Database, folder: string): Promise<string[]> {
  const end = `${folder.slice(0, -1)}0`; // the character after the slash
  const isWithin = and(gte(attachments.place, folder), lt(attachments.place, end));
  const rows = await database.select({ place: attachments.place }).from(attachments).where(isWithin);
  return rows.map(({ place }) => place);
}
