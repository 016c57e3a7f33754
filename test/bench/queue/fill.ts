// Fills the file of a local D1 with a given number of comments: events, derived columns and search index, as intake and
// moves write them.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { buildIndexWords } from '../../../api/domain/text/search-words.ts';
import { writeHelpers } from '../../../api/life/notation.ts';

/** The fixed time of the benchmark. */
export const now = Date.parse('2026-11-20T09:00:00+08:00');
const day = 86_400_000;

const units = [
  'minzhengju',
  'jiaotiju',
  'yibaoju',
  'rensheju',
  ...Array.from({ length: 36 }, (_, index) => `unit${index}`),
];
const documents = ['guanxian-2021', 'guanxian-2022', 'guanxian-2023', 'liaocheng-2021'];
const kinds = ['question', 'question', 'question', 'complaint', 'complaint', 'suggestion', 'help'];
const themes = [
  '农村低保标准',
  '小学入学材料',
  '医保报销比例',
  '道路维修进度',
  '公租房申请',
  '惠农补贴公示',
  '老旧小区改造',
  '残疾人证办理',
];

interface Row {
  number: number;
  receiptCode: string;
  jurisdiction: string;
  receivedAt: number;
  dueAt: number;
  about: string;
  document: string;
  kind: string;
  unit: string | null;
  state: 'received' | 'assigned' | 'returned' | 'replied' | 'declined' | 'disputed';
  closedAt: number | null;
  isHeld: boolean;
  isUrged: boolean;
  helpers: string[];
}

const pick = <Value>(values: readonly [Value, ...Value[]] | Value[], number: number): Value =>
  values[number % values.length] as Value;

/** One comment in ten is open, far more than a county could handle. Of the open ones, one in ten is overdue. */
function makeRow(number: number, total: number): Row {
  // The multiplier is coprime to the list lengths, so that values are evenly distributed.
  const mixed = (number * 7919) % 1_000_003;
  const isOpen = mixed % 10 === 0;
  const spread = Math.floor(mixed / 10);
  const age = isOpen ? (spread % 100) * (day / 10) : ((total - number) / total) * 1400 * day + 10 * day;
  const receivedAt = Math.floor(now - age);
  const dueAt = Math.ceil(receivedAt / day) * day - 8 * 3_600_000 + 9 * day;
  const state = isOpen
    ? pick(['received', 'received', 'assigned', 'assigned', 'assigned', 'assigned', 'returned'] as const, spread)
    : pick([...Array(30).fill('replied'), 'declined', 'disputed'] as Row['state'][], spread);
  const hasUnit = state !== 'received' && state !== 'returned' && state !== 'declined';
  const document = pick(documents, spread);
  const unit = hasUnit ? pick(units, spread) : null;
  const helper = pick(units, spread + 7);
  return {
    number,
    receivedAt,
    dueAt,
    state,
    document,
    unit,
    helpers: unit && spread % 5 > 2 ? [helper] : [],
    receiptCode: `GX${new Date(receivedAt + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')}-${number.toString(36).toUpperCase().padStart(5, '0')}`,
    jurisdiction: spread % 10 === 9 ? 'pingyin' : 'guanxian',
    about: `${document}/tasks/${1 + (spread % 50)}`,
    kind: pick(kinds, spread),
    closedAt: isOpen ? null : Math.min(now, dueAt - (spread % 7) * day),
    isHeld: state === 'received' && spread % 20 === 0,
    isUrged: state === 'assigned' && spread % 50 === 3,
  };
}

