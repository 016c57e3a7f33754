// npm run import:record: an export into the other home.
import { readArguments } from '../../ports/command-line.ts';
import { importRecord, importToEdge } from './import.ts';
import { fail, warnOfRoot } from './settings.ts';
import { openEdge } from './wrangler-d1.ts';

const usage = `Usage: npm run import:record -- --from FOLDER --to DATA_DIR
       npm run import:record -- --from FOLDER --edge DB (--state FOLDER | --remote)

Takes what npm run export wrote into a server's folder, or into an empty, migrated database on the edge, and reads it back:
every row, and the ledger. Attachments for the edge go into its bucket from FOLDER/files, by a tool for object stores.
Set the same AUTH_SECRET, CODE_SECRET and CONTACT_KEY there: tracking codes, second factors and contacts depend on them.`;

const { values } = readArguments(usage, {
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    edge: { type: 'string' },
    state: { type: 'string' },
    remote: { type: 'boolean', default: false },
  },
});

process.umask(0o077);
try {
  const { from, to, edge, state, remote } = values;
  if (!from || Boolean(to) === Boolean(edge) || (edge && remote === Boolean(state))) throw new Error(usage);
  const manifest = to ? await importRecord(from, to) : await importToEdge(from, openEdge(edge ?? '', state ?? null));
  const { office, comments, events, head } = manifest;
  console.info(`${office}: ${comments} comments, ${events} events, head ${head}; read back, and the same.`);
  if (to) warnOfRoot(to, office);
} catch (error) {
  fail(error);
}
