// The whole site on a port of its own: built pages, Worker, samples, a clock that starts on a known day.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { clockStart, samplePassword } from './journey-settings.ts';

interface Serving {
  port: number;
  /** Folder of its database. */
  state: string;
  clock?: string;
  reviewers?: number;
  /** False where the database is as an earlier server left it. */
  isFresh?: boolean;
}

export interface RunningSite {
  origin: string;
  port: number;
  pid: number;
  /** @returns its exit code, null where a signal ended it */
  stop(): Promise<number | null>;
  /** As a power cut does: the server and all that it started, in the middle of whatever they do. */
  kill(): Promise<number | null>;
}

/**
 * Waits until a server says that it answers.
 *
 * @param server with a channel for messages
 * @param signal to the server, or to all that it started
 */
export async function awaitSite(
  server: ChildProcess,
  port: number,
  signal: (name: NodeJS.Signals) => void,
): Promise<RunningSite> {
  const exited = once(server, 'exit');
  const ready = once(server, 'message').then(() => true);
  if (!(await Promise.race([ready, exited.then(() => false)]))) throw new Error('the site did not start');
  const end = async (name: NodeJS.Signals) => {
    signal(name);
    const [code] = await exited;
    return typeof code === 'number' ? code : null;
  };
  return {
    origin: `http://localhost:${port}`,
    port,
    pid: server.pid ?? 0,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Serves what is in dist, and waits until the server says that it answers. */
export async function serveSite({
  port,
  state,
  clock = clockStart,
  reviewers = 0,
  isFresh = true,
}: Serving): Promise<RunningSite> {
  const server = spawn(
    'node',
    [
      ...['api/homes/local/start.ts', '--no-build', '--state', state, '--port', String(port), '--clock', clock],
      ...['--reviewers', String(reviewers)],
      ...(isFresh ? ['--fresh'] : []),
    ],
    {
      // A process group of its own, which can be killed whole.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, SAMPLE_PASSWORD: samplePassword },
    },
  );
  return awaitSite(server, port, (name) => {
    if (server.pid) process.kill(-server.pid, name);
  });
}
