import { describe, expect, it } from 'vitest';
import type { ContactViewList, YearReport } from '../../api/contract/reports.ts';
import type { FigureGroup } from '../../api/domain/figures/figure-report.ts';
import type { FigureName, Figures } from '../../api/domain/figures/figures.ts';
import { allowAnyOrder, assignToCivilAffairs, openTestOffice, reply, shanghai } from '../api-support/office.ts';
import { unzip } from '../api-support/unzip.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

const readJson = async <T>(clerk: Clerk, path: string): Promise<T> => (await clerk.get(path)).json<T>();

/** Two months of comments: one answered on time and published, one late, one declined, one overdue, two not yet due. */
async function openOfficeWithYear() {
  const office = await openTestOffice();
  await allowAnyOrder();
  const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
  const receive = async (local: string, title: string) => {
    office.clock.now = shanghai(local);
    return (await office.sendComment({ title })).receiptCode;
  };
  const act = async (clerk: Clerk, local: string, code: string, move: Parameters<Clerk['move']>[1]) => {
    office.clock.now = shanghai(local);
    const answer = await clerk.move(code, move);
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  const inTime = await receive('2026-10-12T10:00', '按期答复的');
  await act(desk, '2026-10-12T11:00', inTime, assignToCivilAffairs);
  await act(unit, '2026-10-14T10:00', inTime, reply);
  await act(desk, '2026-10-14T11:00', inTime, { move: 'publish' });
  const declined = await receive('2026-10-13T10:00', '不归本县管');
  await act(desk, '2026-10-13T15:00', declined, {
    move: 'decline',
    ground: 'other-authority',
    reason: '属于市级事项，请向市民政局反映。',
  });
  const late = await receive('2026-10-16T10:00', '答复晚了的');
  await act(desk, '2026-10-16T11:00', late, assignToCivilAffairs);
  await act(unit, '2026-10-26T10:00', late, reply);
  const open = await receive('2026-11-02T10:00', '还没有答复的');
  await act(desk, '2026-11-02T11:00', open, assignToCivilAffairs);
  await receive('2026-11-18T10:00', '还没到期的');
  await receive('2026-11-18T11:00', '别的县不会数到');
  office.clock.now = shanghai('2026-11-20T09:00');
  return office;
}

describe('the yearly report', () => {
  it('the yearly report matches the public figures in total, by month and by unit', async () => {
    const office = await openOfficeWithYear();
    const auditor = await office.signIn('jiandu');
    const report = await readJson<YearReport>(auditor, '/api/reports?year=2026');
    const open = await (await office.request('/data/figures.json?place=guanxian&year=2026')).json<{
      total: Figures;
      byMonth: FigureGroup[];
      byUnit: FigureGroup[];
    }>();
    const names = report.columns.map(({ name }) => name).filter((name) => name !== 'averageWorkingDays');
    const counted = (figures: Figures) => names.map((name) => [name, figures[name as FigureName].count]);
    const sum = (rows: YearReport['months']) =>
      names.map((name) => [name, rows.reduce((total, { values }) => total + (values[name] ?? 0), 0)]);
    const valuesOf = (row: YearReport['total']) => names.map((name) => [name, row[name]]);
    expect(valuesOf(report.total)).toEqual(counted(open.total));
    expect(sum(report.months)).toEqual(counted(open.total));
    for (const { key, figures } of open.byMonth) {
      expect([key, sum(report.months.filter(({ month }) => month === key))]).toEqual([key, counted(figures)]);
    }
    const unitNames = new Map([
      ['desk', '政务公开办（未分办）'],
      ['minzhengju', '冠县民政局'],
    ]);
    for (const { key, figures } of open.byUnit) {
      const ofUnit = report.months.filter(({ unit }) => unit === unitNames.get(key));
      expect([key, sum(ofUnit)]).toEqual([key, counted(figures)]);
    }
    expect(report.annual.map(({ name, value }) => [name, value])).toEqual([
      ['收到留言数量', open.total.received.value],
      ['办结留言数量', 3],
      ['平均办理时间（天）', 4], // 2, 0 and 10 calendar days
      ['公开答复数量', open.total.published.value],
    ]);
    expect(report.total['averageWorkingDays']).toBe(2.7); // 2, 0 and 6 working days
  });

  it('the yearly report is available as CSV for Excel and WPS with the same numbers', async () => {
    const office = await openOfficeWithYear();
    const desk = await office.signIn('desk');
    const response = await desk.get('/api/reports/months.csv?year=2026');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="months-2026.csv"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes).split('\r\n')).toEqual([
      [
        ...[
          '月份',
          '单位',
          '收到',
          '按期答复',
          '超期答复',
          '超期未答复',
          '未到期',
          '按期告知不予受理',
          '超期告知不予受理',
        ],
        ...['期限内撤回', '超期后撤回', '待判定', '选登', '演示数据', '平均工作日'],
      ].join(','),
      '2026-10,政务公开办（未分办）,1,0,0,0,0,1,0,0,0,0,0,0,0',
      '2026-10,冠县民政局,2,1,1,0,0,0,0,0,0,0,1,0,4',
      '2026-11,政务公开办（未分办）,2,0,0,0,2,0,0,0,0,0,0,0,',
      '2026-11,冠县民政局,1,0,0,1,0,0,0,0,0,0,0,0,',
      '2026年,合计,6,1,1,1,2,1,0,0,0,0,1,0,2.7',
      '',
    ]);
    const annual = await (await desk.get('/api/reports/annual.csv?year=2026')).text();
    expect(annual).toContain('平均办理时间（天）,4,');
  });

  it('the yearly report is available as a workbook with a sheet for the year and one per month', async () => {
    const office = await openOfficeWithYear();
    const reviewer = await office.signIn('shenhe');
    const response = await reviewer.get('/api/reports/year.xlsx?year=2026');
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    const parts = await unzip(await response.arrayBuffer());
    const sheets = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/gu)];
    expect(sheets.map(([, name]) => name)).toEqual(['年度报表', '10月', '11月']);
    expect(parts.get('xl/sharedStrings.xml')).toContain('冠县民政局');
    const october = parts.get('xl/worksheets/sheet2.xml') ?? '';
    const rows = [...october.matchAll(/<row [^>]*>(.*?)<\/row>/gu)].map(([, row = '']) =>
      [...row.matchAll(/<c (?![^>]*t="s")[^>]*><v>([^<]*)<\/v>/gu)].map(([, value]) => Number(value)),
    );
    expect(rows).toEqual([[], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 4]]);
    expect(october).not.toContain('<f>');
  });

  it('the yearly report is empty without an error for a year without comments', async () => {
    const desk = await (await openTestOffice()).signIn('desk');
    const report = await readJson<YearReport>(desk, '/api/reports?year=2019');
    expect([report.months, report.annual.map(({ value }) => value)]).toEqual([[], [0, 0, null, 0]]);
    expect((await desk.get('/api/reports/year.xlsx?year=2019')).status).toBe(200);
    expect((await desk.get('/api/reports/annual.csv?year=soon')).status).toBe(200);
  });

  it('the yearly report is available to desk, reviewer and auditor, not to units or the admin', async () => {
    const office = await openTestOffice();
    for (const name of ['minzheng', 'admin'] as const) {
      const clerk = await office.signIn(name);
      for (const file of ['', '/annual.csv', '/months.csv', '/year.xlsx', '/contact-views', '/contact-views.csv']) {
        expect([name, file, (await clerk.get(`/api/reports${file}`)).status]).toEqual([name, file, 403]);
      }
    }
  });
});

