import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { prefixOf } from '../../api/middleware/sender.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';
import { solve as solveAnswer } from '../support/proof.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const solve = async (office: Office) => solveAnswer(await office.request('/api/challenge'));

const heldBecause = async () => {
  const { results } = await env.DB.prepare('SELECT held_because FROM comments ORDER BY rowid').all<{
    held_because: string | null;
  }>();
  return results.map(({ held_because }) => held_because);
};

const otherKey = (digit: number) => String(digit).repeat(32);
const other = (digit: number) => ({ key: otherKey(digit), text: `另一件事，编号 ${digit}，请问怎么办理？` });

describe('screening of comments', () => {
  it('lets a comment with a valid proof of work through', async () => {
    const office = await openTestOffice({ requiresProof: true });
    const proof = await solve(office);
    expect((await office.postJson('/api/comments', { ...newComment, proof })).status).toBe(201);
    expect(await heldBecause()).toEqual([null]);
  });

  it.each([
    ['missing', async () => undefined],
    ['malformed JSON', async () => '{'],
    ['incomplete', async () => '{"challenge":1}'],
    ['a number', async () => 7],
    [
      'wrong',
      async (office: Office) => {
        const proof = JSON.parse(await solve(office));
        proof.solution.derivedKey = '00'.repeat(32);
        return JSON.stringify(proof);
      },
    ],
    [
      'for an easier challenge',
      async (office: Office) => {
        const proof = JSON.parse(await solve(office));
        proof.challenge.parameters.cost = 1;
        return JSON.stringify(proof);
      },
    ],
    [
      'expired',
      async (office: Office) => {
        const proof = await solve(office);
        office.clock.now += 2 * 3_600_000 + 1;
        return proof;
      },
    ],
  ])('accepts and holds a comment whose proof of work is %s', async (_, makeProof) => {
    const office = await openTestOffice({ requiresProof: true });
    const proof = await makeProof(office);
    expect((await office.postJson('/api/comments', { ...newComment, proof })).status).toBe(201);
    expect(await heldBecause()).toEqual(['unproved']);
  });

  it('holds comments that reuse a proof, even simultaneously, but not a retry of the same comment', async () => {
    const office = await openTestOffice({ requiresProof: true });
    const proof = await solve(office);
    const send = (changes: object) => office.postJson('/api/comments', { ...newComment, ...changes, proof });
    const answers = await Promise.all([send({}), send({}), send(other(1)), send(other(2))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const held = await heldBecause();
    expect(held).toHaveLength(3);
    expect(held.filter((reason) => reason === null)).toHaveLength(1);
    expect(held.filter((reason) => reason === 'unproved')).toHaveLength(2);
  });

  it('holds a comment that fills in the hidden field, with or without script', async () => {
    const office = await openTestOffice();
    await office.postJson('/api/comments', { ...newComment, homepage: 'http://spam.test' });
    await office.postForm('/ask/', { ...newComment, ...other(1), homepage: 'x' });
    await office.postJson('/api/comments', { ...newComment, ...other(2), homepage: { not: 'text' } });
    expect(await heldBecause()).toEqual(['trap', 'trap', 'trap']);
  });

  it('holds a comment that repeats another’s text within a day, ignoring punctuation and spaces', async () => {
    const office = await openTestOffice();
    await office.sendComment();
    await office.sendComment({ key: otherKey(1), text: `　${newComment.text.replace('？', '?!')}\n` });
    office.clock.now += 24 * 3_600_000;
    await office.sendComment({ key: otherKey(2), text: newComment.text });
    expect(await heldBecause()).toEqual([null, 'repeated', null]);
  });

  it('holds comments during a flood but not in a neighbouring county', async () => {
    const office = await openTestOffice({ floodCount: 2 });
    for (const digit of [1, 2, 3]) await office.sendComment(other(digit));
    await office.sendComment({ ...other(4), about: 'taiqian-2021' });
    office.clock.now += 600_000;
    await office.sendComment(other(5));
    expect(await heldBecause()).toEqual([null, null, 'flood', null, null]);
  });

  it.each(['limits', 'proofs'] as const)('accepts and holds a comment when the %s check fails', async (part) => {
    const office = await openTestOffice({ brokenParts: [part] });
    expect((await office.postJson('/api/comments', newComment)).status).toBe(201);
    const page = await office.submitForm('/ask/', { ...newComment, ...other(1) });
    expect(await page.text()).toContain('留言已收到');
    expect(await heldBecause()).toEqual(['unchecked', 'unchecked']);
    expect(office.log.map(({ message }) => message).join()).toMatch(/did not respond|checks failed/u);
    expect(JSON.stringify(office.log)).not.toContain(newComment.text);
  });

  it('gives a held comment an ordinary receipt, and the same one when it is sent again', async () => {
    const office = await openTestOffice({ requiresProof: true });
    const [first, again] = [await office.sendComment(), await office.sendComment()];
    expect(again.receiptCode).toBe(first.receiptCode);
    expect(await heldBecause()).toEqual(['unproved']);
  });
});

describe('a held comment', () => {
  it('a held comment is marked in the queue, keeps its window and can be assigned only after release', async () => {
    const office = await openTestOffice({ requiresProof: true });
    const { receiptCode, window } = await office.sendComment();
    const desk = await office.signIn('desk');
    const found = await desk.readCase(receiptCode);
    expect(found).toMatchObject({ heldBecause: 'unproved', state: 'received', version: 2 });
    expect(found.window.dueAt).toBe(window.dueAt);
    expect(found.moves).toEqual(['release', 'classify', 'categorize', 'decline']);
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

  it('a held comment appears as held in the public ledger without the reason', async () => {
    const office = await openTestOffice({ requiresProof: true });
    await office.sendComment();
    const ledger = await (await office.request('/data/ledger.json')).text();
    expect(ledger).toContain('"type":"held"');
    expect(ledger).not.toContain('unproved');
  });
});

describe('the sender’s address prefix for rate limits', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['local', 'local'],
  ])('the rate limits’ prefix of %s is %s', (address, prefix) => {
    expect(prefixOf(address)).toBe(prefix);
  });
});
