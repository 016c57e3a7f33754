// A record from every version there ever was, brought up to date: whole, readable, and found by its words.
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/d1';
import { describe, expect, it } from 'vitest';
import { indexEarlier, searchComments } from '../../api/db/comment-words.ts';
import { loadComment } from '../../api/db/comments.ts';
import { matchWords } from '../../api/domain/search-words.ts';
import { checkRecord } from '../../api/keep/record-check.ts';
import { listMigrations, migrate } from '../../api/node/migrations.ts';
import { openDatabase } from '../../api/node/sqlite-d1.ts';
import { useOwnFolder } from '../support/own-folder.ts';
import { answered, makeRecordAt } from '../support/record-at.ts';

const place = useOwnFolder();

const search = { jurisdiction: 'guanxian', before: Number.MAX_SAFE_INTEGER, limit: 10, also: [] };

describe('a record brought up to date', () => {
  it.each(listMigrations())('from %s on is whole, can be read, and is found by its words', async (from) => {
    const path = join(place(), 'record.db');
    await makeRecordAt(path, from);
    const d1 = openDatabase(path, 'normal');
    try {
      const before = await checkRecord(d1);
      expect(before).toMatchObject({ faults: [], findings: [], comments: 2, events: 4, seals: 1 });
      migrate(d1);
      const after = await checkRecord(d1);
      expect(after).toEqual({ ...before, migrations: listMigrations() });

      const database = drizzle(d1);
      const record = await loadComment(database, answered.receiptCode);
      expect(record).toMatchObject({
        row: { title: answered.title, document: 'guanxian-2021', state: 'replied' },
        standing: { state: 'replied', unit: 'minzhengju', version: 3 },
        reply: { text: answered.reply, unit: 'minzhengju' },
      });
      expect([await indexEarlier(database), await indexEarlier(database)]).toEqual([2, 0]);
      const match = matchWords('guanxian', '养老服务') ?? '';
      const found = await searchComments(database, { ...search, match });
      expect(found.records.map(({ row }) => row.receiptCode)).toEqual([answered.receiptCode]);
    } finally {
      d1.close();
    }
  });
});
