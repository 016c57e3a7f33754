// Exports of the whole record: made once, in blocks that never change; nothing is made for whoever has hung up or has a copy.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { facts } from '../../api/life/life.ts';
import { blockSize } from '../../api/record/ledger.ts';
import { dispute, openAnsweredOffice } from '../api-support/answered.ts';
import { openTestOffice, origin } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

/** Adds looks at a contact, written past the application, until the ledger has more than a block of events. */
async function fillLedger(office: Office, events: number) {
  const { receiptCode } = await office.sendComment();
  await env.DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= ${events})
     INSERT INTO events (receipt_code, version, type, at, actor_role, data, salt, leaf)
     SELECT receipt_code, i, 'contact-viewed', received_at, 'desk', '{"reason":"核实"}', '', printf('%064x', i)
     FROM comments, n`,
  ).run();
  return receiptCode;
}

/** Counts the reads of events that an export makes. */
function countReads(office: Office) {
  let reads = 0;
  const { select } = office.deps.database;
  office.deps.database.select = ((...of: Parameters<typeof select>) => {
    reads++;
    return select.apply(office.deps.database, of);
  }) as typeof select;
  return () => reads;
}

/** Past the check of the description, which reads every response to its end. */
const fetchRaw = (office: Office, path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(office.app.request(`${origin}${path}`, { headers }));

const listKept = async (prefix: string) => (await env.FILES.list({ prefix })).objects.map(({ key }) => key);

const unzip = async (response: Response) =>
  new Response(response.body?.pipeThrough(new DecompressionStream('gzip'))).text();

describe('the exported ledger', () => {
  it('is the same file from kept blocks as from new ones, plain and compressed', async () => {
    const office = await openTestOffice();
    await fillLedger(office, 2 * blockSize + 300);
    for (const path of ['/data/ledger.json', '/data/ledger.csv']) {
      const made = await (await office.request(path)).text();
      const kept = await (await office.request(path)).text();
      const zipped = await fetchRaw(office, path, { 'accept-encoding': 'gzip, br' });
      expect(zipped.headers.get('content-encoding')).toBe('gzip');
      expect(kept === made).toBe(true);
      expect((await unzip(zipped)) === made).toBe(true);
    }
    expect(await listKept('exports/ledger/json/')).toHaveLength(2);
    const ledger = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    expect(ledger.events.map(({ position }) => position)).toEqual(ledger.events.map((_, index) => index + 1));
  });

  it('has a column in ledger.csv for every public field, those of the first edition and the hashes first', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish', blackouts: [{ part: 'text', from: 0, to: 2 }] });
    await office.postJson('/api/follow/moves', {
      receiptCode: office.receiptCode,
      trackingCode: office.trackingCode,
      action: { move: 'erase' },
    });
    const { events } = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    const table = (await (await office.request('/data/ledger.csv')).text()).trimEnd().split(/\r?\n/u);
    const [head, ...lines] = table.map((line) => line.split(','));
    expect(head?.slice(0, 21)).toEqual([
      ...['position', 'receiptCode', 'version', 'type', 'at', 'by'],
      ...['jurisdiction', 'kind', 'about', 'sample', 'unit', 'from', 'to', 'passed', 'calendar'],
      ...['solved', 'speed', 'manner', 'text', 'sealed', 'leaf'],
    ]);
    const missing = Object.values(facts).flatMap(({ name, open }) =>
      Object.keys(open)
        .filter((field) => !head?.includes(field))
        .map((field) => `${name}.${field}`),
    );
    expect(missing).toEqual([]);
    expect(new Set(head).size).toBe(head?.length);
    for (const [index, event] of events.entries()) {
      for (const [field, value] of Object.entries(event.facts)) {
        expect([field, lines[index]?.[head?.indexOf(field) ?? -1]]).toEqual([field, String(value)]);
      }
    }
  });

  it('has its seals in seals.csv, which lead to the head of ledger.json', async () => {
    const office = await openAnsweredOffice();
    office.clock.now += 3_600_000;
    await office.sendComment({ key: '1'.repeat(32) });
    const ledger = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    const response = await office.request('/data/seals.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = (await response.text()).trimEnd().split(/\r?\n/u);
    expect(head).toBe('number,previous,first,last,root,at,hash');
    expect(lines).toEqual(
      ledger.seals.map((seal) =>
        (head ?? '')
          .split(',')
          .map((name) => seal[name as 'at'])
          .join(),
      ),
    );
    expect(lines.at(-1)?.endsWith(ledger.head)).toBe(true);
  });

  it('is verified by anybody after it was put together from blocks', async () => {
    const { request } = await openAnsweredOffice();
    await (await request('/data/ledger.json')).text();
    expect(await verifyLedger(await (await request('/data/ledger.json')).json<LedgerExport>())).toEqual([]);
  });

  it('is not read again for somebody who has it, until something new is sealed', async () => {
    const office = await openTestOffice();
    await office.sendComment();
    const first = await office.request('/data/ledger.json');
    const etag = first.headers.get('etag') ?? '';
    await first.text();
    const headers = { 'if-none-match': etag };
    const reads = countReads(office);
    const again = await office.request('/data/ledger.json', { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(reads()).toBeLessThan(6);
    await office.sendComment({ key: '1'.repeat(32) });
    office.clock.now += 60_000;
    expect((await office.request('/data/ledger.json', { headers })).status).toBe(200);
  });

  it('is not made for somebody who hung up', async () => {
    const office = await openTestOffice();
    await fillLedger(office, 3 * blockSize);
    const reader = (await fetchRaw(office, '/data/ledger.json')).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await listKept('exports/ledger/json/')).length).toBeLessThan(2);
  });

  it('is made once for all who ask at the same moment', async () => {
    const office = await openTestOffice();
    await fillLedger(office, blockSize + 10);
    let puts = 0;
    const { put } = office.deps.files;
    office.deps.files.put = async (...of) => {
      puts++;
      await put(...of);
    };
    const texts = await Promise.all(
      Array.from({ length: 4 }, async () => (await office.request('/data/ledger.json')).text()),
    );
    expect(new Set(texts).size).toBe(1);
    expect(puts).toBe(1);
  });

  it('is served although no block can be kept', async () => {
    const office = await openTestOffice({ brokenParts: ['files'] });
    await fillLedger(office, blockSize + 10);
    const ledger = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    expect(ledger.events.length).toBeGreaterThan(blockSize);
    expect(office.log.map(({ message }) => message).join()).toContain('could not be kept');
  });
});

describe('the published answers as open data', () => {
  it('are the same file when kept, and cost nothing to somebody who has it', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const first = await office.request('/data/answers.json');
    const text = await first.text();
    expect(JSON.parse(text)).toHaveLength(1);
    expect(await (await office.request('/data/answers.json')).text()).toBe(text);
    expect(await listKept('exports/answers/')).toHaveLength(1);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await office.request('/data/answers.json', { headers })).status).toBe(304);
  });

  it('leave every kept copy at once when the answer is taken down', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const { headers } = await office.request('/data/answers.json');
    await (await office.request('/data/answers.json')).text();
    await office.desk.move(office.receiptCode, { move: 'unpublish', reason: '撤下' });
    expect(await listKept('exports/answers/')).toEqual([]);
    const etag = headers.get('etag') ?? '';
    const after = await office.request('/data/answers.json', { headers: { 'if-none-match': etag } });
    expect([after.status, await after.text()]).toEqual([200, '[]\n']);
  });

  it('show a correction in the next copy, which replaces the older one', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    await (await office.request('/data/answers.json')).text();
    await office.act(dispute);
    const correct = { move: 'correct', text: '您好，乡镇名单见附表。', reason: '补充乡镇名单' } as const;
    expect((await office.unit.move(office.receiptCode, correct)).status).toBe(200);
    const [answer] = await (await office.request('/data/answers.json')).json<{ reply: string }[]>();
    expect(answer?.reply).toContain('乡镇名单见附表');
    expect(await listKept('exports/answers/')).toHaveLength(1);
  });
});
