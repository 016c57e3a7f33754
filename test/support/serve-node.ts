// The home on plain Node as an office runs it: a process of its own, with settings from the environment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { testSettings } from './test-settings.ts';

export interface NodeSite {
  origin: string;
  port: number;
  stop(): Promise<number | null>;
  /** As a power cut does, in the middle of whatever it does. */
  kill(): Promise<void>;
}

/** @param data folder of its databases @param clock an instant at which its clock starts */
export async function serveNodeSite(port: number, data: string, clock: string): Promise<NodeSite> {
  const origin = `http://localhost:${port}`;
  const settings = { ...testSettings, BASE_URL: origin, PORT: String(port), DATA_DIR: data, CLOCK_START: clock };
  const server = spawn(process.execPath, ['api/node/serve.ts'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...settings },
  });
  const exited = once(server, 'exit');
  const ready = once(server, 'message').then(() => true);
  if (!(await Promise.race([ready, exited.then(() => false)]))) throw new Error('the site did not start');
  return {
    ...{ origin, port },
    async stop() {
      server.kill('SIGTERM');
      const [code] = await exited;
      return typeof code === 'number' ? code : null;
    },
    async kill() {
      server.kill('SIGKILL');
      await exited;
    },
  };
}
