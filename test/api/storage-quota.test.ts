// What one sender may have stored: proof of work and daily quotas stand before the disk, and words outlast attachments.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { createBucketQuotas, createMemoryQuotas } from '../../api/ports/quotas.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { countRows, newComment, openTestOffice } from '../api-support/office.ts';
import { solve } from '../support/proof.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const keyOf = (number: number) => number.toString(16).padStart(32, '0');
const here = '198.51.100.7';

/** Four kilobytes that stand for four megabytes, so that the tests need no disk to fill. */
const size = 4096;
const scale = 1024;

/** The application's quotas, reached with small files. */
async function openScaledOffice() {
  const office = await openTestOffice({ requiresProof: true });
  const quotas = createMemoryQuotas();
  office.deps.quotas = {
    charge: (day, charges) =>
      quotas.charge(
        day,
        charges.map((charge) => (charge.key.endsWith('files') ? { ...charge, bytes: charge.bytes * scale } : charge)),
      ),
  };
  return office;
}

/** A whole PDF. */
function makePdf(number: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(0x20);
  bytes.set(new TextEncoder().encode(`%PDF-1.4\n%${number}\n`));
  const end = new TextEncoder().encode(`\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n${size - 48}\n%%EOF\n`);
  bytes.set(end, size - end.length);
  return bytes;
}

async function sendFiles(
  office: Office,
  number: number,
  address: string,
  proof = '',
  path = '/api/comments/with-attachments',
) {
  const form = new FormData();
  const fields = { ...newComment, key: keyOf(number), text: `${newComment.text}${number}`, step: 'send', proof };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('files', new File([makePdf(number)], 'a.pdf'));
  return office.request(path, { method: 'POST', headers: { 'cf-connecting-ip': address }, body: form });
}

const countFiles = async () => (await env.FILES.list({ prefix: 'comments/' })).objects.length;

const send = (office: Office, number: number, address = here, more: object = {}) =>
  office.postJson(
    '/api/comments',
    { ...newComment, key: keyOf(number), text: `${newComment.text}第 ${number} 件`, ...more },
    { 'cf-connecting-ip': address },
  );

describe('attachments without proof of work', () => {
  it('stop at a day’s quota of the sender’s network, while words, others and proved ones are taken', async () => {
    const office = await openScaledOffice();
    const statuses: number[] = [];
    for (let number = 0; number < 10; number++)
      statuses.push((await sendFiles(office, number, `198.51.100.${number}`)).status);
    // Eight times four megabytes fit; the network's other addresses have no quota of their own.
    expect(statuses).toEqual([...Array<number>(8).fill(201), 422, 422]);
    const refused = await sendFiles(office, 8, here);
    expect((await refused.json<Problem>()).errors?.[0]?.message).toContain('文字不受影响');
    expect(await countFiles()).toBe(8);
    expect((await send(office, 20)).status).toBe(201);
    expect((await sendFiles(office, 21, '203.0.113.9')).status).toBe(201);
    const proof = await solve(await office.request('/api/challenge'));
    expect((await sendFiles(office, 22, here, proof)).status).toBe(201);
    office.clock.now += 24 * 3_600_000;
    expect((await sendFiles(office, 23, here)).status).toBe(201);
  });

  it('give the words back on the page without script, to be sent without the files', async () => {
    const office = await openScaledOffice();
    for (let number = 0; number < 8; number++) await sendFiles(office, number, here, '', '/ask/');
    const page = await sendFiles(office, 9, here, '', '/ask/');
    const text = await page.text();
    expect(page.status).toBe(422);
    expect(text).toContain('附件没有收下，文字不受影响');
    expect(text).toContain(`${newComment.text}9`);
  });

  it('of an honest resident are taken, and a retry is not counted twice', async () => {
    const office = await openScaledOffice();
    for (let retry = 0; retry < 12; retry++) expect((await sendFiles(office, 1, here)).status).toBe(201);
    expect([await countRows('comments'), await countFiles()]).toEqual([1, 1]);
  });

  it('are counted over an IPv6 /48 too, so that one tenant’s many networks are few senders', async () => {
    const office = await openScaledOffice();
    const statuses: number[] = [];
    for (let number = 0; number < 36; number++)
      statuses.push((await sendFiles(office, number, `2001:db8:1:${number}::1`)).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(32);
    expect((await sendFiles(office, 40, '2001:db8:2:1::1')).status).toBe(201);
  });

  it('reused with one proof count as unproved', async () => {
    const office = await openScaledOffice();
    const proof = await solve(await office.request('/api/challenge'));
    const statuses: number[] = [];
    for (let number = 0; number < 11; number++) statuses.push((await sendFiles(office, number, here, proof)).status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(9);
  });
});

describe('a disk with little room', () => {
  it('refuses attachments first and still takes words', async () => {
    const office = await openTestOffice();
    office.deps.files.hasSpaceFor = async () => false;
    const refused = await sendFiles(office, 1, here);
    expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.message]).toEqual([
      422,
      expect.stringContaining('空间不足'),
    ]);
    expect((await send(office, 1)).status).toBe(201);
    expect(await countFiles()).toBe(0);
  });
});

