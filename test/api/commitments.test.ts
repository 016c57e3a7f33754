import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { NewRecordInput, StaffLedger } from '../../api/contract/commitment.ts';
import type { Problem } from '../../api/contract/problem.ts';
import {
  dated,
  makeKey,
  openOnDay,
  pageOf,
  progress,
  read,
  record,
  result,
  undated,
} from '../api-support/commitments.ts';
import { openOffice, shanghai } from '../api-support/office.ts';

describe('who may record on a task', () => {
  it('is nobody who has not signed in', async () => {
    const office = await openOffice();
    const body = { version: 0, key: makeKey(), record: progress };
    expect((await office.request('/api/commitments')).status).toBe(401);
    expect((await office.request(`/api/commitments/${dated}`)).status).toBe(401);
    expect((await office.postJson(`/api/commitments/${dated}/records`, body)).status).toBe(401);
  });

  it('is the desk of its jurisdiction, and no other desk', async () => {
    const office = await openOnDay('2023-05-01');
    const pingyin = await office.signIn('pingyin');
    expect((await record(pingyin, dated, 0, progress)).status).toBe(201);
    const guanxian = await office.signIn('desk');
    const refused = await record(guanxian, dated, 1, progress);
    expect(refused.status).toBe(403);
    expect((await refused.json<Problem>()).detail).toBe('这一项不由您的单位负责，请联系政务公开办。');
    expect((await guanxian.get(`/api/commitments/${dated}`)).status).toBe(403);
  });

  it('is the clerk of a unit that the task names, and of no other', async () => {
    const office = await openOffice();
    const clerk = await office.signIn('minzheng');
    const fact = { ...progress, on: '2021-05-01' };
    expect((await record(clerk, undated, 0, fact)).status).toBe(201);
    expect((await record(clerk, 'guanxian-2021/1', 0, fact)).status).toBe(403);
    const { entries } = await (await clerk.get('/api/commitments')).json<StaffLedger>();
    expect(entries.length).toBeGreaterThan(0);
    for (const { units } of entries) expect(units.map(({ id }) => id)).toContain('minzhengju');
  });

  it('is not another site that a clerk has open', async () => {
    const office = await openOffice();
    const clerk = await office.signIn('pingyin');
    const body = { version: 0, key: makeKey(), record: progress };
    const headers = { origin: 'https://elsewhere.test' };
    expect((await clerk.post(`/api/commitments/${dated}/records`, body, headers)).status).toBe(403);
  });
});

describe('recording', () => {
  it('keeps progress and result with day, link and unit, and nobody’s name', async () => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await record(clerk, dated, 0, progress);
    await record(clerk, dated, 1, result);
    const { standing, records, result: shown } = await read(clerk, dated);
    expect(standing).toBe('published');
    expect(shown).toEqual({ on: '2023-06-30', link: 'https://example.org/list', daysLate: 0, isRecordedLate: false });
    expect(records.map(({ status, on, recordedBy }) => [status, on, recordedBy])).toEqual([
      ['in-progress', '2023-05-01', '政务公开办'],
      ['finished', '2023-06-30', '政务公开办'],
    ]);
    for (const page of [await pageOf(office, dated), await (await office.request('/data/commitments.json')).text()]) {
      expect(page).toContain('https://example.org/list');
      expect(page).not.toContain('示例：平阴县政务公开办');
    }
  });

  it('takes a record once, however often it is sent', async () => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    const key = makeKey();
    const answers = await Promise.all([1, 2, 3].map(() => record(clerk, dated, 0, result, key)));
    const later = await record(clerk, dated, 0, result, key);
    expect([...answers, later].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await read(clerk, dated)).records).toHaveLength(1);
  });

  it('stops a clerk who has not seen the last record', async () => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await record(clerk, dated, 0, progress);
    const overtaken = await record(clerk, dated, 0, result);
    expect(overtaken.status).toBe(409);
    expect(await overtaken.json<Problem>()).toMatchObject({
      code: 'recorded-meanwhile',
      title: '这一项刚刚有人登记过',
    });
    expect((await read(clerk, dated)).records).toHaveLength(1);
  });

  it.each([
    [{ ...result, link: 'javascript:alert(1)' }, 'record.link', '请填写公开结果的网址，以 http:// 或 https:// 开头'],
    [{ ...result, link: '' }, 'record.link', '请填写公开结果的网址，以 http:// 或 https:// 开头'],
    [{ ...result, on: '2023-07-01' }, 'record.on', '日期不能晚于今天'],
    [{ ...result, on: '2022-12-31' }, 'record.on', '日期早于文件所在的年度，请核对年份'],
    [{ ...result, text: '好' }, 'record.text', '请写明情况，至少 5 个字'],
    [
      { status: 'correction', corrects: 1, text: '没有这一条' },
      'record.corrects',
      '这一条不能由您更正，或已经更正过，请另选一条',
    ],
  ] as [NewRecordInput, string, string][])('refuses %o and says where', async (fact, field, message) => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    const refused = await record(clerk, dated, 0, fact);
    expect(refused.status).toBe(422);
    expect((await refused.json<Problem>()).errors).toEqual([{ field, message }]);
    expect((await read(clerk, dated)).records).toEqual([]);
  });

  it('knows only tasks: a point, a document or a row that is not there has no records', async () => {
    const office = await openOffice();
    const clerk = await office.signIn('pingyin');
    expect((await record(clerk, 'pingyin-2023/999', 0, progress)).status).toBe(404);
    expect((await clerk.get('/api/commitments/nowhere-2023/1')).status).toBe(404);
  });
});

