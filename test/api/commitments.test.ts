import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { NewRecordInput, StaffLedger } from '../../api/contract/commitment.ts';
import type { Problem } from '../../api/contract/problem.ts';
import {
  datedTask,
  makeKey,
  openOfficeOn,
  progress,
  readCommitment,
  readTaskPage,
  recordProgress,
  result,
  undatedTask,
} from '../api-support/commitments.ts';
import { openTestOffice, shanghai } from '../api-support/office.ts';

describe('permission to record progress', () => {
  it('refuses to record progress for anyone not signed in', async () => {
    const office = await openTestOffice();
    const body = { version: 0, key: makeKey(), record: progress };
    expect((await office.request('/api/commitments')).status).toBe(401);
    expect((await office.request(`/api/commitments/${datedTask}`)).status).toBe(401);
    expect((await office.postJson(`/api/commitments/${datedTask}/records`, body)).status).toBe(401);
  });

  it('lets only the desk of the task’s jurisdiction record progress', async () => {
    const office = await openOfficeOn('2023-05-01');
    const pingyin = await office.signIn('pingyin');
    expect((await recordProgress(pingyin, datedTask, 0, progress)).status).toBe(201);
    const guanxian = await office.signIn('desk');
    const refused = await recordProgress(guanxian, datedTask, 1, progress);
    expect(refused.status).toBe(403);
    expect((await refused.json<Problem>()).detail).toBe('这一项不由您的单位负责，请联系政务公开办。');
    expect((await guanxian.get(`/api/commitments/${datedTask}`)).status).toBe(403);
  });

  it('lets a unit’s clerk record progress only on tasks that name the unit', async () => {
    const office = await openTestOffice();
    const clerk = await office.signIn('minzheng');
    const fact = { ...progress, on: '2021-05-01' };
    expect((await recordProgress(clerk, undatedTask, 0, fact)).status).toBe(201);
    expect((await recordProgress(clerk, 'guanxian-2021/1', 0, fact)).status).toBe(403);
    const { entries } = await (await clerk.get('/api/commitments')).json<StaffLedger>();
    expect(entries.length).toBeGreaterThan(0);
    for (const { units } of entries) expect(units.map(({ id }) => id)).toContain('minzhengju');
  });

  it('refuses a progress record sent from another site', async () => {
    const office = await openTestOffice();
    const clerk = await office.signIn('pingyin');
    const body = { version: 0, key: makeKey(), record: progress };
    const headers = { origin: 'https://elsewhere.test' };
    expect((await clerk.post(`/api/commitments/${datedTask}/records`, body, headers)).status).toBe(403);
  });
});

