import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCommitmentSchema } from '../../api/contract/commitment.ts';
import { listSampleAccounts, loadSampleComments } from '../../seeds/demo/load.ts';
import { loadSampleCommitments } from '../../seeds/demo/load-commitments.ts';
import {
  datedTask,
  openOfficeOn,
  readTaskPage,
  recordProgress,
  result,
  undatedTask,
} from '../api-support/commitments.ts';
import { openTestOffice, shanghai } from '../api-support/office.ts';

describe('public pages about commitments', () => {
  it('a task’s page shows the status of the current day from midnight in Shanghai on', async () => {
    const office = await openTestOffice();
    for (const [local, words] of [
      ['2023-06-29T23:59', '未到期'],
      ['2023-06-30T00:00', '今天到期'],
      ['2023-06-30T23:59', '今天到期'],
      ['2023-07-01T00:00', '已过期限，未见公开结果'],
    ] as const) {
      office.clock.now = shanghai(local);
      expect([local, await readTaskPage(office, datedTask)]).toEqual([
        local,
        expect.stringContaining(`</span> ${words}</span>`),
      ]);
    }
    expect(await readTaskPage(office, undatedTask)).toContain('未定期限');
  });

  it('the work ledger filters by the unit and status in its address', async () => {
    const office = await openOfficeOn('2023-07-01');
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

  it('commitment pages default to the newest year with due dates when the address names none or an unknown one', async () => {
    const office = await openOfficeOn('2023-07-01');
    for (const query of ['', '?document=nowhere&unit=x&standing=late&order=up&page=-1', '?page=1e9&page=2']) {
      const response = await office.request(`/commitments/${query}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<h2 id="ledger-title">平阴县 2023 年</h2>');
    }
  });

  it('commitment pages show a yearly review whose figures add up to the year’s tasks', async () => {
    const office = await openOfficeOn('2024-02-01');
    const clerk = await office.signIn('pingyin');
    await recordProgress(clerk, datedTask, 0, result);
    await recordProgress(clerk, 'pingyin-2023/1', 0, { ...result, on: '2024-01-15' });
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

  it('open data contains every task with the facts that its status derives from', async () => {
    const office = await openOfficeOn('2023-06-30');
    await recordProgress(await office.signIn('pingyin'), datedTask, 0, result);
    const response = await office.request('/data/commitments.json');
    const open = z.array(openCommitmentSchema).parse(await response.json());
    expect(open).toHaveLength(38 + 35 + 49 + 42);
    expect(open.filter(({ standing }) => standing === 'published').map(({ task }) => task)).toEqual([
      'pingyin-2023/tasks/13',
    ]);
    expect(open.find(({ task }) => task === 'pingyin-2023/tasks/13')).toMatchObject({
      units: ['平阴县司法局'],
      dueText: '2023年6月底前',
      dueOn: '2023-06-30',
      asOf: '2023-06-30',
      records: [{ status: 'finished', recordedBy: '政务公开办' }],
    });
  });

  it('commitment pages escape what a clerk typed', async () => {
    const office = await openOfficeOn('2023-06-30');
    const clerk = await office.signIn('pingyin');
    await recordProgress(clerk, datedTask, 0, {
      ...result,
      text: '<script>alert(1)</script>',
      link: 'https://example.org/?"><b>',
    });
    const page = await readTaskPage(office, datedTask);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('"><b>');
  });

  it('loads no sample data of a county that the office removed', async () => {
    const { deps } = await openTestOffice();
    const whole = await deps.site.index();
    const of = (id: string) => id.startsWith('guanxian');
    const own = {
      jurisdictions: whole.jurisdictions.filter(({ id }) => of(id)),
      subjects: whole.subjects.filter(({ id }) => of(id)),
    };
    const site = { ...deps.site, index: async () => ({ ...whole, ...own }) };
    expect(await loadSampleCommitments({ ...deps, site })).toBeGreaterThan(0);
    const { results } = await env.DB.prepare('SELECT DISTINCT jurisdiction FROM commitment_events').all();
    expect(results).toEqual([{ jurisdiction: 'guanxian' }]);
    expect((await listSampleAccounts({ site })).map(({ username }) => username)).not.toContain('pingyin');
    expect(await loadSampleComments({ ...deps, site })).toBeGreaterThan(0);
  });

  it('commitment pages label sample data on every page that shows it', async () => {
    const office = await openTestOffice();
    const loaded = await loadSampleCommitments(office.deps);
    expect(loaded).toBeGreaterThan(0);
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
    const labels = open.flatMap(({ records }) => records.map(({ isSample }) => isSample));
    expect(labels).toEqual(Array(loaded).fill(true));
  });

  it('commitment pages show the document’s content while the database is down', async () => {
    const office = await openTestOffice();
    await env.DB.exec('DROP TABLE commitment_events;');
    expect(await readTaskPage(office, datedTask)).toContain('2023年6月底前');
    for (const path of ['/commitments/', '/commitments/look-back/']) {
      expect(await (await office.request(path)).text()).toContain('各项办完没有，要读到登记的记录才能显示');
    }
    expect(await (await office.request('/commitments/look-back/pingyin-2023/')).text()).toContain(
      '完成时限：2023年6月底前',
    );
    expect(office.log.map(({ level }) => level)).toContain('error');
  });
});

/** Writes a result for every second of 10,000 tasks. */
const everyOtherResult = `
  WITH RECURSIVE rows(n) AS (SELECT 2 UNION ALL SELECT n + 2 FROM rows WHERE n < 10000)
  INSERT INTO commitment_events (jurisdiction, document, task, version, submission_hash, status, on_day, text, link, at,
    actor_role, actor, is_sample)
  SELECT 'pingyin', 'pingyin-2023', 'pingyin-2023/tasks/' || n, 1, 'result ' || n, 'finished', '2023-06-30',
    'published', 'https://example.org/' || n, 0, 'desk', 'nobody', 0 FROM rows`;

describe('a document with 10,000 tasks', () => {
  it('a document with 10,000 tasks paginates its work ledger into 200 pages of 50 rows and shortens its yearly review', async () => {
    const office = await openOfficeOn('2023-07-01');
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
