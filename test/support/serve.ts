// Serves the entire site on its own port: built pages, Worker, samples, and a clock that starts on a known day.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { clockStart, samplePassword } from './journey-settings.ts';

interface ServeOptions {
  port: number;
  /** The database folder. */
  state: string;
  clock?: string;
  reviewers?: number;
  /** False to reuse an earlier server's database. */
  isFresh?: boolean;
}

export interface RunningSite {
  origin: string;
  port: number;
  pid: number;
  /** @returns the exit code, or null if a signal ended it */
  stop(): Promise<number | null>;
  /** Kills the server and all its child processes at once, like a power cut. */
  kill(): Promise<number | null>;
}

/**
 * Waits until a server reports that it is ready.
 *
 * @param server a process with an IPC channel
 * @param signal sends a signal to the server or its process group
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

/** Serves dist and waits until the server is ready. */
export async function serveSite({
  port,
  state,
  clock = clockStart,
  reviewers = 0,
  isFresh = true,
}: ServeOptions): Promise<RunningSite> {
  const server = spawn(
    'node',
    [
      ...['api/homes/local/start.ts', '--no-build', '--state', state, '--port', String(port), '--clock', clock],
      ...['--reviewers', String(reviewers)],
      ...(isFresh ? ['--fresh'] : []),
    ],
    {
      // A separate process group, so that all its processes can be killed at once.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, SAMPLE_PASSWORD: samplePassword },
    },
  );
  return awaitSite(server, port, (name) => {
    if (server.pid) process.kill(-server.pid, name);
  });
}
