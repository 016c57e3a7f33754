// The self-hosted home as a process of its own, with the sample accounts of one place.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../api/homes/node/server.ts';
import { loadSampleAccounts, loadSampleComments, sampleAccounts } from '../../seeds/demo/load.ts';
import { clockStart, samplePassword } from './journey-settings.ts';
import { nodeSettings } from './node-server.ts';
import { awaitSite, type RunningSite } from './serve.ts';

const file = fileURLToPath(import.meta.url);

/** @param data a new folder */
export function serveAttackedNode(data: string, port: number): Promise<RunningSite> {
  const server = fork(file, [data, String(port)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return awaitSite(server, port, (name) => server.kill(name));
}

if (process.argv[1] === file && process.send) {
  const [, , data = '', port = ''] = process.argv;
  const settings = { ...nodeSettings(data), PORT: port, BASE_URL: `http://localhost:${port}`, CLOCK_START: clockStart };
  const { home, close } = await startServer({ ...process.env, ...settings });
  for (const office of home.offices) {
    const accounts = sampleAccounts.filter(({ jurisdiction }) => jurisdiction === office.id);
    await loadSampleAccounts(office.auth, office, samplePassword, accounts);
    if (office.id === 'guanxian') await loadSampleComments(office);
  }
  process.on('SIGTERM', () => void close().then(() => process.exit(0)));
  process.send('ready');
}
