// The whole site on a port of its own, for measurements: built pages, Worker, samples, a clock that stands on a known day.
import { spawn } from 'node:child_process';
import { clockStart, samplePassword } from './journey-settings.ts';

export interface RunningSite {
  origin: string;
  stop(): Promise<void>;
}

const untilReady = async (origin: string, hasEnded: () => boolean): Promise<void> => {
  while (!hasEnded()) {
    const response = await fetch(`${origin}/about/`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the site did not start');
};

/** Serves what is in dist. @param state folder of its database */
export async function serveSite(port: number, state: string): Promise<RunningSite> {
  const origin = `http://localhost:${port}`;
  const server = spawn(
    'node',
    ['api/local/start.ts', '--no-build', '--fresh', '--state', state, '--port', String(port), '--clock', clockStart],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SAMPLE_PASSWORD: samplePassword } },
  );
  let ended = false;
  const end = new Promise<void>((resolve) => {
    server.on('exit', () => {
      ended = true;
      resolve();
    });
  });
  await untilReady(origin, () => ended);
  return {
    origin,
    stop: async () => {
      server.kill('SIGTERM');
      await end;
    },
  };
}