describe('recording progress', () => {
  it('stores progress and results with date, link and unit but no person’s name', async () => {
    const office = await openOfficeOn('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await recordProgress(clerk, datedTask, 0, progress);
    await recordProgress(clerk, datedTask, 1, result);
    const { standing, records, result: shown } = await readCommitment(clerk, datedTask);
    expect(standing).toBe('published');
    expect(shown).toEqual({ on: '2023-06-30', link: 'https://example.org/list', daysLate: 0, isRecordedLate: false });
    expect(records.map(({ status, on, recordedBy }) => [status, on, recordedBy])).toEqual([
      ['in-progress', '2023-05-01', '政务公开办'],
      ['finished', '2023-06-30', '政务公开办'],
    ]);
    for (const page of [
      await readTaskPage(office, datedTask),
      await (await office.request('/data/commitments.json')).text(),
    ]) {
      expect(page).toContain('https://example.org/list');
      expect(page).not.toContain('示例：平阴县政务公开办');
    }
  });

  it('stores a progress record once, however often it is sent', async () => {
    const office = await openOfficeOn('2023-06-30');
    const clerk = await office.signIn('pingyin');
    const key = makeKey();
    const answers = await Promise.all([1, 2, 3].map(() => recordProgress(clerk, datedTask, 0, result, key)));
    const later = await recordProgress(clerk, datedTask, 0, result, key);
    expect([...answers, later].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect((await readCommitment(clerk, datedTask)).records).toHaveLength(1);
  });

  it('rejects a progress record from a clerk who has not seen the latest one', async () => {
    const office = await openOfficeOn('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await recordProgress(clerk, datedTask, 0, progress);
    const stale = await recordProgress(clerk, datedTask, 0, result);
    expect(stale.status).toBe(409);
    expect(await stale.json<Problem>()).toMatchObject({
      code: 'recorded-meanwhile',
      title: '这一项刚刚有人登记过',
    });
    expect((await readCommitment(clerk, datedTask)).records).toHaveLength(1);
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
  ] as [NewRecordInput, string, string][])(
    'rejects the progress record %o and names the invalid field',
    async (fact, field, message) => {
      const office = await openOfficeOn('2023-06-30');
      const clerk = await office.signIn('pingyin');
      const refused = await recordProgress(clerk, datedTask, 0, fact);
      expect(refused.status).toBe(422);
      expect((await refused.json<Problem>()).errors).toEqual([{ field, message }]);
      expect((await readCommitment(clerk, datedTask)).records).toEqual([]);
    },
  );

  it('answers 404 to a progress record for an unknown document or row', async () => {
    const office = await openTestOffice();
    const clerk = await office.signIn('pingyin');
    expect((await recordProgress(clerk, 'pingyin-2023/999', 0, progress)).status).toBe(404);
    expect((await clerk.get('/api/commitments/nowhere-2023/1')).status).toBe(404);
  });
});

describe('correcting a progress record', () => {
  it('a correction retracts a result, keeps it readable and reopens the task', async () => {
    const office = await openOfficeOn('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await recordProgress(clerk, datedTask, 0, result);
    const retraction = { status: 'correction', corrects: 1, text: '网址填成了别的' } as const;
    expect((await recordProgress(clerk, datedTask, 1, retraction)).status).toBe(201);
    office.clock.now = shanghai('2023-07-01T00:00');
    const { standing, records, correctable } = await readCommitment(clerk, datedTask);
    expect(standing).toBe('past-due');
    expect(records.map(({ status, isCorrected }) => [status, isCorrected])).toEqual([
      ['finished', true],
      ['correction', false],
    ]);
    expect(correctable).toEqual([]);
    const page = await readTaskPage(office, datedTask);
    for (const words of [
      '已过期限，未见公开结果',
      '目录已经公开',
      '已更正，不再作数',
      '更正第 1 条',
      '网址填成了别的',
    ]) {
      expect(page).toContain(words);
    }
    expect((await recordProgress(clerk, datedTask, 2, retraction)).status).toBe(422);
  });

  it('lets a unit correct only its own records', async () => {
    const office = await openTestOffice();
    const fact = { ...progress, on: '2021-05-01' };
    await recordProgress(await office.signIn('desk'), undatedTask, 0, fact);
    const clerk = await office.signIn('minzheng');
    await recordProgress(clerk, undatedTask, 1, fact);
    expect((await readCommitment(clerk, undatedTask)).correctable).toEqual([2]);
    const refused = await recordProgress(clerk, undatedTask, 2, {
      status: 'correction',
      corrects: 1,
      text: '不是我登记的',
    });
    expect(refused.status).toBe(422);
  });
});

describe('the stored progress records', () => {
  it('progress records cannot be changed or deleted, even by the application', async () => {
    const office = await openOfficeOn('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await recordProgress(clerk, datedTask, 0, result);
    await recordProgress(clerk, datedTask, 1, progress);
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

  it('progress records cannot include a result without a link, whatever the application does', async () => {
    const office = await openOfficeOn('2023-06-30');
    await recordProgress(await office.signIn('pingyin'), datedTask, 0, result);
    const { results } = await env.DB.prepare('SELECT * FROM commitment_events').all();
    const values = { position: '99', version: '2', submission_hash: "'x'", link: 'NULL' };
    const columns = Object.keys(results[0] ?? {}).map((name) => values[name as keyof typeof values] ?? name);
    const statement = `INSERT INTO commitment_events SELECT ${columns.join()} FROM commitment_events`;
    await expect(env.DB.prepare(statement).run()).rejects.toThrow(/a_result_has_a_link/);
  });
});
