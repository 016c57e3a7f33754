import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { prefixOf } from '../../api/middleware/sender.ts';
import { letter, openOffice } from '../api-support/office.ts';
import { solve as solveAnswer } from '../support/proof.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const solve = async (office: Office) => solveAnswer(await office.request('/api/challenge'));

const heldBecause = async () => {
  const { results } = await env.DB.prepare('SELECT held_because FROM comments ORDER BY rowid').all<{
    held_because: string | null;
  }>();
  return results.map(({ held_because }) => held_because);
};

const otherKey = (digit: number) => String(digit).repeat(32);
const other = (digit: number) => ({ key: otherKey(digit), text: `另一件事，编号 ${digit}，请问怎么办理？` });

describe('a comment that fails a check', () => {
  it('goes its way where the work was done', async () => {
    const office = await openOffice({ asksProof: true });
    const proof = await solve(office);
    expect((await office.postJson('/api/comments', { ...letter, proof })).status).toBe(201);
    expect(await heldBecause()).toEqual([null]);
  });

  it.each([
    ['none', async () => undefined],
    ['no JSON', async () => '{'],
    ['no proof', async () => '{"challenge":1}'],
    ['a number', async () => 7],
    [
      'a wrong one',
      async (office: Office) => {
        const proof = JSON.parse(await solve(office));
        proof.solution.derivedKey = '00'.repeat(32);
        return JSON.stringify(proof);
      },
    ],
    [
      'one of an easier challenge',
      async (office: Office) => {
        const proof = JSON.parse(await solve(office));
        proof.challenge.parameters.cost = 1;
        return JSON.stringify(proof);
      },
    ],
    [
      'an old one',
      async (office: Office) => {
        const proof = await solve(office);
        office.clock.now += 2 * 3_600_000 + 1;
        return proof;
      },
    ],
  ])('is taken and held where the proof is %s', async (_, makeProof) => {
    const office = await openOffice({ asksProof: true });
    const proof = await makeProof(office);
    expect((await office.postJson('/api/comments', { ...letter, proof })).status).toBe(201);
    expect(await heldBecause()).toEqual(['unproved']);
  });

  it('is held where its proof served another comment, also when both come at once; a retry of the same is not', async () => {
    const office = await openOffice({ asksProof: true });
    const proof = await solve(office);
    const send = (changes: object) => office.postJson('/api/comments', { ...letter, ...changes, proof });
    const answers = await Promise.all([send({}), send({}), send(other(1)), send(other(2))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const held = await heldBecause();
    expect(held).toHaveLength(3);
    expect(held.filter((reason) => reason === null)).toHaveLength(1);
    expect(held.filter((reason) => reason === 'unproved')).toHaveLength(2);
  });

  it('is held where the field that nobody sees is filled in, with script and without', async () => {
    const office = await openOffice();
    await office.postJson('/api/comments', { ...letter, homepage: 'http://spam.test' });
    await office.postForm('/ask/', { ...letter, ...other(1), homepage: 'x' });
    await office.postJson('/api/comments', { ...letter, ...other(2), homepage: { not: 'text' } });
    expect(await heldBecause()).toEqual(['trap', 'trap', 'trap']);
  });

  it('is held where the same words came within a day, whatever their marks and white space, and not after it', async () => {
    const office = await openOffice();
    await office.send();
    await office.send({ key: otherKey(1), text: `　${letter.text.replace('？', '?!')}\n` });
    office.clock.now += 24 * 3_600_000;
    await office.send({ key: otherKey(2), text: letter.text });
    expect(await heldBecause()).toEqual([null, 'repeated', null]);
  });

  it('is held while comments come in a flood, and not in a neighbouring county', async () => {
    const office = await openOffice({ floodCount: 2 });
    for (const digit of [1, 2, 3]) await office.send(other(digit));
    await office.send({ ...other(4), about: 'taiqian-2021' });
    office.clock.now += 600_000;
    await office.send(other(5));
    expect(await heldBecause()).toEqual([null, null, 'flood', null, null]);
  });

  it.each(['limits', 'proofs'] as const)('is taken and held where the %s cannot be asked', async (part) => {
    const office = await openOffice({ broken: [part] });
    expect((await office.postJson('/api/comments', letter)).status).toBe(201);
    const page = await office.submitForm('/ask/', { ...letter, ...other(1) });
    expect(await page.text()).toContain('留言已收到');
    expect(await heldBecause()).toEqual(['unchecked', 'unchecked']);
    expect(office.log.map(({ message }) => message).join()).toMatch(/could not be/u);
    expect(JSON.stringify(office.log)).not.toContain(letter.text);
  });

  it('is answered with the same receipt as all others, and sent again it is the same comment', async () => {
    const office = await openOffice({ asksProof: true });
    const [first, again] = [await office.send(), await office.send()];
    expect(again.receiptCode).toBe(first.receiptCode);
    expect(await heldBecause()).toEqual(['unproved']);
  });
});

describe('a comment that waits for a look', () => {
  it('is marked in the queue, runs its window, and goes nowhere until the desk lets it go', async () => {
    const office = await openOffice({ asksProof: true });
    const { receiptCode, window } = await office.send();
    const desk = await office.signIn('desk');
    const found = await desk.readCase(receiptCode);
    expect(found).toMatchObject({ heldBecause: 'unproved', state: 'received', version: 2 });
    expect(found.window.dueAt).toBe(window.dueAt);
    expect(found.moves).toEqual(['release', 'classify', 'decline']);
    expect((await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' })).status).toBe(409);
    expect((await desk.move(receiptCode, { move: 'release' })).status).toBe(200);
    expect((await desk.queue()).map(({ heldBecause }) => heldBecause)).toEqual([null]);
    expect((await desk.move(receiptCode, { move: 'release' })).status).toBe(409);
    expect((await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' })).status).toBe(200);
    expect((await desk.readCase(receiptCode)).events.map(({ what }) => what)).toEqual([
      '收到留言',
      '待人工核对，期限照常计算',
      '核对无误，照常办理',
      '分办给冠县民政局',
    ]);
  });

  it('tells the public ledger that it was held, and not why', async () => {
    const office = await openOffice({ asksProof: true });
    await office.send();
    const ledger = await (await office.request('/data/ledger.json')).text();
    expect(ledger).toContain('"type":"held"');
    expect(ledger).not.toContain('unproved');
  });
});

describe('the sender, to the limits', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['local', 'local'],
  ])('is for %s the prefix %s', (address, prefix) => {
    expect(prefixOf(address)).toBe(prefix);
  });
});
