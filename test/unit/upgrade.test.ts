// Migrates a record from every earlier version. It must be complete, readable and searchable.
import { join } from 'node:path';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { describe, expect, it } from 'vitest';
import { findAccount } from '../../api/db/accounts.ts';
import { backfillIndex } from '../../api/db/comment-words.ts';
import { loadComment } from '../../api/db/comments.ts';
import { loadEncryptedContact } from '../../api/db/contacts.ts';
import { searchComments } from '../../api/db/search-comments.ts';
import { decryptContact } from '../../api/domain/privacy/contact-cipher.ts';
import { buildMatchQuery } from '../../api/domain/text/search-words.ts';
import { checkRecord } from '../../api/homes/keep/record-check.ts';
import { listMigrations } from '../../api/homes/migration-files.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { type LocalD1, openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { useTestFolder } from '../support/own-folder.ts';
import { answered, makeRecordAt } from '../support/record-at.ts';
import { clerk, contact, disputed, fillTables, readTables, supported } from '../support/record-filled.ts';

const testFolder = useTestFolder();

async function openFilled(version: string): Promise<LocalD1> {
  const path = join(testFolder(), 'record.db');
  await makeRecordAt(path, version);
  const d1 = openDatabase(path, 'normal');
  await fillTables(d1.file);
  return d1;
}

const search = { jurisdiction: 'guanxian', before: Number.MAX_SAFE_INTEGER, limit: 10, conditions: [] };

async function findByWords(database: DrizzleD1Database, words: string): Promise<string[]> {
  const match = buildMatchQuery('guanxian', words) ?? '';
  const found = await searchComments(database, { ...search, match });
  return found.records.map(({ row }) => row.receiptCode);
}

describe.each(listMigrations())('migrating a record from %s', (version) => {
  it('a migrated record keeps every row of every table and an intact ledger', async () => {
    const d1 = await openFilled(version);
    try {
      const rows = readTables(d1.file);
      const names = Object.keys(rows);
      expect(names.length).toBeGreaterThan(11);
      expect(names.filter((name) => rows[name]?.length === 0)).toEqual([]);
      const before = await checkRecord(d1);
      expect(before).toMatchObject({ faults: [], findings: [], comments: 4, events: rows['events']?.length, seals: 1 });
      migrate(d1);
      expect(await checkRecord(d1)).toEqual({ ...before, migrations: listMigrations() });
      expect(readTables(d1.file, rows)).toEqual(rows);
    } finally {
      d1.close();
    }
  });

  it('a migrated record keeps comments readable and searchable', async () => {
    const d1 = await openFilled(version);
    try {
      const isIndexed = readTables(d1.file)['comment_words'] !== undefined;
      migrate(d1);
      const database = drizzle(d1);
      expect(await loadComment(database, answered.receiptCode)).toMatchObject({
        row: { title: answered.title, document: 'guanxian-2021', state: 'replied' },
        standing: { state: 'replied', unit: 'minzhengju', version: 3 },
        reply: { text: answered.reply, unit: 'minzhengju' },
      });
      expect(await loadComment(database, disputed.receiptCode)).toMatchObject({
        standing: { state: 'disputed', wasDisputed: true },
        reply: { text: disputed.reply },
        dispute: { text: disputed.dispute },
      });
      expect([await backfillIndex(database), await backfillIndex(database)]).toEqual([isIndexed ? 2 : 4, 0]);
      expect(await findByWords(database, '养老服务')).toEqual([answered.receiptCode]);
      expect(await findByWords(database, '公交')).toEqual([supported.receiptCode]);
    } finally {
      d1.close();
    }
  });

  it('a migrated record still decrypts a contact and recognises the clerk’s account', async () => {
    const d1 = await openFilled(version);
    try {
      migrate(d1);
      const database = drizzle(d1);
      const sealed = await loadEncryptedContact(database, disputed.receiptCode);
      expect(sealed && (await decryptContact(contact.keys, disputed.receiptCode, sealed))).toEqual(contact.left);
      expect(await findAccount(database, clerk.id)).toMatchObject({ row: clerk, hasPassword: true });
    } finally {
      d1.close();
    }
  });
});