function eventsOf(row: Row) {
  const { jurisdiction, kind, about, unit, state, receivedAt, closedAt, isHeld, isUrged, helpers } = row;
  const assigned = unit ? [['assigned', receivedAt + 1, { unit, ...writeHelpers(helpers) }] as const] : [];
  const ends = {
    received: [],
    assigned: [],
    returned: [
      ['assigned', receivedAt + 1, { unit: 'jiaotiju' }],
      ['returned', receivedAt + 2, { unit: 'jiaotiju', reason: '职责' }],
    ],
    replied: [['replied', closedAt ?? 0, { unit, text: '', calendar: 1 }]],
    declined: [['declined', closedAt ?? 0, { reason: '已起诉', calendar: 1 }]],
    disputed: [
      ['replied', closedAt ?? 0, { unit, text: '', calendar: 1 }],
      ['disputed', (closedAt ?? 0) + 1, { text: '' }],
    ],
  } as const;
  return [
    ['received', receivedAt, { jurisdiction, kind, about, sample: false, text: '' }] as const,
    ...(isHeld ? [['held', receivedAt, { reason: 'flood' }] as const] : []),
    ...assigned,
    ...(isUrged ? [['urged', receivedAt + 3, { reason: '快到期' }] as const] : []),
    ...ends[state],
  ];
}

const words = ({ number, jurisdiction, receiptCode }: Row) => {
  const theme = pick(themes, number);
  const title = `${theme}${number % 33 === 0 ? '和养老服务' : ''}怎么查`;
  const text = `请问我们镇的${theme}在哪里可以看到？我是第${number}位来问的，去年问过${pick(themes, number * 3 + 1)}，还没有结果。`;
  return { title, text, words: buildIndexWords(jurisdiction, [title, text, receiptCode]) };
};

type Statements = Record<'comment' | 'event' | 'word' | 'helping', StatementSync>;

function insertRow(row: Row, { comment, event, word, helping }: Statements): void {
  const { receiptCode, jurisdiction, about, document, kind, state, unit, dueAt, receivedAt, closedAt } = row;
  const events = eventsOf(row);
  const { title, text, words: indexed } = words(row);
  const closedBy = closedAt === null ? null : state === 'declined' ? 'refusal' : 'reply';
  const id = String(row.number).padStart(9, '0');
  comment.run(
    ...[receiptCode, jurisdiction, id, '', id, about, document, kind, title, text, 1, receivedAt, state, 'standard'],
    ...[unit, dueAt, closedAt, closedBy, 'never', row.isHeld ? 'flood' : null, row.isUrged ? receivedAt + 3 : null],
    ...[state === 'disputed' ? 1 : 0, 0, 1, events.length, row.helpers.join()],
  );
  if (closedAt === null) for (const helper of row.helpers) helping.run(receiptCode, jurisdiction, helper, dueAt);
  for (const [index, [type, at, data]] of events.entries()) {
    const { lastInsertRowid } = event.run(receiptCode, index + 1, type, at, 'desk', JSON.stringify(data), '', '');
    if (index === 0) word.run(lastInsertRowid, indexed);
  }
}

/** @param file a migrated, empty database that no process has open */
export function fillDatabase(file: string, total: number): void {
  const database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF',
  );
  // Drop the record's guard triggers while filling: they look up each row again, which is needless for new rows.
  const guards = ['comments_once', 'events_in_turn'];
  const [first, second] = guards.map((name) =>
    database.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(name),
  );
  for (const name of guards) database.exec(`DROP TRIGGER ${name}`);
  const comment =
    database.prepare(`INSERT INTO comments (receipt_code, jurisdiction, submission_hash, tracking_hash, likeness,
    about, document, kind, title, text, may_be_published, received_at, state, classification, unit, due_at, closed_at,
    closed_by, reclassified, held_because, urged_at, was_disputed, is_published, calendar, version, helpers)
    VALUES (${Array(26).fill('?').join()})`);
  const event = database.prepare(`INSERT INTO events (receipt_code, version, type, at, actor_role, data, salt, leaf)
    VALUES (${Array(8).fill('?').join()})`);
  const word = database.prepare('INSERT INTO comment_words (rowid, words) VALUES (?, ?)');
  const helping = database.prepare(
    'INSERT INTO helping (receipt_code, jurisdiction, unit, due_at) VALUES (?, ?, ?, ?)',
  );
  const statements = { comment, event, word, helping };
  database.exec('BEGIN');
  for (let number = 1; number <= total; number++) insertRow(makeRow(number, total), statements);
  database.exec('COMMIT');
  for (const guard of [first, second]) database.exec(String(guard?.['sql']));
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
}
