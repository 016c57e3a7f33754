// The home on plain Node as a process of its own, which can be killed.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { nodeSettings } from './node-server.ts';
import { awaitSite, type RunningSite } from './serve.ts';

/** Systems give the ports above to connections that go out: one that is free now may be taken a moment later. */
const portsForServers = { first: 10_000, last: 32_000 };

/** A port that no server has, and that no connection is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(portsForServers.first, portsForServers.last);
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
