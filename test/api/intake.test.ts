import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { countRows, newComment, openTestOffice, shanghai } from '../api-support/office.ts';

describe('submitting a comment', () => {
  it('returns a receipt with the due date and its explanation', async () => {
    const office = await openTestOffice();
    const receipt = await office.sendComment();
    expect(receipt.receiptCode).toMatch(/^GX261120-[0-9A-Z]{5}$/);
    expect(receipt.trackingCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(receipt.about.url).toBe('/documents/guanxian-2021/tasks/17/');
    expect(receipt.window).toMatchObject({ dueOn: '2026-11-27', workingDays: 5, state: 'running', provisional: false });
    expect(receipt.window.rule.source).toBe('冠政办发〔2021〕9号，二（二）');
    expect(receipt.window.days.filter(({ part }) => part === 'skipped')).toHaveLength(2);
  });

  it('marks the due date as provisional when next year’s calendar is not announced', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-12-31T09:00');
    expect((await office.sendComment()).window).toMatchObject({ dueOn: '2027-01-08', provisional: true });
  });

  it('stores the comment before it returns the receipt', async () => {
    const office = await openTestOffice();
    const receipt = await office.sendComment({ title: '第一件' });
    const row = await env.DB.prepare('SELECT title FROM comments WHERE receipt_code = ?')
      .bind(receipt.receiptCode)
      .first();
    expect(row).toEqual({ title: '第一件' });
  });

  it('stores one comment and returns the same receipt when the same page is sent again', async () => {
    const office = await openTestOffice();
    const first = await office.sendComment();
    office.clock.now += 60_000;
    const again = await office.sendComment();
    expect([again.receiptCode, again.trackingCode]).toEqual([first.receiptCode, first.trackingCode]);
    expect(again.window.receivedAt).toBe(first.window.receivedAt);
    expect(await countRows('comments')).toBe(1);
    expect(await countRows('events')).toBe(1);
  });

  it('stores one comment for twenty simultaneous submissions', async () => {
    const office = await openTestOffice();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => office.sendComment()));
    expect(new Set(receipts.map(({ receiptCode }) => receiptCode)).size).toBe(1);
    expect(await countRows('comments')).toBe(1);
  });

  it('stores a second comment when the text differs, even from the same page', async () => {
    const office = await openTestOffice();
    const first = await office.sendComment();
    const second = await office.sendComment({ text: '另外想问：敬老院的收费标准在哪里公布？' });
    expect(second.receiptCode).not.toBe(first.receiptCode);
    expect(second.trackingCode).not.toBe(first.trackingCode);
  });

  it('stores name and contact encrypted and separately, and the tracking code nowhere', async () => {
    const office = await openTestOffice();
    const response = await office.postJson('/api/comments', { ...newComment, name: '张三', contact: '13800000000' });
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

  it('logs no personal data, even when the database fails', async () => {
    const office = await openTestOffice();
    await env.DB.exec('DROP TABLE contacts');
    const response = await office.postJson('/api/comments', { ...newComment, name: '张三', contact: '13800000000' });
    expect(response.status).toBe(500);
    expect(office.log.map(({ message }) => message).join()).toContain('contacts');
    expect(JSON.stringify(office.log)).not.toMatch(/张三|13800000000|养老服务/);
  });

  it('derives tracking codes that nobody can compute without the server’s secret', async () => {
    const [here, elsewhere] = [await openTestOffice(), await openTestOffice()];
    elsewhere.deps.codeSecret = 'another secret of another server, long enough';
    const first = await here.sendComment();
    await reset();
    await applyD1Migrations(env.DB, env.MIGRATIONS);
    expect((await elsewhere.sendComment()).trackingCode).not.toBe(first.trackingCode);
  });
});

describe('rejecting a comment', () => {
  it('reports an error for each field in order and stores nothing', async () => {
    const office = await openTestOffice();
    const response = await office.postJson('/api/comments', {
      about: newComment.about,
      key: newComment.key,
      contact: '你好',
    });
    const problem = await response.json<Problem>();
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problem.errors).toEqual([
      { field: 'title', message: '请填写标题，至少 2 个字' },
      { field: 'text', message: '请把问题写清楚一些，至少 10 个字' },
      { field: 'contact', message: '请填写手机号、固定电话（如 0635-1234567）或电子邮箱，也可以留空' },
      { field: 'publish', message: '请选择是否同意公开' },
    ]);
    expect(await countRows('comments')).toBe(0);
  });

  it('rejects a comment about an unknown task', async () => {
    const office = await openTestOffice();
    const response = await office.postJson('/api/comments', { ...newComment, about: 'guanxian-2021/tasks/39' });
    expect([response.status, (await response.json<Problem>()).code]).toEqual([422, 'unknown-subject']);
  });

  it.each([
    ['broken JSON', '{"about":'],
    ['an array', '[]'],
    ['an empty body', ''],
  ])('answers %s with a problem document', async (_, body) => {
    const office = await openTestOffice();
    const response = await office.request('/api/comments', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(422);
    expect((await response.json<Problem>()).code).toBe('invalid-input');
  });

  it('rejects an oversized request', async () => {
    const office = await openTestOffice();
    const response = await office.postJson('/api/comments', { ...newComment, text: '长'.repeat(40_000) });
    expect([response.status, (await response.json<Problem>()).code]).toEqual([413, 'too-large']);
  });

  it('rejects a sender who exceeds the rate limit', async () => {
    const office = await openTestOffice({ exceededLimits: ['intake'] });
    const response = await office.postJson('/api/comments', newComment);
    expect([response.status, (await response.json<Problem>()).code]).toEqual([429, 'too-many-requests']);
    expect(await countRows('comments')).toBe(0);
  });

  it('rejects a title and text of invisible characters only', async () => {
    const office = await openTestOffice();
    const invisible = { title: '\u200b\u200b\u200b', text: '\u3164'.repeat(20) };
    const response = await office.postJson('/api/comments', { ...newComment, ...invisible });
    expect((await response.json<Problem>()).errors?.map(({ field }) => field)).toEqual(['title', 'text']);
  });

  it('rejects input crafted to slow down validation by its length alone', async () => {
    const office = await openTestOffice();
    const contact = `a@${'.'.repeat(60_000)}@`;
    const problem = await (await office.postJson('/api/comments', { ...newComment, contact })).json<Problem>();
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
  ])('accepts the contact %s', async (contact) => {
    const office = await openTestOffice();
    expect((await office.postJson('/api/comments', { ...newComment, contact })).status).toBe(201);
  });

  it('removes control and direction characters from a comment and keeps all others', async () => {
    const office = await openTestOffice();
    const text = '第一行\r\n第二行\u0000 \u202e“引号”𠮷与 emoji 👪 都在\ud800';
    const { receiptCode } = await office.sendComment({ text });
    const row = await env.DB.prepare('SELECT text FROM comments WHERE receipt_code = ?').bind(receiptCode).first();
    expect(row).toEqual({ text: '第一行\n第二行 “引号”𠮷与 emoji 👪 都在\ufffd' });
  });
});
