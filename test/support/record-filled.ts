// Fills all other tables of a record as its version could, and reads all tables.
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { buildIndexWords } from '../../api/domain/text/search-words.ts';
import {
  hasTable,
  instant,
  type Row,
  received,
  type StoredComment,
  writeComment,
  writeRow,
  writeSteps,
} from './record-rows.ts';

export const disputed = {
  receiptCode: 'GX261118-00003',
  title: '低保名单在哪里',
  text: '没有看到我们镇的名单。',
  reply: '您好，名单在县民政局专栏公布。',
  dispute: '我问的是乡镇的名单。',
};
export const supported = { receiptCode: 'GX261118-00004', title: '公交何时改线', text: '去医院的公交要转两次车。' };

/** Encrypted by the first version. Stored bytes never change, so every later version must decrypt them. */
export const contact = {
  keys: [{ id: '2026', hex: 'ab'.repeat(32) }] as const,
  left: { name: '张三', contact: '13800000000' },
  sealed: 'nTnI2560ZaktbLn4.cCSAou6cpNxs90pub8CdJNe0vvgphWW2iPqVHVz/ne8pNaofllAy6Q==',
};

export const clerk = { id: 'clerk', username: 'wang.fang', name: '王芳', role: 'unit', unit: 'minzhengju' };
export const attached = { content: 'a photograph', place: 'comments/2026-11-18/4567cdef/1' };

const jurisdiction = 'guanxian';
const at = instant('2026-11-18T11:00');
const later = instant('2026-11-20T11:00');
const made = { created_at: at, updated_at: at };
const of = ({ receiptCode }: StoredComment) => ({ receipt_code: receiptCode });

/** One row per table, ordered by foreign keys, in the newest version's form. */
const rows: [table: string, row: Row][] = [
  [
    'user',
    {
      ...clerk,
      ...made,
      jurisdiction,
      email: 'wang.fang@mingbai.example',
      email_verified: 0,
      is_sample: 0,
      display_username: 'Wang.Fang',
      disabled_at: null,
      two_factor_enabled: 1,
    },
  ],
  [
    'account',
    { ...made, id: 'a1', account_id: clerk.id, provider_id: 'credential', user_id: clerk.id, password: 'a hash' },
  ],
  ['session', { ...made, id: 's1', token: 'a token', expires_at: later, user_id: clerk.id, is_single_sign_on: 0 }],
  ['verification', { ...made, id: 'v1', identifier: 'code-v1', value: '', expires_at: later }],
  ['two_factor', { id: 't1', secret: 'encrypted', backup_codes: 'encrypted', user_id: clerk.id, verified: 1 }],
  ['account_links', { token_hash: 'a hash', account: clerk.id, expires_at: later, used_at: at }],
  ['account_events', { jurisdiction, account: clerk.id, at, what: 'made', actor: null, data: '{"role":"unit"}' }],
  ['saved_views', { account: clerk.id, name: '本周到期', filter: '{"list":"open"}' }],
  ['presence', { ...of(supported), account: clerk.id, at }],
  ['contacts', { ...of(disputed), sealed: contact.sealed, key_id: '2026', is_reachable: 1 }],
  [
    'attachments',
    {
      ...of(disputed),
      number: 1,
      type: 'image/png',
      bytes: attached.content.length,
      place: attached.place,
      hash: createHash('sha256').update(attached.content).digest('hex'),
    },
  ],
  ['arrival_keys', { day: '2026-11-20', key: 'ab'.repeat(20) }],
  [
    'arrivals',
    { jurisdiction, day: '2026-11-18', hour: 24, received: 12, senders: 3, largest_sender: 5, busiest_minute: 2 },
  ],
  ['notes', { ...of(disputed), version: 1, recipient: 'resident', what: 'received', state: 'sent', next_at: at }],
  ['helping', { ...of(supported), jurisdiction, unit: 'yibaoju', due_at: instant('2026-12-01T00:00') }],
  [
    'reminders',
    {
      about: supported.receiptCode,
      kind: 'overdue',
      day: '2026-12-02',
      recipient: 'unit',
      unit: 'minzhengju',
      next_at: at,
    },
  ],
  ['judging_files', { kind: 'calendar', identity: '1', hash: '0'.repeat(64), first_seen: at }],
  ['calendar_in_force', { id: 1, version: 1 }],
  ['jobs', { name: 'upkeep', started_at: at, succeeded_at: at, note: '2 件留言' }],
  ['witness_marks', { seal: 1, witness: 'tsa=https://tsa.example', at, nonce: '4007', token: 'AAAA' }],
  [
    'witnessed_heads',
    {
      site: 'https://other.example',
      places: 'pingyin',
      number: 1,
      hash: 'a1'.repeat(32),
      sealed_at: at,
      seen_at: at,
    },
  ],
  [
    'commitment_events',
    {
      jurisdiction,
      document: 'guanxian-2021',
      task: 'guanxian-2021/tasks/17',
      version: 1,
      submission_hash: 'c1',
      status: 'finished',
      on_day: '2026-11-17',
      text: '目录已经公开',
      link: 'https://mingbai.example/list',
      at,
      actor_role: 'unit',
      actor: clerk.id,
      unit: clerk.unit,
      is_sample: 0,
    },
  ],
];

