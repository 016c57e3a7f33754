// Writes rows as an earlier version could: only into tables and columns that existed.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Role } from '../../api/contract/words.ts';
import { saltedHash } from '../../api/domain/ledger/ledger.ts';
import { toLedgerEvent } from '../../api/domain/ledger/public-side.ts';
import type { CommentEvent } from '../../api/life/life.ts';

export type Row = Record<string, SQLInputValue>;

/** @param local an instant in Shanghai, such as `2026-11-20T09:00` */
export const instant = (local: string) => Date.parse(`${local}:00+08:00`);

const salt = '0123456789abcdef0123456789abcdef';
const about = 'guanxian-2021/tasks/17';

const listColumns = (file: DatabaseSync, table: string): string[] =>
  file
    .prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid')
    .all(table)
    .map(({ name }) => String(name));

export const hasTable = (file: DatabaseSync, table: string): boolean => listColumns(file, table).length > 0;

/** Writes nothing if the table does not exist yet. */
export function writeRow(file: DatabaseSync, table: string, row: Row): void {
  const columns = listColumns(file, table).filter((name) => name in row);
  if (columns.length === 0) return;
  const sql = `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join()}) VALUES (${columns.map(() => '?').join()})`;
  file.prepare(sql).run(...columns.map((name) => row[name] ?? null));
}

/** A comment as a resident sends it. Its version is the number of its events. */
export interface StoredComment {
  receiptCode: string;
  title: string;
  text: string;
}

/** @param derived columns derived from events after the receipt */
export function writeComment(file: DatabaseSync, comment: StoredComment, receivedAt: string, derived: Row = {}): void {
  const { receiptCode, title, text } = comment;
  writeRow(file, 'comments', {
    receipt_code: receiptCode,
    submission_hash: `s-${receiptCode}`,
    tracking_hash: `t-${receiptCode}`,
    jurisdiction: 'guanxian',
    about,
    document: 'guanxian-2021',
    kind: 'question',
    title,
    text,
    may_be_published: 1,
    received_at: instant(receivedAt),
    state: 'received',
    classification: 'standard',
    due_at: instant('2026-12-01T00:00'),
    reclassified: 'never',
    is_published: 0,
    calendar: 1,
    version: 0,
    ...derived,
  });
}

export interface Step {
  of: StoredComment;
  /** The time for the field `instant`. */
  at: string;
  by: 'resident' | Role;
  type: CommentEvent['type'];
  facts?: Record<string, unknown>;
  /** The text whose hash is in the event. */
  words?: string;
  /** The table for the texts of such events. Versions without the table write no such event. */
  table?: string;
}

export const received = (of: StoredComment, at: string): Step => ({
  of,
  at,
  by: 'resident',
  type: 'received',
  words: `${of.title}\n${of.text}`,
  facts: { jurisdiction: 'guanxian', kind: 'question', about, sample: false },
});

/**
 * Records events of comments in ledger order.
 *
 * @returns the ledger's leaves
 */
export async function writeSteps(file: DatabaseSync, steps: Step[]): Promise<string[]> {
  const leaves: string[] = [];
  for (const { of, at, by, type, facts, words, table } of steps) {
    if (table !== undefined && !hasTable(file, table)) continue;
    const { receiptCode } = of;
    const before = file.prepare('SELECT version FROM comments WHERE receipt_code = ?').get(receiptCode);
    const version = Number(before?.['version']) + 1;
    const data = { ...facts, ...(words === undefined ? {} : { text: await saltedHash(salt, words) }) };
    const actor = by === 'resident' ? null : 'clerk';
    const event = { type, at: instant(at), ...data } as CommentEvent;
    const { leaf } = await toLedgerEvent(event, { receiptCode, version, actorRole: by, actor, salt });
    writeRow(file, 'events', {
      receipt_code: receiptCode,
      version,
      type,
      at: event.at,
      actor_role: by,
      actor,
      data: JSON.stringify(data),
      salt,
      leaf,
    });
    if (table !== undefined && words !== undefined)
      writeRow(file, table, { receipt_code: receiptCode, version, text: words });
    file.prepare('UPDATE comments SET version = ? WHERE receipt_code = ?').run(version, receiptCode);
    leaves.push(leaf);
  }
  return leaves;
}
