// A record as an earlier version wrote it: two comments with events, one of them answered, partly sealed.
import { makeSeal } from '../../api/domain/ledger/ledger.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { instant, received, writeComment, writeRow, writeSteps } from './record-rows.ts';

export const answered = {
  receiptCode: 'GX261116-00001',
  title: '养老服务在哪里公开',
  text: '请问我们镇的养老服务信息；在哪里\n可以看到？它’s "这样" -- 写的 /* 好吗 */',
  reply: '您好，相关信息在县民政局网站公开。',
};
const open = { receiptCode: 'GX261117-00002', title: '道路何时修好', text: '村口的路坏了半年。' };
const unit = 'minzhengju';

/**
 * Creates an office's database at a given migration, with data that this version could write.
 *
 * @param upTo the file name of the last migration
 */
export async function makeRecordAt(path: string, upTo: string): Promise<void> {
  const database = openDatabase(path, 'normal');
  migrate(database, upTo);
  const { file } = database;
  const closed = { closed_at: instant('2026-11-18T10:00'), closed_by: 'reply', working_days_used: 2 };
  writeComment(file, answered, '2026-11-16T09:00', { state: 'replied', unit, ...closed });
  writeComment(file, open, '2026-11-17T09:00');
  const leaves = await writeSteps(file, [
    received(answered, '2026-11-16T09:00'),
    received(open, '2026-11-17T09:00'),
    { of: answered, at: '2026-11-17T10:00', by: 'desk', type: 'assigned', facts: { unit } },
    {
      of: answered,
      at: '2026-11-18T10:00',
      by: 'unit',
      type: 'replied',
      facts: { unit, calendar: 1 },
      words: answered.reply,
      table: 'replies',
    },
  ]);
  // The last two events are not yet sealed, as within any hour.
  const seal = await makeSeal(null, leaves.slice(0, 2), instant('2026-11-17T09:07'));
  writeRow(file, 'seals', { ...seal, at: Date.parse(seal.at) });
  database.close();
}
