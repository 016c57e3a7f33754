// A record as the program wrote it at an earlier migration: two comments with their events, one of them answered, sealed.
import type { LedgerSeal } from '../../api/contract/ledger.ts';
import { makeSeal, saltedHash, toLedgerEvent } from '../../api/domain/ledger.ts';
import type { CommentEvent } from '../../api/domain/lifecycle.ts';
import { migrate } from '../../api/node/migrations.ts';
import { inTransaction, openDatabase } from '../../api/node/sqlite-d1.ts';

export const answered = {
  receiptCode: 'GX261116-00001',
  title: '养老服务在哪里公开',
  text: '请问我们镇的养老服务信息；在哪里\n可以看到？它’s "这样" -- 写的 /* 好吗 */',
  reply: '您好，相关信息在县民政局网站公开。',
};
const open = { receiptCode: 'GX261117-00002', title: '道路何时修好', text: '村口的路坏了半年。' };
const salt = '0123456789abcdef0123456789abcdef';
const instant = (local: string) => Date.parse(`${local}:00+08:00`);

const received = async ({ title, text }: { title: string; text: string }, at: number) => ({
  ...{ type: 'received', at, jurisdiction: 'guanxian', kind: 'question', about: 'guanxian-2021/tasks/17' },
  ...{ sample: false, text: await saltedHash(salt, `${title}\n${text}`) },
});

type Written = [receiptCode: string, version: number, role: 'resident' | 'desk' | 'unit', event: unknown];

async function writeEvents(): Promise<Written[]> {
  const { receiptCode, reply } = answered;
  const replied = { type: 'replied', at: instant('2026-11-18T10:00'), unit: 'minzhengju', calendar: 1 };
  return [
    [receiptCode, 1, 'resident', await received(answered, instant('2026-11-16T09:00'))],
    [open.receiptCode, 1, 'resident', await received(open, instant('2026-11-17T09:00'))],
    [receiptCode, 2, 'desk', { type: 'assigned', at: instant('2026-11-17T10:00'), unit: 'minzhengju' }],
    [receiptCode, 3, 'unit', { ...replied, text: await saltedHash(salt, reply) }],
  ];
}

/**
 * Makes the database of an office, as far as a migration, with what that version could write: only columns that were there.
 *
 * @param upTo file name of the last migration
 */
export async function makeRecordAt(path: string, upTo: string): Promise<void> {
  const database = openDatabase(path, 'normal');
  migrate(database, upTo);
  const { file } = database;
  const hasDocument = file.prepare("SELECT 1 FROM pragma_table_info('comments') WHERE name = 'document'").get();
  const columns = `receipt_code, jurisdiction, submission_hash, tracking_hash, about, kind, title, text, may_be_published,
    received_at, state, classification, unit, due_at, closed_at, closed_by, working_days_used, reclassified, is_published,
    calendar, version${hasDocument ? ', document' : ''}`;
  const comment = file.prepare(
    `INSERT INTO comments (${columns}) VALUES (${Array(hasDocument ? 22 : 21)
      .fill('?')
      .join()})`,
  );
  const row = ({ receiptCode, title, text }: typeof open, at: number, derived: (string | number | null)[]) => {
    const told = ['guanxian-2021/tasks/17', 'question', title, text, 1, at];
    comment.run(
      receiptCode,
      'guanxian',
      `s-${receiptCode}`,
      `t-${receiptCode}`,
      ...told,
      ...derived,
      ...(hasDocument ? ['guanxian-2021'] : []),
    );
  };
  const event = file.prepare(`INSERT INTO events (receipt_code, version, type, at, actor_role, actor, data, salt, leaf)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const written = await writeEvents();
  const lines = await Promise.all(
    written.map(async ([receiptCode, version, actorRole, what]) => {
      const actor = actorRole === 'resident' ? null : 'clerk';
      const { type, at, ...data } = what as CommentEvent;
      const { leaf } = await toLedgerEvent(what as CommentEvent, { receiptCode, version, actorRole, actor, salt });
      return { leaf, values: [receiptCode, version, type, at, actorRole, actor, JSON.stringify(data), salt, leaf] };
    }),
  );
  const due = instant('2026-12-01T00:00');
  const closed = instant('2026-11-18T10:00');
  // The last two are not sealed yet, as it is within any hour.
  const seal: LedgerSeal = await makeSeal(
    null,
    lines.slice(0, 2).map(({ leaf }) => leaf),
    instant('2026-11-17T09:07'),
  );
  inTransaction(file, () => {
    const isAnswered = ['replied', 'standard', 'minzhengju', due, closed, 'reply', 2, 'never', 0, 1, 3];
    row(answered, instant('2026-11-16T09:00'), isAnswered);
    row(open, instant('2026-11-17T09:00'), ['received', 'standard', null, due, null, null, null, 'never', 0, 1, 1]);
    for (const { values } of lines) event.run(...values);
    file.prepare('INSERT INTO replies VALUES (?, ?, ?)').run(answered.receiptCode, 3, answered.reply);
    const { number, previous, first, last, root, at, hash } = seal;
    file
      .prepare('INSERT INTO seals VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(number, previous, first, last, root, Date.parse(at), hash);
  });
  database.close();
}
