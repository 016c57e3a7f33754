// Reads and writes progress records of tasks. Each record is one row, which never changes.
import { and, asc, eq, ne } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { RecordedFact } from '../domain/commitments/commitment.ts';
import { isWriteConflict } from './comments.ts';
import type { Database } from './database.ts';
import { commitmentEvents } from './schema.ts';

export type CommitmentRow = typeof commitmentEvents.$inferSelect;
export type NewCommitmentRow = Omit<CommitmentRow, 'position'>;

/** A record without its text, with its task. */
export type OutcomeFact = RecordedFact & { task: string; isSample: boolean };

/** All records of a task, oldest first. */
export async function listRecords(database: Database, task: string): Promise<CommitmentRow[]> {
  return database
    .select()
    .from(commitmentEvents)
    .where(eq(commitmentEvents.task, task))
    .orderBy(asc(commitmentEvents.version));
}

/** Runs one query per document, in one batch. */
async function queryPerDocument<Row>(
  database: Database,
  documents: string[],
  buildQuery: (document: string) => BatchItem<'sqlite'> & PromiseLike<Row[]>,
): Promise<Row[]> {
  const [first, ...otherQueries] = documents.map(buildQuery);
  return first ? ((await database.batch([first, ...otherQueries])) as Row[][]).flat() : [];
}

/** Lists the results and corrections of the given documents' tasks, without their text. */
export async function listOutcomeFacts(database: Database, documents: string[]): Promise<OutcomeFact[]> {
  const { task, version, status, on, link, corrects, at, isSample } = commitmentEvents;
  return queryPerDocument(database, documents, (document) =>
    database
      .select({ task, version, status, on, link, corrects, at, isSample })
      .from(commitmentEvents)
      .where(and(eq(commitmentEvents.document, document), ne(status, 'in-progress')))
      .orderBy(asc(task), asc(version)),
  );
}

/** All records of the given documents, in task order. */
export async function listRecordsOf(database: Database, documents: string[]): Promise<CommitmentRow[]> {
  return queryPerDocument(database, documents, (document) =>
    database
      .select()
      .from(commitmentEvents)
      .where(eq(commitmentEvents.document, document))
      .orderBy(asc(commitmentEvents.task), asc(commitmentEvents.version)),
  );
}

/** @returns false if the submission or the version already exists; then nothing was written */
export async function insertRecord(database: Database, row: NewCommitmentRow): Promise<boolean> {
  try {
    await database.insert(commitmentEvents).values(row);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}
