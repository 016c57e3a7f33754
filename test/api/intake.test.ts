import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { countRows, letter, openOffice, shanghai } from '../api-support/office.ts';

describe('sending a comment', () => {
  it('answers with a receipt that names the day by which a reply is due, and why', async () => {
    const office = await openOffice();
    const receipt = await office.send();
    expect(receipt.receiptCode).toMatch(/^GX261120-[0-9A-Z]{5}$/);
    expect(receipt.trackingCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(receipt.about.url).toBe('/documents/guanxian-2021/tasks/17/');
    expect(receipt.window).toMatchObject({ dueOn: '2026-11-27', workingDays: 5, state: 'running', provisional: false });
    expect(receipt.window.rule.source).toBe('冠政办发〔2021〕9号，二（二）');
    expect(receipt.window.days.filter(({ part }) => part === 'skipped')).toHaveLength(2);
  });

  it('marks the day as provisional where the holidays of its year are not announced', async () => {
    const office = await openOffice();
    office.clock.now = shanghai('2026-12-31T09:00');
    expect((await office.send()).window).toMatchObject({ dueOn: '2027-01-08', provisional: true });
  });

  it('is in the database before the receipt is given', async () => {
    const office = await openOffice();
    const receipt = await office.send({ title: '第一件' });
    const row = await env.DB.prepare('SELECT title FROM comments WHERE receipt_code = ?')
      .bind(receipt.receiptCode)
      .first();
    expect(row).toEqual({ title: '第一件' });
  });

  it('keeps one comment and gives the same receipt when the same page is sent again', async () => {
    const office = await openOffice();
    const first = await office.send();
    office.clock.now += 60_000;
    const again = await office.send();
    expect([again.receiptCode, again.trackingCode]).toEqual([first.receiptCode, first.trackingCode]);
    expect(again.window.receivedAt).toBe(first.window.receivedAt);
    expect(await countRows('comments')).toBe(1);
    expect(await countRows('events')).toBe(1);
  });

  it('keeps one comment when twenty sends of it arrive at once', async () => {
    const office = await openOffice();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => office.send()));
    expect(new Set(receipts.map(({ receiptCode }) => receiptCode)).size).toBe(1);
    expect(await countRows('comments')).toBe(1);
  });

  it('is another comment when the words are others, though the page is the same', async () => {
    const office = await openOffice();
    const first = await office.send();
    const second = await office.send({ text: '另外想问：敬老院的收费标准在哪里公布？' });
    expect(second.receiptCode).not.toBe(first.receiptCode);
    expect(second.trackingCode).not.toBe(first.trackingCode);
  });

  it('stores name and contact encrypted and apart from the comment, and the tracking code nowhere', async () => {
    const office = await openOffice();
    const response = await office.postJson('/api/comments', { ...letter, name: '张三', contact: '13800000000' });
    const { trackingCode, receiptCode } = await response.json<Receipt>();
    const stored = await env.DB.prepare('SELECT * FROM contacts').first();
    expect(stored).toMatchObject({ receipt_code: receiptCode, key_id: 'test', is_reachable: 1 });
    const dump = JSON.stringify([
      stored,
      await env.DB.prepare('SELECT * FROM notes').all(),
      await env.DB.prepare('SELECT * FROM comments').all(),
      await env.DB.prepare('SELECT * FROM events').all(),
    ]);
    for (const secret of ['张三', '13800000000', trackingCode, trackingCode.replaceAll('-', '')]) {
      expect(dump).not.toContain(secret);
    }
  });

  it('writes nothing personal to the log, not even when the database fails on it', async () => {
    const office = await openOffice();
    await env.DB.exec('DROP TABLE contacts');
    const response = await office.postJson('/api/comments', { ...letter, name: '张三', contact: '13800000000' });
    expect(response.status).toBe(500);
    expect(office.log.map(({ message }) => message).join()).toContain('contacts');
    expect(JSON.stringify(office.log)).not.toMatch(/张三|13800000000|养老服务/);
  });

  it('gives a tracking code that nobody can work out without the secret of the server', async () => {
    const [here, elsewhere] = [await openOffice(), await openOffice()];
    elsewhere.deps.codeSecret = 'another secret of another server, long enough';
    const first = await here.send();
    await reset();
    await applyD1Migrations(env.DB, env.MIGRATIONS);
    expect((await elsewhere.send()).trackingCode).not.toBe(first.trackingCode);
  });
});

