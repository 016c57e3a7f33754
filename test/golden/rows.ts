// Digests a record's table rows without the application's code.
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Tables and columns that existed when the fixtures were captured, so that a later column does not change them. */
const tables: Record<string, string> = {
  comments: `receipt_code, submission_hash, tracking_hash, jurisdiction, about, document, kind, title, text, may_be_published,
    likeness, proof, is_sample, follows, received_at, state, classification, unit, helpers, due_at, closed_at, closed_by,
    working_days_used, reclassified, solved, speed, manner, held_because, urged_at, was_disputed, is_published, calendar,
    version`,
  events: 'receipt_code, version, position, type, at, actor_role, actor, data, salt, leaf',
  seals: 'number, previous, first, last, root, at, hash',
  replies: 'receipt_code, version, text',
  drafts: 'receipt_code, version, text',
  advice: 'receipt_code, version, text',
  disputes: 'receipt_code, version, text',
  contacts: 'receipt_code, sealed, key_id, is_reachable',
  attachments: 'receipt_code, number, type, bytes, hash, place',
  helping: 'receipt_code, jurisdiction, unit, due_at',
  commitment_events: `position, jurisdiction, document, task, version, submission_hash, status, on_day, text, link, corrects, at,
    actor_role, actor, unit, is_sample`,
};

/** Returns one line per row: its table, its key and a digest of its values. */
export function listRows(file: DatabaseSync, table: string): string[] {
  const columns = tables[table];
  if (columns === undefined) throw new Error(`no table ${table}`);
  // Insertion order, except for the table whose rows are replaced.
  const rows = file.prepare(`SELECT ${columns} FROM ${table} ORDER BY ${table === 'helping' ? '1, 3' : 'rowid'}`).all();
  return rows.map((row) => {
    const values = Object.values(row);
    const digest = createHash('sha256').update(JSON.stringify(values)).digest('hex');
    return `${table} ${String(values[0])} ${String(values[1]).slice(0, 16)} ${digest.slice(0, 16)}`;
  });
}

export const tableNames = Object.keys(tables);

const digest = (lines: string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');

/** Returns one line per table and one line per comment, each a digest of its rows. */
export function digestRows(file: DatabaseSync): string[] {
  const ofTables: string[] = [];
  const ofComments = new Map<string, string[]>();
  for (const name of tableNames) {
    const rows = listRows(file, name);
    ofTables.push(`table ${name} ${rows.length} ${digest(rows)}`);
    for (const row of rows) {
      const [, key = ''] = row.split(' ');
      if (tables[name]?.startsWith('receipt_code')) ofComments.set(key, [...(ofComments.get(key) ?? []), row]);
    }
  }
  return [
    ...ofTables,
    ...[...ofComments].map(([code, rows]) => `rows ${code} ${rows.length} ${digest(rows).slice(0, 16)}`),
  ];
}