describe('many comments from one network', () => {
  it('without proof of work stop at a day’s quota in words, and proved ones are taken', async () => {
    const office = await openTestOffice({ requiresProof: true });
    office.deps.quotas = { charge: async (_day, charges) => !charges.some(({ key }) => key.endsWith('unprovedwords')) };
    const refused = await send(office, 1);
    expect([refused.status, (await refused.json<Problem>()).detail]).toEqual([
      429,
      expect.stringContaining('已填写的内容都还在'),
    ]);
    const page = await office.postForm('/ask/', { ...newComment, step: 'send' });
    expect([page.status, (await page.text()).includes(newComment.text)]).toEqual([429, true]);
    const proof = await solve(await office.request('/api/challenge'));
    expect((await send(office, 2, here, { proof })).status).toBe(201);
  });
});

describe('comments that were held', () => {
  const heldBecause = async () => {
    const { results } = await env.DB.prepare('SELECT held_because AS held FROM comments ORDER BY rowid').all<{
      held: string;
    }>();
    return results.map(({ held }) => held);
  };

  it('count towards no flood that gets an honest resident’s comment held', async () => {
    const office = await openTestOffice({ requiresProof: true, floodCount: 3 });
    for (let number = 0; number < 6; number++) await send(office, number);
    const proof = await solve(await office.request('/api/challenge'));
    await send(office, 9, here, { proof });
    expect((await heldBecause()).at(-1)).toBe(null);
  });

  it('make no repetition of an honest resident’s words', async () => {
    const office = await openTestOffice({ requiresProof: true });
    const text = '请问我们镇的低保名单在哪里可以看到？';
    await send(office, 1, '203.0.113.9', { text });
    const proof = await solve(await office.request('/api/challenge'));
    await send(office, 2, here, { text, proof });
    expect(await heldBecause()).toEqual(['unproved', null]);
  });
});

describe('daily quotas', () => {
  it.each([
    ['in memory', createMemoryQuotas],
    ['in an object store', () => createBucketQuotas(env.FILES)],
  ])('%s charge all keys or none, and begin anew each day', async (_, create) => {
    const quotas = create();
    const charge = (key: string, bytes: number, quota = 10) => ({ key, bytes, quota });
    expect(await quotas.charge('2026-11-20', [charge('a', 6), charge('b', 6, 100)])).toBe(true);
    expect(await quotas.charge('2026-11-20', [charge('a', 6), charge('b', 6, 100)])).toBe(false);
    expect(await quotas.charge('2026-11-20', [charge('b', 94, 100)])).toBe(true);
    expect(await quotas.charge('2026-11-21', [charge('a', 6)])).toBe(true);
  });

  it('in an object store are deleted by the upkeep after their day, and name no address', async () => {
    const office = await openTestOffice({ requiresProof: true });
    office.deps.quotas = createBucketQuotas(env.FILES);
    await send(office, 1);
    const kept = await env.FILES.list({ prefix: 'quotas/' });
    expect(kept.objects.length).toBe(2);
    expect(JSON.stringify(kept.objects.map(({ key }) => key))).not.toContain('198');
    office.clock.now += 24 * 3_600_000;
    await maintain(office.deps);
    expect((await env.FILES.list({ prefix: 'quotas/' })).objects).toEqual([]);
  });
});
