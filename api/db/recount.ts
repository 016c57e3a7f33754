// Writes a recount by a new calendar: the facts of every moved or settled window, the columns of every undecided one, the
// notes to residents, and the calendar in force, in one transaction (decision 038).
import { type SQL, sql } from 'drizzle-orm';
import { isNotified } from '../domain/notes.ts';
import { deriveStanding } from '../life/derive-standing.ts';
import type { CommentEvent } from '../life/life.ts';
import { isOutOfTurn, toEventRow, verdictColumn } from './comments.ts';
import type { CommentRecord, Database, WindowColumns } from './database.ts';
import { putInForce } from './judging.ts';

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

const field = (name: string): SQL => sql.raw(`value ->> '${name}'`);

const insertEvents = (rows: object[]): SQL => sql`
  INSERT INTO events (receipt_code, version, type, at, actor_role, actor, data, salt, leaf)
  SELECT ${field('receiptCode')}, ${field('version')}, ${field('type')}, ${field('at')}, ${field('actorRole')}, NULL,
    ${field('data')}, ${field('salt')}, ${field('leaf')}
  FROM json_each(${JSON.stringify(rows)}) ORDER BY key`;

/** Leaves a comment alone that changed meanwhile: its window then has an older calendar, and the whole act is refused. */
const updateComments = (rows: object[]): SQL => sql`
  UPDATE comments SET due_at = ${field('dueAt')}, calendar = ${field('calendar')},
    working_days_used = ${field('workingDaysUsed')}, reclassified = ${field('reclassified')},
    verdict = ${field('verdict')}, version = ${field('version')}
  FROM json_each(${JSON.stringify(rows)})
  WHERE receipt_code = ${field('receiptCode')} AND comments.version = ${field('before')}`;

const updateHelping = (rows: object[]): SQL => sql`
  UPDATE helping SET due_at = ${field('dueAt')} FROM json_each(${JSON.stringify(rows)})
  WHERE receipt_code = ${field('receiptCode')}`;

/** A late verdict that is final stays; the new calendar confirms it. */
const confirmLate = (version: number): SQL => sql`
  UPDATE comments SET calendar = ${version}
  WHERE closed_at >= due_at AND calendar < ${version} AND verdict = 'missed'`;

const insertNotes = (rows: object[]): SQL => sql`
  INSERT INTO notes (receipt_code, version, recipient, what, state, tries, next_at)
  SELECT contacts.receipt_code, ${field('version')}, 'resident', ${field('type')}, 'waiting', 0, ${field('at')}
  FROM json_each(${JSON.stringify(rows)}) CROSS JOIN contacts
  WHERE contacts.receipt_code = ${field('receiptCode')} AND contacts.is_reachable = 1`;

/**
 * Puts a calendar in force.
 *
 * @param recounts of every undecided window that an older calendar counts
 * @returns false if a move or a new comment came first; then nothing was written
 */
export async function writeRecounts(database: Database, version: number, recounts: Recount[]): Promise<boolean> {
  const written = await Promise.all(recounts.map(toEventRows));
  const events = written.flat();
  const rows = recounts.map(toCommentRow);
  const noted = recounts.flatMap(({ record }, index) =>
    record.row.isSample ? [] : (written[index] ?? []).filter(({ type }) => isNotified('resident', type)),
  );
  const asText = events.map(({ data, ...row }) => ({ ...row, data: JSON.stringify(data) }));
  const statements = [
    ...toChunks(asText).map(insertEvents),
    ...toChunks(rows).flatMap((chunk) => [updateComments(chunk), updateHelping(chunk)]),
    ...toChunks(noted.map(({ data: _, ...row }) => row)).map(insertNotes),
  ];
  try {
    const [first, ...others] = [confirmLate(version), ...statements].map((statement) => database.run(statement));
    if (first) await database.batch([first, ...others, putInForce(database, version)]);
    return true;
  } catch (error) {
    if (isOutOfTurn(error)) return false;
    throw error;
  }
}