/** Adds two comments (one reviewed, answered and disputed, one with a supporting unit) and the rows above. */
export async function fillTables(database: DatabaseSync): Promise<void> {
  const { unit } = clerk;
  const helpers = hasTable(database, 'helping') ? { helpers: 'yibaoju' } : {};
  const closed = { closed_at: instant('2026-11-18T16:00'), closed_by: 'reply', working_days_used: 0 };
  writeComment(database, disputed, '2026-11-18T11:00', { state: 'disputed', unit, ...closed, was_disputed: 1 });
  writeComment(database, supported, '2026-11-18T12:00', { state: 'assigned', unit, ...helpers });
  await writeSteps(database, [
    received(disputed, '2026-11-18T11:00'),
    received(supported, '2026-11-18T12:00'),
    { of: disputed, at: '2026-11-18T13:00', by: 'desk', type: 'assigned', facts: { unit } },
    { of: supported, at: '2026-11-18T13:00', by: 'desk', type: 'assigned', facts: { unit, ...helpers } },
    {
      of: supported,
      at: '2026-11-18T14:00',
      by: 'unit',
      type: 'advised',
      facts: { unit: 'yibaoju' },
      words: '本单位没有补充。',
      table: 'advice',
    },
    {
      of: disputed,
      at: '2026-11-18T15:00',
      by: 'unit',
      type: 'drafted',
      facts: { unit },
      words: disputed.reply,
      table: 'drafts',
    },
    {
      of: disputed,
      at: '2026-11-18T16:00',
      by: 'reviewer',
      type: 'reviewed',
      table: 'drafts',
      facts: { passed: true, reason: '' },
    },
    {
      of: disputed,
      at: '2026-11-18T16:00',
      by: 'unit',
      type: 'replied',
      facts: { unit, calendar: 1 },
      words: disputed.reply,
      table: 'replies',
    },
    {
      of: disputed,
      at: '2026-11-18T17:00',
      by: 'resident',
      type: 'disputed',
      words: disputed.dispute,
      table: 'disputes',
    },
  ]);
  for (const [table, row] of rows) writeRow(database, table, row);
  // The two comments of makeRecordAt predate the search index.
  if (hasTable(database, 'comment_words')) for (const comment of [disputed, supported]) indexComment(database, comment);
}

function indexComment(database: DatabaseSync, { receiptCode, title, text }: StoredComment): void {
  const sql = `INSERT INTO comment_words (rowid, words)
    SELECT position, ? FROM events WHERE receipt_code = ? AND version = 1`;
  database.prepare(sql).run(buildIndexWords(jurisdiction, [title, text, receiptCode]), receiptCode);
}

export type Contents = Record<string, Row[]>;

/** The list of migrations grows, and the search indexes store no readable text, only rows. */
const skippedTables = /^(sqlite_.*|d1_migrations|comment_words_.*|answer_words(_.*)?)$/u;

/**
 * @param earlier an earlier result; only its tables and columns are read again
 * @returns every row of every table
 */
export function readTables(database: DatabaseSync, earlier?: Contents): Contents {
  const found = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  const names = found.map(({ name }) => String(name)).filter((name) => !skippedTables.test(name));
  return Object.fromEntries(
    (earlier ? Object.keys(earlier) : names).map((name) => {
      const columns = Object.keys(earlier?.[name]?.[0] ?? {}).map((column) => `"${column}"`);
      return [name, database.prepare(`SELECT ${columns.join() || '*'} FROM "${name}" ORDER BY rowid`).all()];
    }),
  );
}
