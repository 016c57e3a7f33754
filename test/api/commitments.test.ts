import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  type NewRecordInput,
  openCommitmentSchema,
  type StaffCommitment,
  type StaffLedger,
} from '../../api/contract/commitment.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { loadSampleCommitments } from '../../seeds/demo/load-commitments.ts';
import { openOffice, shanghai } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

/** 冠县 17 is of 县民政局 and others, without a date; 平阴 13 is of 县司法局, due at the end of June 2023. */
const undated = 'guanxian-2021/17';
const dated = 'pingyin-2023/13';
const progress = { status: 'in-progress', on: '2023-05-01', text: '正在编制目录', link: '' } as const;
const result = {
  status: 'finished',
  on: '2023-06-30',
  text: '目录已经公开',
  link: 'https://example.org/list',
} as const;

let keys = 0;
const makeKey = () => String(++keys).padStart(32, '0');
const record = (clerk: Clerk, task: string, version: number, fact: NewRecordInput, key = makeKey()) =>
  clerk.post(`/api/commitments/${task}/records`, { version, key, record: fact });
const read = async (clerk: Clerk, task: string) =>
  (await clerk.get(`/api/commitments/${task}`)).json<StaffCommitment>();
const pageOf = async (office: Office, task: string) =>
  (await office.request(`/documents/${task.replace('/', '/tasks/')}/`)).text();

async function openOnDay(day: string) {
  const office = await openOffice();
  office.clock.now = shanghai(`${day}T09:00`);
  return office;
}

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

