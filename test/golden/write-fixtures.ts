// npm run golden: writes the golden record's missing fixtures with the current code. To replace one, delete it first,
// and only if stored bytes are meant to change.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Captured } from './capture.ts';
import { backupFile, backupKey, folder, hasFixture, writeFixture } from './fixtures.ts';
import { makeLivesRecord, makeRecordForBackup, makeSampleRecord, openRecord } from './records.ts';
import { readRestored } from './restored.ts';

/** Number of lives in the backup, which must stay small. */
const livesOfBackup = 100;

async function inFolder<Result>(use: (data: string) => Promise<Result>): Promise<Result> {
  const place = mkdtempSync(join(tmpdir(), 'mingbai-golden-'));
  try {
    return await use(join(place, 'data'));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function write(name: string, keepsTexts: boolean, make: (data: string) => Promise<Captured>): Promise<void> {
  if (hasFixture(name)) return;
  const { lines, texts } = await inFolder(make);
  writeFixture(name, { lines, texts: keepsTexts ? texts : {} });
  console.info(`${name}: ${lines.length} lines`);
}

async function writeBackup(data: string): Promise<void> {
  const given = await makeRecordForBackup(data, livesOfBackup);
  const to = `${data}-backups`;
  const made = spawnSync('npm', ['run', '--silent', 'backup', '--', '--to', to], {
    env: { ...process.env, DATA_DIR: data, BACKUP_KEY: backupKey },
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const [name = ''] = readdirSync(to);
  renameSync(join(to, name), backupFile);
  const golden = openRecord(data);
  try {
    writeFixture('old-backup', await readRestored(golden, given));
  } finally {
    golden.close();
  }
  console.info(made.stdout.trim());
}

mkdirSync(folder, { recursive: true });
await write('sample', true, makeSampleRecord);
await write('lives-200', true, (data) => makeLivesRecord(data, 200));
await write('lives-2000', false, (data) => makeLivesRecord(data, 2000));
if (!existsSync(backupFile)) await inFolder(writeBackup);
