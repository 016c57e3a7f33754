// The self-hosted home as a separate process that can be killed.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { nodeSettings } from './node-server.ts';
import { awaitSite, type RunningSite } from './serve.ts';

/** Outgoing connections get higher ports, so a port that is free there may be taken a moment later. */
const serverPorts = { first: 10_000, last: 32_000 };

/** Returns a port that no server uses and no outgoing connection can get. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(serverPorts.first, serverPorts.last);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}

/**
 * Starts `npm run serve` on a data folder and waits until it is ready.
 *
 * @param more additional settings
 */
export async function serveNode(data: string, more: Record<string, string> = {}, port?: number): Promise<RunningSite> {
  const usedPort = port ?? (await freePort());
  const server = spawn(process.execPath, ['api/homes/node/serve.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...nodeSettings(data),
      PORT: String(usedPort),
      BASE_URL: `http://localhost:${usedPort}`,
      ...more,
    },
  });
  return awaitSite(server, usedPort, (name) => server.kill(name));
}
