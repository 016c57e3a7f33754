// Serves the self-hosted home with sample data for the end-to-end tests, as `npm start` does in workerd.
import { rmSync } from 'node:fs';
import { startServer } from '../../api/homes/node/server.ts';
import { loadSampleAccounts, loadSampleComments, sampleAccounts } from '../../seeds/demo/load.ts';
import { loadSampleCommitments } from '../../seeds/demo/load-commitments.ts';
import { baseUrl, clockStart, samplePassword } from './journey-settings.ts';
import { nodeSettings } from './node-server.ts';

const data = '.tmp/own-server-state';
rmSync(data, { recursive: true, force: true });
const settings = { BASE_URL: baseUrl, PORT: new URL(baseUrl).port, CLOCK_START: clockStart };
const { home, close } = await startServer({ ...process.env, ...nodeSettings(data), ...settings });
for (const office of home.offices) {
  const accounts = sampleAccounts.filter(({ jurisdiction }) => jurisdiction === office.id);
  await loadSampleAccounts(office.auth, office, samplePassword, accounts);
}
const guanxian = home.offices.find(({ id }) => id === 'guanxian');
if (!guanxian) throw new Error('guanxian has no database');
await loadSampleComments(guanxian);
await loadSampleCommitments(guanxian);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close().then(() => process.exit(0)));
