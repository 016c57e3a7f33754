// The auditor, and nobody else, sees who made each move: in a case's history and as a file.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { sealEvents } from '../../api/record/seals.ts';
import { assignToCivilAffairs, openTestOffice, origin, reply, shanghai } from '../api-support/office.ts';
import { watchQueryPlans } from '../api-support/query-plans.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

const formula = '=HYPERLINK("按要求撤下")';

/**
 * A comment received and assigned in October, then answered, published and unpublished in November; one from another
 * county in between.
 */
async function openOfficeWithHistory() {
  const office = await openTestOffice();
  const act = async (who: 'desk' | 'minzheng', local: string, code: string, move: Parameters<Clerk['move']>[1]) => {
    office.clock.now = shanghai(local);
    const answer = await (await office.signIn(who)).move(code, move);
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  office.clock.now = shanghai('2026-10-30T10:00');
  const { receiptCode } = await office.sendComment();
  await act('desk', '2026-10-31T23:59', receiptCode, assignToCivilAffairs);
  await sealEvents(office.deps);
  office.clock.now = shanghai('2026-11-01T00:00');
  await office.sendComment({ title: '外县的', about: 'pingyin-2023/tasks/1' });
  await act('minzheng', '2026-11-02T10:00', receiptCode, reply);
  await act('desk', '2026-11-03T10:00', receiptCode, { move: 'publish' });
  await sealEvents(office.deps);
  await act('desk', '2026-11-04T10:00', receiptCode, { move: 'unpublish', reason: formula });
  return { ...office, receiptCode, auditor: await office.signIn('jiandu') };
}

const readLines = async (clerk: Clerk, query: string) => {
  const text = await (await clerk.get(`/api/reports/events.csv?${query}`)).text();
  return text.trim().split('\r\n').slice(1);
};

describe('the history of a case', () => {
  it('a case’s history shows the auditor which account made each move', async () => {
    const { auditor, receiptCode } = await openOfficeWithHistory();
    const { events } = await auditor.readCase(receiptCode);
    expect(events.map(({ who, what }) => [who, what])).toEqual([
      ['留言人', '收到留言'],
      ['政务公开办，示例：政务公开办（desk）', '分办给冠县民政局'],
      ['责任单位，示例：县民政局（minzheng）', '冠县民政局答复'],
      ['系统', '判定：期限内'],
      ['政务公开办，示例：政务公开办（desk）', '选登，公开展示'],
      ['政务公开办，示例：政务公开办（desk）', '撤下，不再公开展示'],
    ]);
  });

  it('a case’s history shows desk, unit and reviewer roles only', async () => {
    const { signIn, receiptCode } = await openOfficeWithHistory();
    for (const name of ['desk', 'minzheng', 'shenhe'] as const) {
      const { events } = await (await signIn(name)).readCase(receiptCode);
      expect([name, events.map(({ who }) => who)]).toEqual([
        name,
        ['留言人', '政务公开办', '责任单位', '系统', '政务公开办', '政务公开办'],
      ]);
    }
  });

  it('a case’s history shows the id of an account that left the county', async () => {
    const { auditor, receiptCode, changeAccount } = await openOfficeWithHistory();
    const gone = await env.DB.prepare("SELECT id FROM user WHERE username = 'minzheng'").first<{ id: string }>();
    await changeAccount('minzheng', 'jurisdiction', 'pingyin');
    const { events } = await auditor.readCase(receiptCode);
    expect(events[2]?.who).toBe(`责任单位，${gone?.id}`);
    expect((await readLines(auditor, 'year=2026&month=11'))[0]).toContain(`,责任单位,${gone?.id},`);
  });
});

describe('the event log as a file', () => {
  it('the event log lists time, comment, event, role, account, unit and reason for a month in Shanghai time', async () => {
    const { auditor, receiptCode: code } = await openOfficeWithHistory();
    const desk = '政务公开办,示例：政务公开办（desk）';
    const unit = '责任单位,示例：县民政局（minzheng）';
    const answer = await auditor.get('/api/reports/events.csv?year=2026&month=10');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="events-2026-10.csv"');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes).split('\r\n')).toEqual([
      '时间,受理编号,事件,岗位,账号,单位,理由和说明',
      `2026-10-30 10:00,${code},收到留言,留言人,,,`,
      `2026-10-31 23:59,${code},分办给冠县民政局,${desk},冠县民政局,`,
      '',
    ]);
    expect(await readLines(auditor, 'year=2026&month=11')).toEqual([
      `2026-11-02 10:00,${code},冠县民政局答复,${unit},冠县民政局,`,
      `2026-11-02 10:00,${code},判定：期限内,系统,,,期限5个工作日，到11月6日（周五）；用了1个工作日`,
      `2026-11-03 10:00,${code},选登，公开展示,${desk},,`,
      `2026-11-04 10:00,${code},撤下，不再公开展示,${desk},,"'=HYPERLINK(""按要求撤下"")"`,
    ]);
  });

  it('the event log covers the whole year without a month and the current year by default', async () => {
    const { auditor, clock, sendComment, signIn } = await openOfficeWithHistory();
    const year = await readLines(auditor, 'year=2026&month=');
    expect(year).toHaveLength(6);
    expect(await readLines(auditor, '')).toEqual(year);
    expect(await readLines(auditor, 'year=2025')).toEqual([]);
    clock.now = shanghai('2027-01-01T00:00');
    const { receiptCode } = await sendComment({ title: '下一年的' });
    // The session from November has expired.
    const later = await signIn('jiandu');
    expect(await readLines(later, '')).toEqual([`2027-01-01 00:00,${receiptCode},收到留言,留言人,,,`]);
    expect(await readLines(later, 'year=2026&month=12')).toEqual([]);
  });

  it('the event log covers only the auditor’s own county and is refused to other roles', async () => {
    const { auditor, signIn } = await openOfficeWithHistory();
    expect((await readLines(auditor, 'year=2026')).join()).not.toContain('PY26');
    for (const name of ['desk', 'minzheng', 'shenhe', 'admin'] as const) {
      expect([name, (await (await signIn(name)).get('/api/reports/events.csv')).status]).toEqual([name, 403]);
    }
  });

  it('the event log export reads events by index between seals and never scans the table', async () => {
    const office = await openOfficeWithHistory();
    const { app, queries, findTableScans } = watchQueryPlans(office.deps);
    const headers = { cookie: office.auditor.cookie };
    const path = `${origin}/api/reports/events.csv?year=2026&month=11`;
    expect((await app.request(path, { headers })).status).toBe(200);
    expect(queries.some((query) => query.includes('"events"."position" >'))).toBe(true);
    expect(await findTableScans()).toEqual([]);
  });
});
