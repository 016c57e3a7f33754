// npm run restore -- --from FILE --to FOLDER: a backup into an empty place.
import { readArguments } from '../../ports/command-line.ts';
import { restoreBackup } from './restore.ts';
import { fail, readBackupKey, readSettingsFile, warnOfRoot } from './settings.ts';

const usage = `Usage: npm run restore -- --from FILE --to FOLDER [--env-file FILE]

Opens a backup with BACKUP_KEY, compares it with what it says of itself, brings its database up to date and checks its
ledger. Only then the office stands in FOLDER, which can be the DATA_DIR of a server. Nothing is ever written over.
No backup holds the server's secrets. Keep AUTH_SECRET, CODE_SECRET and CONTACT_KEY too, elsewhere than the backups: without
them tracking codes, second factors, and residents' names and contacts are lost for good.`;

const { values } = readArguments(usage, {
  options: { from: { type: 'string' }, to: { type: 'string' }, 'env-file': { type: 'string' } },
});

process.umask(0o077);
try {
  readSettingsFile(values['env-file']);
  if (!values.from || !values.to) throw new Error(usage);
  const { manifest, migrated } = await restoreBackup(values.from, values.to, readBackupKey(process.env));
  const { office, at, comments, events, files, head, findings, faults } = manifest;
  console.info(`${office}, as of ${at}: ${comments} comments, ${events} events, ${files.length - 1} attachments.`);
  if (migrated.length > 0) console.info(`Brought up to date: ${migrated.join(', ')}`);
  console.info(
    `The ledger is whole up to its head ${head}: compare it with one that was published or noted elsewhere.`,
  );
  for (const known of [...findings, ...faults]) console.error(`So it was when the backup was made: ${known}`);
  console.info(
    'Serve it with the AUTH_SECRET, CODE_SECRET and CONTACT_KEY that it was written with. No backup holds them: without\n' +
      "them tracking codes, second factors, and residents' names and contacts are lost.",
  );
  warnOfRoot(values.to, office);
} catch (error) {
  fail(error);
}
