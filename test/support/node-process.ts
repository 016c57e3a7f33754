// The home on plain Node as a process of its own, which can be killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { nodeSettings } from './node-server.ts';
import { awaitSite, type RunningSite } from './serve.ts';

/** A port that nobody has right now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/**
 * Starts `npm run serve` on a folder of data, and waits until it says that it answers.
 *
 * @param more settings
 */
export async function serveNode(data: string, more: Record<string, string> = {}, port?: number): Promise<RunningSite> {
  const own = port ?? (await freePort());
  const server = spawn(process.execPath, ['api/homes/node/serve.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...nodeSettings(data), PORT: String(own), BASE_URL: `http://localhost:${own}`, ...more },
  });
  return awaitSite(server, own, (name) => server.kill(name));
}
