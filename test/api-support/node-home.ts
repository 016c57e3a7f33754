// The home on plain Node in the place of workerd, for the same API tests: a database file and a folder of files of their
// own for each test, and the built site. Stands in for `cloudflare:workers` and `cloudflare:test` (test/vitest.config.ts).
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssets } from '../../api/homes/node/assets.ts';
import { createFolderBucket } from '../../api/homes/node/folder-bucket.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { type LocalD1, openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import type { Bucket } from '../../api/ports/files.ts';
import { testSettings } from '../support/test-settings.ts';

const place = mkdtempSync(join(tmpdir(), 'mingbai-api-'));
process.once('exit', () => rmSync(place, { recursive: true, force: true }));

/** Migrated once, as a server does at its start; each test begins with a copy. */
const template = join(place, 'migrated.db');
const migrated = openDatabase(template);
migrate(migrated);
migrated.close();

let number = 0;
function settle() {
  const home = join(place, String(++number));
  const open = (name: string) => {
    const file = `${home}-${name}.db`;
    copyFileSync(template, file);
    // A test is no evidence that a power cut could take.
    return openDatabase(file, 'normal');
  };
  const databases = { common: open('common'), liaocheng: open('liaocheng'), pingyin: open('pingyin') };
  return { databases, bucket: createFolderBucket(home) };
}

let current = settle();

/** Stays the same while what is behind it changes, as bindings do. */
const bind = (name: keyof typeof current.databases): Pick<LocalD1, 'prepare' | 'batch' | 'exec'> => ({
  prepare: (sql) => current.databases[name].prepare(sql),
  batch: (statements) => current.databases[name].batch(statements),
  exec: (sql) => current.databases[name].exec(sql),
});
const bucket: Bucket = {
  put: (...of) => current.bucket.put(...of),
  get: (...of) => current.bucket.get(...of),
  list: (...of) => current.bucket.list(...of),
  delete: (...of) => current.bucket.delete(...of),
};

export const env = {
  ...testSettings,
  DB: bind('common'),
  DB_LIAOCHENG: bind('liaocheng'),
  DB_PINGYIN: bind('pingyin'),
  FILES: bucket,
  ASSETS: createAssets('dist'),
  /** Each database has them already. */
  MIGRATIONS: [],
  FUZZ_SHARE: 1,
};

/** What was written is left behind: the next test starts in a place of its own. */
export async function reset(): Promise<void> {
  for (const database of Object.values(current.databases)) database.file.close();
  current = settle();
}

export const applyD1Migrations = () => Promise.resolve();