describe('a correction', () => {
  it('takes a result back, keeps it readable, and the task is open again', async () => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await record(clerk, dated, 0, result);
    const takeBack = { status: 'correction', corrects: 1, text: '网址填成了别的' } as const;
    expect((await record(clerk, dated, 1, takeBack)).status).toBe(201);
    office.clock.now = shanghai('2023-07-01T00:00');
    const { standing, records, correctable } = await read(clerk, dated);
    expect(standing).toBe('past-due');
    expect(records.map(({ status, isCorrected }) => [status, isCorrected])).toEqual([
      ['finished', true],
      ['correction', false],
    ]);
    expect(correctable).toEqual([]);
    const page = await pageOf(office, dated);
    for (const words of [
      '已过期限，未见公开结果',
      '目录已经公开',
      '已更正，不再作数',
      '更正第 1 条',
      '网址填成了别的',
    ]) {
      expect(page).toContain(words);
    }
    expect((await record(clerk, dated, 2, takeBack)).status).toBe(422);
  });

  it('by a unit is only of what it recorded itself', async () => {
    const office = await openOffice();
    const fact = { ...progress, on: '2021-05-01' };
    await record(await office.signIn('desk'), undated, 0, fact);
    const clerk = await office.signIn('minzheng');
    await record(clerk, undated, 1, fact);
    expect((await read(clerk, undated)).correctable).toEqual([2]);
    const refused = await record(clerk, undated, 2, { status: 'correction', corrects: 1, text: '不是我登记的' });
    expect(refused.status).toBe(422);
  });
});

describe('the records', () => {
  it('cannot be changed or deleted, not even by the application', async () => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await record(clerk, dated, 0, result);
    await record(clerk, dated, 1, progress);
    const { results } = await env.DB.prepare('SELECT * FROM commitment_events ORDER BY position').all();
    const columns = (changes: Record<string, string> = {}) =>
      Object.keys(results[0] ?? {})
        .map((name) => changes[name] ?? name)
        .join();
    const copy = (changes: Record<string, string>) =>
      `INSERT OR REPLACE INTO commitment_events SELECT ${columns(changes)} FROM commitment_events WHERE version = 1`;
    for (const statement of [
      "UPDATE commitment_events SET on_day = '2023-01-01'",
      'UPDATE commitment_events SET at = 0',
      'DELETE FROM commitment_events',
      copy({ text: "'another'" }),
      copy({ version: '3' }),
      copy({ version: '3', position: '99' }),
      copy({ version: '3', submission_hash: "'x'" }),
      copy({ version: '9', submission_hash: "'x'", position: '99' }),
    ]) {
      await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only/);
    }
    const after = await env.DB.prepare('SELECT * FROM commitment_events ORDER BY position').all();
    expect(after.results).toEqual(results);
  });

  it('hold no result without a link, whatever the application does', async () => {
    const office = await openOnDay('2023-06-30');
    await record(await office.signIn('pingyin'), dated, 0, result);
    const { results } = await env.DB.prepare('SELECT * FROM commitment_events').all();
    const values = { position: '99', version: '2', submission_hash: "'x'", link: 'NULL' };
    const columns = Object.keys(results[0] ?? {}).map((name) => values[name as keyof typeof values] ?? name);
    const statement = `INSERT INTO commitment_events SELECT ${columns.join()} FROM commitment_events`;
    await expect(env.DB.prepare(statement).run()).rejects.toThrow(/a_result_has_a_link/);
  });
});