describe('a comment that cannot be taken', () => {
  it('is refused with a sentence for each field, in order, and nothing is stored', async () => {
    const office = await openOffice();
    const response = await office.postJson('/api/comments', { about: letter.about, key: letter.key, contact: '你好' });
    const problem = await response.json<Problem>();
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.errors).toEqual([
      { field: 'kind', message: '请选择留言类型' },
      { field: 'title', message: '请填写标题，至少 2 个字' },
      { field: 'text', message: '请把问题写清楚一些，至少 10 个字' },
      { field: 'contact', message: '请填写手机号、固定电话（如 0635-1234567）或电子邮箱，也可以留空' },
      { field: 'publish', message: '请选择是否同意公开' },
    ]);
    expect(await countRows('comments')).toBe(0);
  });

  it('is refused where it is about a task that the site does not have', async () => {
    const office = await openOffice();
    const response = await office.postJson('/api/comments', { ...letter, about: 'guanxian-2021/tasks/39' });
    expect([response.status, (await response.json<Problem>()).code]).toEqual([422, 'unknown-subject']);
  });

  it.each([
    ['broken JSON', '{"about":'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('is refused with a problem document where it is %s', async (_, body) => {
    const office = await openOffice();
    const response = await office.request('/api/comments', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(422);
    expect((await response.json<Problem>()).code).toBe('invalid-input');
  });

  it('is refused where it is far too long for a comment', async () => {
    const office = await openOffice();
    const response = await office.postJson('/api/comments', { ...letter, text: '长'.repeat(40_000) });
    expect([response.status, (await response.json<Problem>()).code]).toEqual([413, 'too-large']);
  });

  it('is refused for a minute from a sender who sends too much', async () => {
    const office = await openOffice({ refuse: ['intake'] });
    const response = await office.postJson('/api/comments', letter);
    expect([response.status, (await response.json<Problem>()).code]).toEqual([429, 'too-many-requests']);
    expect(await countRows('comments')).toBe(0);
  });

  it('is refused where it only looks as if it said something', async () => {
    const office = await openOffice();
    const invisible = { title: '\u200b\u200b\u200b', text: '\u3164'.repeat(20) };
    const response = await office.postJson('/api/comments', { ...letter, ...invisible });
    expect((await response.json<Problem>()).errors?.map(({ field }) => field)).toEqual(['title', 'text']);
  });

  it('is refused by its length alone where it is made to be slow to read', async () => {
    const office = await openOffice();
    const contact = `a@${'.'.repeat(60_000)}@`;
    const problem = await (await office.postJson('/api/comments', { ...letter, contact })).json<Problem>();
    expect(problem.errors).toEqual([{ field: 'contact', message: '联系方式不超过 100 个字' }]);
  });

  it.each([
    '138 0000 0000',
    '+86 13800000000',
    '１３８００００００００',
    '0635-1234567',
    '（0635）1234567',
    '400-123-4567',
    'a.b@c.gov.cn',
  ])('is taken with the contact %s', async (contact) => {
    const office = await openOffice();
    expect((await office.postJson('/api/comments', { ...letter, contact })).status).toBe(201);
  });

  it('loses control and direction characters, and keeps every other character', async () => {
    const office = await openOffice();
    const text = '第一行\r\n第二行\u0000 \u202e“引号”𠮷与 emoji 👪 都在\ud800';
    const { receiptCode } = await office.send({ text });
    const row = await env.DB.prepare('SELECT text FROM comments WHERE receipt_code = ?').bind(receiptCode).first();
    expect(row).toEqual({ text: '第一行\n第二行 “引号”𠮷与 emoji 👪 都在\ufffd' });
  });
});
