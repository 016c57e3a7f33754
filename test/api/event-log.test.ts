// Which account did what: in the trail of a case and as a file, for the auditor and nobody else.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { sealEvents } from '../../api/record/maintenance.ts';
import { assign, openOffice, origin, reply, shanghai } from '../api-support/office.ts';
import { makePlanCheck } from '../api-support/query-plans.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

const formula = '=HYPERLINK("按要求撤下")';

/** Received and assigned in October, answered, published and taken down in November; one of another county between. */
async function openMoved() {
  const office = await openOffice();
  const act = async (who: 'desk' | 'minzheng', local: string, code: string, move: Parameters<Clerk['move']>[1]) => {
    office.clock.now = shanghai(local);
    const answer = await (await office.signIn(who)).move(code, move);
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  office.clock.now = shanghai('2026-10-30T10:00');
  const { receiptCode } = await office.send();
  await act('desk', '2026-10-31T23:59', receiptCode, assign);
  await sealEvents(office.deps);
  office.clock.now = shanghai('2026-11-01T00:00');
  await office.send({ title: '外县的', about: 'pingyin-2023/tasks/1' });
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

describe('the trail of a case', () => {
  it('says the auditor which account assigned, replied, published and took down', async () => {
    const { auditor, receiptCode } = await openMoved();
    const { events } = await auditor.readCase(receiptCode);
    expect(events.map(({ who, what }) => [who, what])).toEqual([
      ['留言人', '收到留言'],
      ['政务公开办，示例：政务公开办（desk）', '分办给冠县民政局'],
      ['责任单位，示例：县民政局（minzheng）', '冠县民政局答复'],
      ['政务公开办，示例：政务公开办（desk）', '选登，公开展示'],
      ['政务公开办，示例：政务公开办（desk）', '撤下，不再公开展示'],
    ]);
  });

  it('says desk, unit and reviewer the role and no account', async () => {
    const { signIn, receiptCode } = await openMoved();
    for (const name of ['desk', 'minzheng', 'shenhe'] as const) {
      const { events } = await (await signIn(name)).readCase(receiptCode);
      expect([name, events.map(({ who }) => who)]).toEqual([
        name,
        ['留言人', '政务公开办', '责任单位', '政务公开办', '政务公开办'],
      ]);
    }
  });

  it('says the id of an account that the county has no more', async () => {
    const { auditor, receiptCode, changeAccount } = await openMoved();
    const gone = await env.DB.prepare("SELECT id FROM user WHERE username = 'minzheng'").first<{ id: string }>();
    await changeAccount('minzheng', 'jurisdiction', 'pingyin');
    const { events } = await auditor.readCase(receiptCode);
    expect(events[2]?.who).toBe(`责任单位，${gone?.id}`);
    expect((await readLines(auditor, 'year=2026&month=11'))[0]).toContain(`,责任单位,${gone?.id},`);
  });
});

describe('the file of what was done', () => {
  it('has time, comment, event, role, account, unit and reason of every event of a month in Shanghai', async () => {
    const { auditor, receiptCode: code } = await openMoved();
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
      `2026-11-03 10:00,${code},选登，公开展示,${desk},,`,
      `2026-11-04 10:00,${code},撤下，不再公开展示,${desk},,"'=HYPERLINK(""按要求撤下"")"`,
    ]);
  });

  it('has the whole year where no month is asked for, this year where none is, and another one for itself', async () => {
    const { auditor, clock, send, signIn } = await openMoved();
    const year = await readLines(auditor, 'year=2026&month=');
    expect(year).toHaveLength(5);
    expect(await readLines(auditor, '')).toEqual(year);
    expect(await readLines(auditor, 'year=2025')).toEqual([]);
    clock.now = shanghai('2027-01-01T00:00');
    const { receiptCode } = await send({ title: '下一年的' });
    // The session of November has ended.
    const later = await signIn('jiandu');
    expect(await readLines(later, '')).toEqual([`2027-01-01 00:00,${receiptCode},收到留言,留言人,,,`]);
    expect(await readLines(later, 'year=2026&month=12')).toEqual([]);
  });

  it('is of the auditor’s own county alone, and refused to who acts', async () => {
    const { auditor, signIn } = await openMoved();
    expect((await readLines(auditor, 'year=2026')).join()).not.toContain('PY26');
    for (const name of ['desk', 'minzheng', 'shenhe', 'admin'] as const) {
      expect([name, (await (await signIn(name)).get('/api/reports/events.csv')).status]).toEqual([name, 403]);
    }
  });

  it('is read by the places between two seals, never by a walk through the record', async () => {
    const office = await openMoved();
    const { app, asked, findWalks } = makePlanCheck(office.deps);
    const headers = { cookie: office.auditor.cookie };
    const path = `${origin}/api/reports/events.csv?year=2026&month=11`;
    expect((await app.request(path, { headers })).status).toBe(200);
    expect(asked.some((query) => query.includes('"events"."position" >'))).toBe(true);
    expect(await findWalks()).toEqual([]);
  });
});
