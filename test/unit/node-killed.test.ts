// A power cut on a self-hosted home.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import { ledgerExportSchema } from '../../api/contract/ledger.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { deleteFolder, makeDataFolder } from '../support/data-folder.ts';
import { serveNode } from '../support/node-process.ts';
import { followOnServer, sendToServer } from '../support/server.ts';

let data = '';
beforeEach(() => {
  data = makeDataFolder();
});
afterEach(() => deleteFolder(data));

describe('a killed self-hosted home', () => {
  it('keeps every acknowledged comment exactly once and an intact ledger after a kill', async () => {
    const first = await serveNode(data, { CLOCK_START: '2026-11-20T09:00:00+08:00' });
    const titles = Array.from({ length: 40 }, (_, index) => `断电当中的第 ${index} 件`);
    const acknowledged = new Map<string, Receipt>();
    let killed: Promise<unknown> | undefined;
    await Promise.allSettled(
      titles.map(async (title) => {
        acknowledged.set(title, await sendToServer(first.port, title));
        if (acknowledged.size === 10) killed = first.kill();
      }),
    );
    await killed;
    expect(acknowledged.size).toBeGreaterThanOrEqual(10);

    const second = await serveNode(data, { CLOCK_START: '2026-12-01T09:00:00+08:00' });
    try {
      for (const title of titles) {
        const again = await sendToServer(second.port, title);
        const { receiptCode, trackingCode } = acknowledged.get(title) ?? again;
        expect([again.receiptCode, again.trackingCode]).toEqual([receiptCode, trackingCode]);
        expect(await followOnServer(second.port, again)).toMatchObject({ title });
      }
      const answer = await fetch(`${second.origin}/data/ledger.json?place=guanxian`);
      const ledger = ledgerExportSchema.parse(await answer.json());
      expect(await verifyLedger(ledger)).toEqual([]);
      expect(ledger.events.filter(({ type }) => type === 'received')).toHaveLength(titles.length);
    } finally {
      await second.kill();
    }
  });
});
