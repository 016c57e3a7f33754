import { expect, test } from '@playwright/test';
import type { Receipt } from '../../api/contract/follow.ts';
import { ledgerExportSchema } from '../../api/contract/ledger.ts';
import { serveSite } from '../support/serve.ts';
import { followOnServer, sendToServer } from '../support/server.ts';

const port = 8796;
const state = '.tmp/durability-state';

/** Eight senders, each with one comment in flight at a time until the server dies. */
async function sendUntilKilled(titles: string[], received: (title: string, receipt: Receipt) => void): Promise<void> {
  const waiting = [...titles];
  const sendAll = async () => {
    for (let title = waiting.shift(); title !== undefined; title = waiting.shift()) {
      received(title, await sendToServer(port, title));
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, sendAll));
}

test('keeps every acknowledged comment exactly once when the server is killed', async () => {
  test.setTimeout(420_000);
  const first = await serveSite({ port, state, clock: '2026-11-20T09:00:00+08:00' });
  const receipts = await Promise.all(
    Array.from({ length: 10 }, (_, index) => sendToServer(port, `断电前的第 ${index} 件`)),
  );
  // Forty more comments are in flight when the server dies, right after the tenth acknowledgement.
  const titles = Array.from({ length: 40 }, (_, index) => `断电当中的第 ${index} 件`);
  const acknowledged = new Map<string, Receipt>();
  let killed: Promise<unknown> | undefined;
  await sendUntilKilled(titles, (title, receipt) => {
    acknowledged.set(title, receipt);
    if (acknowledged.size === 10) killed = first.kill();
  });
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(10);
  expect(acknowledged.size).toBeLessThan(40);

  // Restart days later.
  const second = await serveSite({ port, state, clock: '2026-12-01T09:00:00+08:00', isFresh: false });
  try {
    await test.step('acknowledged comments are still stored, and days have passed in their reply windows', async () => {
      for (const [index, receipt] of receipts.entries()) {
        const view = await followOnServer(port, receipt);
        expect(view).toMatchObject({ title: `断电前的第 ${index} 件`, window: { state: 'overdue', late: 2 } });
      }
    });

    await test.step('comments in flight are stored once after a retry, under the acknowledged receipt', async () => {
      for (const title of titles) {
        const again = await sendToServer(port, title);
        const { receiptCode = again.receiptCode, trackingCode = again.trackingCode } = acknowledged.get(title) ?? {};
        expect([again.receiptCode, again.trackingCode]).toEqual([receiptCode, trackingCode]);
        expect(await followOnServer(port, again)).toMatchObject({ title });
      }
      const ledger = await fetch(`${second.origin}/data/ledger.json`).then((answer) => answer.json());
      const received = ledgerExportSchema
        .parse(ledger)
        .events.filter(({ type, facts }) => type === 'received' && !facts['sample']);
      expect(received).toHaveLength(receipts.length + titles.length);
    });
  } finally {
    await second.kill();
  }
});