describe('the audit of contact views', () => {
  const person = { name: '李四', contact: '13900000000' };

  /** The desk viewed a contact on Friday, the unit on Monday, and another county's desk viewed one of its own. */
  async function openOfficeWithViews() {
    const office = await openTestOffice();
    const [desk, pingyin] = [await office.signIn('desk'), await office.signIn('pingyin')];
    const first = (await office.sendComment({ title: '第一件', ...person })).receiptCode;
    const elsewhere = (await office.sendComment({ title: '外县', about: 'pingyin-2023/tasks/1', ...person }))
      .receiptCode;
    await desk.post(`/api/queue/${first}/contact-views`, { reason: '=HYPERLINK("需要核实地址")' });
    await pingyin.post(`/api/queue/${elsewhere}/contact-views`, { reason: '外县的理由' });
    await desk.move(first, assignToCivilAffairs);
    office.clock.now = shanghai('2026-11-23T09:00');
    const unit = await office.signIn('minzheng');
    await unit.post(`/api/queue/${first}/contact-views`, { reason: '电话里问清楚地点' });
    // Friday's session has expired.
    return { ...office, first, desk: await office.signIn('desk'), auditor: await office.signIn('jiandu') };
  }

  it('the audit of contact views shows the auditor who viewed which contact, when and why, in their own county only', async () => {
    const { auditor, first } = await openOfficeWithViews();
    const { views, next } = await readJson<ContactViewList>(auditor, '/api/reports/contact-views');
    expect(next).toBeNull();
    expect(views).toEqual([
      {
        at: '2026-11-23T01:00:00.000Z',
        person: '示例：县民政局（minzheng）',
        role: '责任单位',
        receiptCode: first,
        reason: '电话里问清楚地点',
      },
      {
        at: '2026-11-20T01:00:00.000Z',
        person: '示例：政务公开办（desk）',
        role: '政务公开办',
        receiptCode: first,
        reason: '=HYPERLINK("需要核实地址")',
      },
    ]);
    expect(JSON.stringify(views)).not.toMatch(/李四|13900000000/u);
  });

  it('the audit of contact views filters by person and by days in Shanghai', async () => {
    const { auditor } = await openOfficeWithViews();
    const { persons } = await readJson<ContactViewList>(auditor, '/api/reports/contact-views');
    const desk = persons.find(({ name }) => name.endsWith('（desk）'))?.id ?? '';
    const whenOf = async (query: string) =>
      (await readJson<ContactViewList>(auditor, `/api/reports/contact-views?${query}`)).views.map(({ at }) =>
        at.slice(0, 10),
      );
    expect(await whenOf(`person=${desk}`)).toEqual(['2026-11-20']);
    expect(await whenOf('from=2026-11-21')).toEqual(['2026-11-23']);
    expect(await whenOf('to=2026-11-20')).toEqual(['2026-11-20']);
    expect(await whenOf(`person=${desk}&from=2026-11-21`)).toEqual([]);
    expect((await auditor.get('/api/reports/contact-views?from=soon')).status).toBe(422);
    expect((await auditor.get('/api/reports/contact-views.csv?from=soon')).status).toBe(422);
  });

  it('the audit of contact views pages through all views, each once, even those of the same instant', async () => {
    const { auditor, desk, first } = await openOfficeWithViews();
    for (let number = 0; number < 60; number++) {
      await desk.post(`/api/queue/${first}/contact-views`, { reason: `第 ${number} 次核实地址` });
    }
    const page = await readJson<ContactViewList>(auditor, '/api/reports/contact-views');
    const rest = await readJson<ContactViewList>(auditor, `/api/reports/contact-views?after=${page.next}`);
    expect([page.views.length, rest.views.length, rest.next]).toEqual([50, 12, null]);
    expect(new Set([...page.views, ...rest.views].map(({ reason }) => reason)).size).toBe(62);
    const csv = await (await auditor.get('/api/reports/contact-views.csv')).text();
    expect(csv.trim().split('\r\n')).toHaveLength(63);
  });

  it('the audit of contact views exports CSV in which no reason runs as a formula', async () => {
    const { auditor, first } = await openOfficeWithViews();
    const csv = await (await auditor.get('/api/reports/contact-views.csv?to=2026-11-20')).text();
    expect(csv.split('\r\n')[1]).toBe(
      `2026-11-20 09:00,示例：政务公开办（desk）,政务公开办,${first},"'=HYPERLINK(""需要核实地址"")"`,
    );
  });

  it('the audit of contact views is refused to staff who may view contacts themselves', async () => {
    const { desk } = await openOfficeWithViews();
    expect((await desk.get('/api/reports/contact-views')).status).toBe(403);
  });
});
