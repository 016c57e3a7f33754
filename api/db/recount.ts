// Writes a recount by a new calendar: the facts of every moved or settled window, the columns of every undecided one, the
// notes to residents, and the calendar in force, in one transaction (decision 038).
import { and, eq, lt, type SQL, sql } from 'drizzle-orm';
import { isNotified } from '../domain/notes.ts';
import { deriveStanding } from '../life/derive-standing.ts';
import type { CommentEvent } from '../life/life.ts';
import { isWriteConflict, toEventRow, verdictColumn } from './comments.ts';
import type { CommentRecord, Database, WindowColumns } from './database.ts';
import { putInForce } from './judging.ts';
import { comments, contacts, events, helping, notes } from './schema.ts';

/** A window that the new calendar counts. */
export interface Recount {
  record: CommentRecord;
  /** Facts by the system, in order; none if neither the due day nor the verdict changes. */
  facts: { event: CommentEvent; salt: string }[];
  /** The window's columns after these facts. */
  columns: WindowColumns;
}

/** Rows per statement, which binds them as one text: far below D1's limit of 2 MB. */
const rowsPerStatement = 500;

const system = { role: 'system' as const, id: null };

async function toEventRows({ record, facts }: Recount) {
  return Promise.all(
    facts.map(({ event, salt }, index) =>
      toEventRow(record.row.receiptCode, record.events.length + index + 1, event, system, salt),
    ),
  );
}

function toCommentRow({ record, facts, columns }: Recount) {
  const standing = deriveStanding([...record.events, ...facts.map(({ event }) => event)]);
  return {
    receiptCode: record.row.receiptCode,
    before: record.row.version,
    ...columns,
    verdict: verdictColumn(standing),
    version: standing.version,
  };
}

const toChunks = <Row>(rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / rowsPerStatement) }, (_, index) =>
    rows.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );

/** The rows as a table of one JSON value each. */
const asTable = (rows: object[]): SQL => sql`json_each(${JSON.stringify(rows)})`;
const field = (name: string): SQL => sql.raw(`value ->> '${name}'`);

/** In the order of the table's columns; the database assigns the position. */
const insertEvents = (database: Database, rows: object[]) =>
  database.insert(events).select(sql`
    SELECT NULL, ${field('receiptCode')}, ${field('version')}, ${field('type')}, ${field('at')}, ${field('actorRole')}, NULL,
      ${field('data')}, ${field('salt')}, ${field('leaf')}
    FROM ${asTable(rows)} ORDER BY key`);

/** Leaves a comment alone that changed meanwhile: its window then has an older calendar, and the whole act is refused. */
const updateComments = (database: Database, rows: object[]) =>
  database
    .update(comments)
    .set({
      dueAt: field('dueAt'),
      calendar: field('calendar'),
      workingDaysUsed: field('workingDaysUsed'),
      reclassified: field('reclassified'),
      verdict: field('verdict'),
      version: field('version'),
    })
    .from(asTable(rows))
    .where(sql`${comments.receiptCode} = ${field('receiptCode')} AND ${comments.version} = ${field('before')}`);

const updateHelping = (database: Database, rows: object[]) =>
  database
    .update(helping)
    .set({ dueAt: field('dueAt') })
    .from(asTable(rows))
    .where(sql`${helping.receiptCode} = ${field('receiptCode')}`);

const insertNotes = (database: Database, rows: object[]) =>
  database.insert(notes).select(sql`
    SELECT ${contacts.receiptCode}, ${field('version')}, 'resident', ${field('type')}, 'waiting', 0, ${field('at')}
    FROM ${asTable(rows)} CROSS JOIN ${contacts}
    WHERE ${contacts.receiptCode} = ${field('receiptCode')} AND ${contacts.isReachable} = 1`);

/** A late verdict that is final stays; the new calendar confirms it. */
const confirmLate = (database: Database, version: number) =>
  database
    .update(comments)
    .set({ calendar: version })
    .where(and(sql`closed_at >= due_at`, lt(comments.calendar, version), eq(comments.verdict, 'missed')));

/**
 * Puts a calendar in force.
 *
 * @param recounts of every undecided window that an older calendar counts
 * @returns false if a move or a new comment came first; then nothing was written
 */
export async function writeRecounts(database: Database, version: number, recounts: Recount[]): Promise<boolean> {
  const written = await Promise.all(recounts.map(toEventRows));
  const rows = recounts.map(toCommentRow);
  const noted = recounts.flatMap(({ record }, index) =>
    record.row.isSample ? [] : (written[index] ?? []).filter(({ type }) => isNotified('resident', type)),
  );
  const facts = written.flat().map(({ data, ...row }) => ({ ...row, data: JSON.stringify(data) }));
  const noteRows = noted.map(({ data: _, ...row }) => row);
  try {
    await database.batch([
      confirmLate(database, version),
      ...toChunks(facts).map((chunk) => insertEvents(database, chunk)),
      ...toChunks(rows).flatMap((chunk) => [updateComments(database, chunk), updateHelping(database, chunk)]),
      ...toChunks(noteRows).map((chunk) => insertNotes(database, chunk)),
      putInForce(database, version),
    ]);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}
