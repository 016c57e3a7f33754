// npm run export: a record as a folder that the other home takes in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../ports/command-line.ts';
import { databaseFile } from '../node/stores.ts';
import { takeSnapshot } from './backup.ts';
import { exportRecord } from './export.ts';
import { fetchRecord } from './import.ts';
import { officeSchema } from './manifest.ts';
import { fail, readDataFolder, readSettingsFile } from './settings.ts';
import { openEdge } from './wrangler-d1.ts';

const usage = `Usage: npm run export -- --office guanxian --to EMPTY_FOLDER [--env-file FILE]
       npm run export -- --office guanxian --to EMPTY_FOLDER --edge DB (--state FOLDER | --remote) [--files FOLDER]

From a server of one's own (DATA_DIR), or from a database on the edge by its binding in wrangler.toml; --state names the local
likeness. --files: a copy of the bucket, made beforehand. A server of one's own is copied as of one instant while it serves. The
edge is read page by page: run it at night. Where somebody wrote meanwhile it writes nothing and says so; run it again then.
To move for good, first take the old home off its address, so that nothing comes in after the copy.
The folder is in the clear and holds everything: keep it as you keep the database, and delete it when the other home has it.`;

const { values } = readArguments(usage, {
  options: {
    office: { type: 'string' },
    to: { type: 'string' },
    edge: { type: 'string' },
    state: { type: 'string' },
    remote: { type: 'boolean', default: false },
    files: { type: 'string' },
    'env-file': { type: 'string' },
  },
});

process.umask(0o077);
const scratch = mkdtempSync(join(tmpdir(), 'mingbai-export-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
try {
  readSettingsFile(values['env-file']);
  const { to, edge, state, remote } = values;
  if (!to || !values.office || (edge && remote === Boolean(state))) throw new Error(usage);
  const office = officeSchema.parse(values.office);
  const snapshot = join(scratch, 'record.db');
  const source = edge ? openEdge(edge, state ?? null) : null;
  if (source) await fetchRecord(source, snapshot);
  else takeSnapshot(databaseFile(readDataFolder(process.env), office), snapshot);
  const files = edge ? (values.files ?? null) : join(readDataFolder(process.env), office, 'files');
  const exported = await exportRecord({ snapshot, office, files, now: Date.now() }, to);
  const { comments, events, head, missing, rows } = exported;
  console.info(`${to}: ${comments} comments, ${events} events, head ${head}`);
  if (missing.length > 0)
    console.error(`${missing.length} attachments were not there: ${missing.slice(0, 5).join(', ')} …`);
  // An old database has no place for it.
  if (source && 'jobs' in rows) {
    const lack = missing.length > 0 ? `，缺 ${missing.length} 个附件` : '';
    source.noteExport(lack === '', Date.now(), `${comments} 件留言${lack}`);
  }
} catch (error) {
  fail(error);
}
