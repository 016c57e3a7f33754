// npm run backup -- --to FOLDER: a backup of each office of a server of one's own, while it serves.
import { join } from 'node:path';
import { readArguments, sentenceOf } from '../../ports/command-line.ts';
import { databaseFile, holdLock } from '../node/stores.ts';
import { type BackupOrder, listOffices, makeBackup } from './backup.ts';
import { noteBackup } from './job-note.ts';
import { fail, readBackupKey, readDataFolder, readSettingsFile } from './settings.ts';

const usage = `Usage: npm run backup -- --to FOLDER [--keep 30] [--env-file FILE]

Copies each office in DATA_DIR into one encrypted file in FOLDER, reads it again to its end and checks its ledger.
BACKUP_KEY seals it (64 hex digits, openssl rand -hex 32). Keep it elsewhere: without it no backup can be opened.
No backup holds AUTH_SECRET, CODE_SECRET and CONTACT_KEY. Keep them too, elsewhere than the backups: without them tracking codes,
second factors, and residents' names and contacts do not come back.
--keep: so many of each office stay, the newest; the older ones go once the new one is proven.`;

const { values } = readArguments(usage, {
  options: {
    to: { type: 'string' },
    keep: { type: 'string', default: '30' },
    'env-file': { type: 'string' },
  },
});

/** Word for the status page. A copy is as good without it, and a failed one is told here. */
function note({ data, office }: BackupOrder, isDone: boolean, text: string): void {
  try {
    noteBackup(databaseFile(data, office), isDone, Date.now(), text);
  } catch (error) {
    console.error(`${office}: the status page could not be told of it: ${sentenceOf(error)}`);
  }
}

/** @returns whether a copy was made of a record that is whole */
async function backUp(order: BackupOrder): Promise<boolean> {
  const { office } = order;
  try {
    const { path, manifest, warnings } = await makeBackup(order);
    const { comments, events, head, files } = manifest;
    console.info(`${path}: ${comments} comments, ${events} events, ${files.length - 1} attachments, head ${head}`);
    for (const warning of warnings) console.error(`${office}: ${warning}`);
    const isWhole = warnings.length === 0;
    note(order, isWhole, isWhole ? `${comments} 件留言` : '备份已做，但记录有问题');
    return isWhole;
  } catch (error) {
    console.error(`${office}: ${sentenceOf(error)}`);
    note(order, false, error instanceof Error ? error.name : 'Error');
    return false;
  }
}

process.umask(0o077);
try {
  readSettingsFile(values['env-file']);
  const { to } = values;
  const keep = Number(values.keep);
  if (!to || !Number.isInteger(keep) || keep < 1) throw new Error(usage);
  const data = readDataFolder(process.env);
  const key = readBackupKey(process.env);
  const { offices, strangers } = listOffices(data);
  for (const name of strangers) console.info(`${join(data, name)} bears no office's name, and is not backed up.`);
  if (offices.length === 0) throw new Error(`${data} holds no office: is DATA_DIR right?`);
  const lock = holdLock(join(data, 'backup.lock'), 'another backup of this server is being made already');
  let failures = 0;
  // One office that cannot be copied keeps no other from it.
  for (const office of offices) if (!(await backUp({ data, office, to, key, keep, now: Date.now() }))) failures++;
  lock.close();
  if (failures > 0) throw new Error(`${failures} of ${offices.length} offices need a look.`);
} catch (error) {
  fail(error);
}
