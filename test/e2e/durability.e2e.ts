import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { followOnServer, sendToServer } from '../support/server.ts';

const port = 8796;
const state = '.tmp/durability-state';

/** Starts a server of its own, in a process group that can be killed whole, and waits until it answers. */
async function startServer(clock: string, fresh: boolean): Promise<ChildProcess> {
  const server = spawn(
    'node',
    [
      'api/local/start.ts',
      '--no-build',
      '--state',
      state,
      '--port',
      String(port),
      '--clock',
      clock,
      ...(fresh ? ['--fresh'] : []),
    ],
    { detached: true, stdio: 'ignore' },
  );
  await expect
    .poll(
      () =>
        fetch(`http://localhost:${port}/api/answers?about=x`).then(
          ({ status }) => status,
          () => 0,
        ),
      {
        timeout: 150_000,
      },
    )
    .toBe(200);
  return server;
}

async function killServer(server: ChildProcess): Promise<void> {
  const exited = once(server, 'exit');
  if (server.pid) process.kill(-server.pid, 'SIGKILL');
  await exited;
}

test('a comment whose receipt was shown is there after the server was killed', async () => {
  test.setTimeout(420_000);
  rmSync(state, { recursive: true, force: true });
  const first = await startServer('2026-11-20T09:00:00+08:00', true);
  const receipts = await Promise.all(
    Array.from({ length: 10 }, (_, index) => sendToServer(port, `断电前的第 ${index} 件`)),
  );
  await killServer(first);

  // Days later, after a restart: the comments are there, and the clock has gone on for them.
  const second = await startServer('2026-12-01T09:00:00+08:00', false);
  try {
    for (const [index, receipt] of receipts.entries()) {
      const view = await followOnServer(port, receipt);
      expect(view).toMatchObject({ title: `断电前的第 ${index} 件`, window: { state: 'overdue', late: 2 } });
    }
  } finally {
    await killServer(second);
  }
});
