// The home on plain Node as a process of its own, which can be killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { nodeSettings } from './node-server.ts';
import type { RunningSite } from './serve.ts';

/** A port that nobody has right now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts `npm run serve` on a folder of data, and waits until it says that it answers. */
export async function serveNode(data: string, more: Record<string, string> = {}): Promise<RunningSite> {
  const port = await freePort();
  const child = spawn(process.execPath, ['api/node/serve.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...nodeSettings(data), PORT: String(port), BASE_URL: `http://localhost:${port}`, ...more },
  });
  const exited = once(child, 'exit');
  const ready = once(child, 'message').then(() => true);
  if (!(await Promise.race([ready, exited.then(() => false)]))) throw new Error('the server did not start');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    origin: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
