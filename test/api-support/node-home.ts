// Runs the API tests on the self-hosted home instead of workerd: each test gets its own database files and file folder,
// and the built site. Replaces `cloudflare:workers` and `cloudflare:test` (test/vitest.config.ts).
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssets } from '../../api/homes/node/assets.ts';
import { createFolderBucket } from '../../api/homes/node/folder-bucket.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { type LocalD1, openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import type { Bucket } from '../../api/ports/files.ts';
import { testSettings } from '../support/test-settings.ts';

const tempFolder = mkdtempSync(join(tmpdir(), 'mingbai-api-'));
process.once('exit', () => rmSync(tempFolder, { recursive: true, force: true }));

/** Migrated once, as a server does at start. Each test works on a copy. */
const template = join(tempFolder, 'migrated.db');
const migrated = openDatabase(template);
migrate(migrated);
migrated.close();

let count = 0;
function createStores() {
  const home = join(tempFolder, String(++count));
  const open = (name: string) => {
    const file = `${home}-${name}.db`;
    copyFileSync(template, file);
    // Tests need no durability against power cuts.
    return openDatabase(file, 'normal');
  };
  const databases = { common: open('common'), liaocheng: open('liaocheng'), pingyin: open('pingyin') };
  return { databases, bucket: createFolderBucket(home) };
}

let current = createStores();

/** The binding object stays the same while the database behind it changes, as on the edge. */
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
  /** Each database is already migrated. */
  MIGRATIONS: [],
  FUZZ_SHARE: 1,
};

/** Leaves the old files and gives the next test new ones. */
export async function reset(): Promise<void> {
  for (const database of Object.values(current.databases)) database.file.close();
  current = createStores();
}

export const applyD1Migrations = () => Promise.resolve();