describe('what everybody sees', () => {
  it('is the standing of the day on the page of the task, from the first minute in Shanghai', async () => {
    const office = await openOffice();
    for (const [local, words] of [
      ['2023-06-29T23:59', '未到期'],
      ['2023-06-30T00:00', '今天到期'],
      ['2023-06-30T23:59', '今天到期'],
      ['2023-07-01T00:00', '已过期限，未见公开结果'],
    ] as const) {
      office.clock.now = shanghai(local);
      expect([local, await pageOf(office, dated)]).toEqual([local, expect.stringContaining(`</span> ${words}</span>`)]);
    }
    expect(await pageOf(office, undated)).toContain('未定期限');
  });

  it('is a ledger that can be narrowed by unit and standing, in the address alone', async () => {
    const office = await openOnDay('2023-07-01');
    const ledger = async (query: string) => (await office.request(`/commitments/?${query}`)).text();
    const rows = (page: string) => [...page.matchAll(/<th scope="row"><a href="([^"]+)"/gu)].map(([, url]) => url);
    expect(rows(await ledger('document=pingyin-2023'))).toHaveLength(49);
    const pastDue = await ledger('document=pingyin-2023&standing=past-due');
    expect(rows(pastDue)).toEqual(['/documents/pingyin-2023/tasks/13/']);
    expect(pastDue).toContain('<option value="past-due" selected>');
    const unit = await ledger('document=pingyin-2023&unit=sifaju');
    expect(rows(unit)[0]).toBe('/documents/pingyin-2023/tasks/13/');
    expect(rows(unit).length).toBeLessThan(10);
    expect(await ledger('document=pingyin-2023&order=unit')).toContain('<th scope="rowgroup"');
  });

  it('is the newest year with dates where the address names none, or nothing that is there', async () => {
    const office = await openOnDay('2023-07-01');
    for (const query of ['', '?document=nowhere&unit=x&standing=late&order=up&page=-1', '?page=1e9&page=2']) {
      const response = await office.request(`/commitments/${query}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<h2 id="ledger-title">平阴县 2023 年</h2>');
    }
  });

  it('is a look-back whose figures add up to the tasks of the year', async () => {
    const office = await openOnDay('2024-02-01');
    const clerk = await office.signIn('pingyin');
    await record(clerk, dated, 0, result);
    await record(clerk, 'pingyin-2023/1', 0, { ...result, on: '2024-01-15' });
    const page = await (await office.request('/commitments/look-back/pingyin-2023/')).text();
    expect(page).toContain('按期公开率 2.1%</strong>（1 ÷ 48）');
    expect(page).toContain('按期的 1 项里，1 项是期限过后才登记的');
    for (const heading of [
      '按期公开结果（1 项）',
      '晚于期限公开结果（1 项）',
      '已过期限，未见公开结果（46 项）',
      '长期坚持，未见公开结果（1 项）',
    ]) {
      expect(page).toContain(heading);
    }
    expect(await (await office.request('/commitments/look-back/')).text()).toContain(
      '<td data-label="已过期限未见公开">46 项</td>',
    );
    expect((await office.request('/commitments/look-back/nowhere-2023/')).status).toBe(404);
  });

  it('is open data of every task that fits its schema, from which the standing follows', async () => {
    const office = await openOnDay('2023-06-30');
    await record(await office.signIn('pingyin'), dated, 0, result);
    const response = await office.request('/data/commitments.json');
    const open = z.array(openCommitmentSchema).parse(await response.json());
    expect(open).toHaveLength(38 + 35 + 49 + 42);
    expect(open.filter(({ standing }) => standing === 'published').map(({ task }) => task)).toEqual([
      'pingyin-2023/tasks/13',
    ]);
    expect(open.find(({ task }) => task === 'pingyin-2023/tasks/13')).toMatchObject({
      ...{ units: ['平阴县司法局'], dueText: '2023年6月底前', dueOn: '2023-06-30', asOf: '2023-06-30' },
      records: [{ status: 'finished', recordedBy: '政务公开办' }],
    });
  });

  it('escapes what a clerk typed', async () => {
    const office = await openOnDay('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await record(clerk, dated, 0, { ...result, text: '<script>alert(1)</script>', link: 'https://example.org/?"><b>' });
    const page = await pageOf(office, dated);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('"><b>');
  });

  it('keeps the label of a sample on every page that shows it', async () => {
    const office = await openOffice();
    expect(await loadSampleCommitments(office.deps)).toBeGreaterThan(0);
    expect(await loadSampleCommitments(office.deps)).toBe(0);
    for (const path of [
      '/documents/pingyin-2023/tasks/1/',
      '/documents/pingyin-2023/tasks/2/',
      '/commitments/',
      '/commitments/look-back/',
      '/commitments/look-back/pingyin-2023/',
    ]) {
      expect([path, await (await office.request(path)).text()]).toEqual([
        path,
        expect.stringContaining('演示数据</span>'),
      ]);
    }
    const open = z.array(openCommitmentSchema).parse(await (await office.request('/data/commitments.json')).json());
    for (const { records } of open) expect(records.every(({ isSample }) => isSample)).toBe(true);
  });

  it('is what the document says while the database is down', async () => {
    const office = await openOffice();
    await env.DB.exec('DROP TABLE commitment_events;');
    expect(await pageOf(office, dated)).toContain('2023年6月底前');
    for (const path of ['/commitments/', '/commitments/look-back/']) {
      expect(await (await office.request(path)).text()).toContain('各项办完没有，要读到登记的记录才能显示');
    }
    expect(await (await office.request('/commitments/look-back/pingyin-2023/')).text()).toContain(
      '完成时限：2023年6月底前',
    );
    expect(office.log.map(({ level }) => level)).toContain('error');
  });
});

/** A result for each of 5,000 tasks, as nobody could record them one by one in a test. */
const everyOtherResult = `
  WITH RECURSIVE rows(n) AS (SELECT 2 UNION ALL SELECT n + 2 FROM rows WHERE n < 10000)
  INSERT INTO commitment_events (jurisdiction, document, task, version, submission_hash, status, on_day, text, link, at,
    actor_role, actor, is_sample)
  SELECT 'pingyin', 'pingyin-2023', 'pingyin-2023/tasks/' || n, 1, 'result ' || n, 'finished', '2023-06-30',
    'published', 'https://example.org/' || n, 0, 'desk', 'nobody', 0 FROM rows`;

describe('a document of 10,000 tasks', () => {
  it('is a ledger of 200 pages of 50 rows, and a look-back that lists no more than it can', async () => {
    const office = await openOnDay('2023-07-01');
    const index = await office.deps.site.index();
    const [model] = index.subjects.filter(({ id }) => id === 'pingyin-2023/tasks/13');
    if (!model) throw new Error('no model task');
    const others = index.subjects.filter(({ id }) => !id.startsWith('pingyin-2023/tasks/'));
    const many = Array.from({ length: 10_000 }, (_, row) => ({
      ...model,
      id: `pingyin-2023/tasks/${row + 1}`,
      title: `第 ${row + 1} 项任务`,
      url: `/documents/pingyin-2023/tasks/${row + 1}/`,
    }));
    office.deps.site.index = async () => ({ ...index, subjects: [...others, ...many] });
    await env.DB.prepare(everyOtherResult).run();
    const ledger = await (await office.request('/commitments/?page=200')).text();
    expect(ledger).toContain('第 200 页，共 200 页');
    expect(ledger.match(/<th scope="row">/gu)).toHaveLength(50);
    expect(ledger).toContain('第 10000 项任务');
    expect(ledger).toContain('href="https://example.org/10000"');
    expect(ledger.length).toBeLessThan(100_000);
    const lookBack = await (await office.request('/commitments/look-back/pingyin-2023/')).text();
    expect(lookBack).toContain('已过期限，未见公开结果（5000 项）');
    expect(lookBack).toContain('其余 4900 项见工作台账');
    expect(lookBack.length).toBeLessThan(150_000);
  });
});
