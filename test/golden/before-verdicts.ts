// The record as it would be without decision 037: without the facts `judged` and `bound`, and without the fields that name
// what judged. What remains is numbered, hashed and sealed anew, so that it can be compared byte for byte.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { deriveCheckCode, leafOf, makeSeal } from './application.ts';

export interface Seal {
  number: number;
  previous: string;
  first: number;
  last: number;
  root: string;
  at: string;
  hash: string;
}

export interface LedgerLine {
  position: number;
  receiptCode: string;
  version: number;
  type: string;
  at: string;
  by: Parameters<typeof leafOf>[0]['by'];
  facts: Record<string, string | number | boolean>;
  sealed: string;
  leaf: string;
}

export interface LedgerFile {
  format: string;
  head: string;
  seals: Seal[];
  events: LedgerLine[];
}

const addedTypes = ['judged', 'bound'];
const addedFields = ['rule', 'ruleHash', 'calendarHash'];
/** These facts named no calendar. */
const withoutCalendar = ['received', 'classified'];

function withoutAdded<Value>(type: string, fields: Record<string, Value>): Record<string, Value> {
  const dropped = [...addedFields, ...(withoutCalendar.includes(type) ? ['calendar'] : [])];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !dropped.includes(name)));
}

/** @returns the lines of a case's history without those of added facts */
export const withoutAddedLines = <Line extends { what: string }>(lines: Line[]): Line[] =>
  lines.filter(({ what }) => !what.startsWith('判定：') && what !== '补记期限的依据');

export async function stripLedger(ledger: LedgerFile): Promise<LedgerFile> {
  const versions = new Map<string, number>();
  const events: LedgerLine[] = [];
  const kept: number[] = [];
  for (const line of ledger.events) {
    if (addedTypes.includes(line.type)) continue;
    const version = (versions.get(line.receiptCode) ?? 0) + 1;
    versions.set(line.receiptCode, version);
    const { leaf: _, ...stripped } = { ...line, version, facts: withoutAdded(line.type, line.facts) };
    events.push({ ...stripped, position: events.length + 1, leaf: await leafOf(stripped) });
    kept.push(line.position);
  }
  const seals: Seal[] = [];
  for (const { first, last, at } of ledger.seals) {
    const leaves = events.filter((_, index) => (kept[index] ?? 0) >= first && (kept[index] ?? 0) <= last);
    // A seal may cover added facts alone.
    if (leaves.length === 0) continue;
    seals.push(
      await makeSeal(
        seals.at(-1) ?? null,
        leaves.map(({ leaf }) => leaf),
        Date.parse(at),
      ),
    );
  }
  return { ...ledger, head: seals.at(-1)?.hash ?? ledger.head, seals, events };
}

/** As /data/ledger.json is written. */
export function writeJson({ events, ...head }: LedgerFile): string {
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"events":[${lines === '' ? '' : '\n'}${lines}]}\n`;
}

/** The rows of /data/ledger.csv without what was added. @param text as served */
export function writeCsv(text: string, { events }: LedgerFile): string {
  const [head = '', ...lines] = text.split('\r\n').filter(Boolean);
  const columns = head.split(',');
  const kept = lines
    .map((line) => line.split(','))
    .filter((cells) => !addedTypes.includes(cells[columns.indexOf('type')] ?? ''));
  const calendar = columns.indexOf('calendar');
  const rows = kept.map((cells, index) => {
    const { position, version, leaf, type } = events[index] ?? { position: 0, version: 0, leaf: '', type: '' };
    const changed = [String(position), cells[1], String(version), ...cells.slice(3)];
    if (withoutCalendar.includes(type)) changed[calendar] = '';
    return [...changed.slice(0, -1), leaf].join(',');
  });
  return [head, ...rows, ''].join('\r\n');
}

/** Check codes before and after: each names the leaf of its event. */
export async function mapCheckCodes(ledger: LedgerFile, stripped: LedgerFile): Promise<Map<string, string>> {
  const kept = ledger.events.filter(({ type }) => !addedTypes.includes(type));
  return new Map(
    await Promise.all(
      kept.map(
        async ({ leaf }, index): Promise<[string, string]> => [
          await deriveCheckCode(leaf),
          await deriveCheckCode(stripped.events[index]?.leaf ?? ''),
        ],
      ),
    ),
  );
}

/** A copy of the record's file without what was added. The caller closes it. */
export function stripFile(file: DatabaseSync, path: string, stripped: LedgerFile): DatabaseSync {
  rmSync(path, { force: true });
  file.exec(`VACUUM INTO '${path}'`);
  const copy = new DatabaseSync(path);
  const triggers = copy.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) copy.exec(`DROP TRIGGER "${String(name)}"`);
  copy.exec('BEGIN');
  const rows = copy.prepare('SELECT position, receipt_code, version, type, data FROM events ORDER BY position').all();
  copy.exec(
    "DELETE FROM events WHERE type IN ('judged', 'bound'); UPDATE events SET version = -version, position = -position",
  );
  const move = copy.prepare('UPDATE events SET position = ?, version = ?, data = ?, leaf = ? WHERE position = ?');
  const kept = rows.filter(({ type }) => !addedTypes.includes(String(type)));
  const versions = new Map<string, number>();
  for (const [index, { position, receipt_code, version, type, data }] of kept.entries()) {
    const code = String(receipt_code);
    const now = (versions.get(code) ?? 0) + 1;
    versions.set(code, now);
    const fields = JSON.stringify(withoutAdded(String(type), JSON.parse(String(data))));
    const leaf = stripped.events[index]?.leaf ?? '';
    move.run(index + 1, now, fields, leaf, -Number(position));
    for (const table of ['replies', 'drafts', 'advice', 'disputes'])
      copy
        .prepare(`UPDATE ${table} SET version = ? WHERE receipt_code = ? AND version = ?`)
        .run(-now, code, Number(version));
  }
  for (const table of ['replies', 'drafts', 'advice', 'disputes']) copy.exec(`UPDATE ${table} SET version = -version`);
  for (const [code, version] of versions)
    copy.prepare('UPDATE comments SET version = ? WHERE receipt_code = ?').run(version, code);
  copy.exec('DELETE FROM seals');
  const seal = copy.prepare(
    'INSERT INTO seals (number, previous, first, last, root, at, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { number, previous, first, last, root, at, hash } of stripped.seals)
    seal.run(number, previous, first, last, root, Date.parse(at), hash);
  copy.exec('COMMIT');
  return copy;
}
