import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { type LedgerExport, ledgerExportSchema } from '../../api/contract/ledger.ts';
import type { FigureGroup } from '../../api/domain/figures/figure-report.ts';
import type { Figures } from '../../api/domain/figures/figures.ts';
import type { HolderFigures } from '../../api/domain/figures/holders.ts';
import { findByCheckCode, verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { simulateAutumn, simulateResidents } from '../api-support/autumn.ts';
import { openTestOffice, origin, shanghai } from '../api-support/office.ts';
import { countIndependently } from '../support/independent-figures.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

interface FigureFile {
  calendar: number;
  total: Figures;
  byUnit: FigureGroup[];
  byMonth: FigureGroup[];
  byKind: FigureGroup[];
  byHolder: HolderFigures[];
}

const asset = async (path: string) => (await env.ASSETS.fetch(`${origin}${path}`)).json<never>();

async function readLedger(office: Office): Promise<LedgerExport> {
  return ledgerExportSchema.parse(await (await office.request('/data/ledger.json')).json());
}

const figuresOf = async (office: Office): Promise<FigureFile> =>
  (await office.request('/data/figures.json?place=guanxian&year=2026')).json();

describe('public figures', () => {
  it('public figures match an independent count from the exported ledger, in total and per unit', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    await simulateResidents(office);
    const file = await figuresOf(office);
    const { disputed, withdrawn, satisfied: happy, published: shown } = file.total;
    expect([disputed.value, withdrawn.value, happy.value, shown.value]).toEqual([1, 1, 1, 1]);
    const ledger = await readLedger(office);
    const [calendar, rules] = [await asset('/data/calendar.json'), await asset('/data/rules.json')];
    const groups = [
      { figures: file.total, unit: undefined },
      ...file.byUnit.map(({ key, figures }) => ({ figures, unit: key })),
    ];
    expect(groups).toHaveLength(3);
    for (const { figures, unit } of groups) {
      const scope = { place: 'guanxian', year: 2026, ...(unit === undefined ? {} : { unit }) };
      const files = { ledger, calendar, rules, inForce: file.calendar };
      expect([unit, figures]).toEqual([unit, countIndependently(files, scope, { now: office.clock.now })]);
    }
  });

  it('public figures count the outcome of each comment of one jurisdiction only', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    const { total, byMonth, byKind } = await figuresOf(office);
    const counts = Object.fromEntries(Object.entries(total).map(([name, { count }]) => [name, count]));
    expect(counts).toMatchObject({
      received: 8,
      replied: 4,
      declined: 1,
      open: 3,
      onTime: 3,
      declinedOnTime: 1,
      declinedLate: 0,
      late: 1,
      overdue: 1,
      waiting: 2,
      dueSoon: 1,
    });
    expect(counts).toMatchObject({ reclassified: 1, reclassifiedLate: 1, published: 1 });
    expect(total.onTimeRate).toEqual({ value: 3 / 5, count: 3, of: 5 });
    expect(total.strictRate).toEqual({ value: 3 / 7, count: 3, of: 7 });
    expect(byMonth.map(({ key, figures }) => [key, figures.received.count])).toEqual([
      ['2026-09', 1],
      ['2026-10', 3],
      ['2026-11', 4],
    ]);
    const byKindCounts = Object.fromEntries(byKind.map(({ key, figures }) => [key, figures.received.count]));
    expect(byKindCounts).toEqual({ question: 4, complaint: 1, help: 1, suggestion: 2 });
  });

  it('refusing, withdrawing and handing on hide no lateness', async () => {
    const office = await openTestOffice();
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    office.clock.now = shanghai('2026-11-02T10:00');
    const receive = async (title: string) => {
      const { receiptCode, trackingCode } = await office.sendComment({ title });
      return { receiptCode, trackingCode };
    };
    const [refused, withdrawn, handedOn] = [
      await receive('不归本县管'),
      await receive('自己撤回的'),
      await receive('后来转办的'),
    ];
    for (const { receiptCode } of [withdrawn, handedOn])
      await desk.move(receiptCode, { move: 'assign', unit: 'jiaotiju' });
    office.clock.now = shanghai('2026-11-10T09:00'); // the window ended with 9 November
    const refusal = { move: 'decline', ground: 'other-authority', reason: '属于市级事项，请向市里反映。' } as const;
    expect((await desk.move(refused.receiptCode, refusal)).status).toBe(200);
    await office.postJson('/api/follow/moves', { ...withdrawn, action: { move: 'withdraw' } });
    const transfer = { move: 'transfer', unit: 'minzhengju', reason: '属于民政局职责' } as const;
    expect((await desk.move(handedOn.receiptCode, transfer)).status).toBe(200);
    office.clock.now = shanghai('2026-11-11T09:00');
    await unit.move(handedOn.receiptCode, { move: 'reply', text: '您好，相关信息在县民政局网站公开。' });

    const { total, byHolder } = await figuresOf(office);
    expect(total.onTimeRate).toEqual({ value: 0, count: 0, of: 3 });
    expect([total.declinedLate.count, total.withdrawnLate.count, total.late.count]).toEqual([1, 1, 1]);
    expect(total.declinedOnTimeRate).toEqual({ value: 0, count: 0, of: 1 });
    expect(byHolder.map(({ key, arrivedLate, endedHere }) => [key, arrivedLate, endedHere])).toEqual([
      ['desk', 0, 1],
      ['jiaotiju', 0, 2],
      ['minzhengju', 1, 0],
    ]);
    const page = await (await office.request('/figures/?place=guanxian&year=2026')).text();
    expect(page).toContain('到手时已超期');
    const list = await (await office.request('/figures/list/?place=guanxian&year=2026&figure=withdrawnLate')).text();
    expect(list).toContain('超期后撤回');
  });

  it('verdicts of every group add up to what it received', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    await simulateResidents(office);
    const { total, byUnit, byMonth, byKind } = await figuresOf(office);
    const verdicts = [
      ...(['onTime', 'late', 'declinedOnTime', 'declinedLate', 'withdrawnInTime', 'withdrawnLate'] as const),
      ...(['overdue', 'waiting', 'undecided'] as const),
    ];
    for (const figures of [total, ...[...byUnit, ...byMonth, ...byKind].map((group) => group.figures)]) {
      expect(verdicts.reduce((sum, name) => sum + figures[name].count, 0)).toBe(figures.received.count);
    }
  });

  it('public figures link each figure to the comments it counts without revealing unpublished text', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    const page = await (await office.request('/figures/?place=guanxian&year=2026')).text();
    const { total } = await figuresOf(office);
    const links = [
      ...page.matchAll(/href="(\/figures\/list\/\?place=guanxian&(?:amp;)?year=2026&(?:amp;)?figure=(\w+))"/gu),
    ];
    const names = new Set(links.map(([, , name]) => name));
    expect(names.size).toBeGreaterThan(10);
    for (const [, address = '', name = ''] of links) {
      const list = await (await office.request(address.replaceAll('&amp;', '&'))).text();
      expect([name, list.match(/class="code">GX/gu)?.length]).toEqual([name, total[name as keyof Figures].count]);
      expect(list).not.toMatch(/退回以后没人管|假期里来的/u);
    }
  });

  it('public figures name the oldest unanswered comment and its age in days', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    const page = await (await office.request('/figures/?place=guanxian')).text();
    expect(page).toContain('最早一件还没有答复的留言收到于 2026年11月2日（周一），已过 18 天');
  });

  it('public figures say plainly that there were no comments', async () => {
    const office = await openTestOffice();
    const page = await (
      await office.request('/figures/?place=gaotang&year=2026&month=13&kind=x&unit=%22%3E%3Cimg+onerror%3Dx%3E')
    ).text();
    expect(page).toContain('这段时间没有收到留言');
    expect(page).not.toContain('onerror');
    expect(page).not.toMatch(/NaN|Infinity/u);
  });
});

describe('the exported ledger', () => {
  it('the exported ledger is complete and sealed and contains no personal data', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    const text = await (await office.request('/data/ledger.json')).text();
    const ledger = ledgerExportSchema.parse(JSON.parse(text));
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(ledger.events).toHaveLength(30); // five of them verdicts
    expect(text).not.toMatch(/节前最后一分钟|县民政局网站公开|不是我局职责|示例/u);
  });

  it('the exported ledger is also available as a CSV table with one line per event', async () => {
    const office = await openTestOffice();
    await simulateAutumn(office);
    const { events } = await readLedger(office);
    const table = await (await office.request('/data/ledger.csv')).text();
    const [head, ...lines] = table.replace('\ufeff', '').trim().split('\r\n');
    expect(head?.split(',').slice(0, 6)).toEqual(['position', 'receiptCode', 'version', 'type', 'at', 'by']);
    expect(lines.map((line) => line.split(',')[0])).toEqual(events.map(({ position }) => String(position)));
    expect(lines.map((line) => line.split(',')[20])).toEqual(events.map(({ leaf }) => leaf));
  });

  it('the exported ledger lets a resident verify the times of receipt and reply with check codes', async () => {
    const office = await openTestOffice();
    const { receiptCode, trackingCode, checkCode } = await office.sendComment();
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    office.clock.now = shanghai('2026-11-23T10:00');
    await unit.move(receiptCode, { move: 'reply', text: '您好，相关信息在县民政局网站公开。' });
    const view = await (await office.postJson('/api/follow', { receiptCode, trackingCode })).json<FollowView>();
    expect(view.steps[0]?.checkCode).toBe(checkCode);
    const page = await (await office.submitForm('/follow/', { receiptCode, trackingCode })).text();
    const ledger = await readLedger(office);
    const found = await Promise.all(
      view.steps.map(async (step) => {
        expect(page).toContain(step.checkCode);
        const event = await findByCheckCode(ledger, receiptCode, step.checkCode);
        return [event?.type, event?.at];
      }),
    );
    expect(found).toEqual([
      ['received', '2026-11-20T01:00:00.000Z'],
      ['assigned', '2026-11-20T01:00:00.000Z'],
      ['replied', '2026-11-23T02:00:00.000Z'],
    ]);
  });

  it('a resident who verifies at once finds the comment just sent in the ledger', async () => {
    const office = await openTestOffice();
    const count = async () => {
      const { events, seals } = await readLedger(office);
      return { events: events.length, seals: seals.length };
    };
    await office.sendComment({ title: '第一件' });
    expect(await count()).toEqual({ events: 1, seals: 1 });
    await office.sendComment({ title: '第二件' });
    expect(await count()).toEqual({ events: 2, seals: 2 });
    // Reading again seals nothing: nobody can fill the ledger with seals.
    expect(await count()).toEqual({ events: 2, seals: 2 });
  });

  it('the exported ledger is empty and valid before the first comment', async () => {
    const ledger = await readLedger(await openTestOffice());
    expect([ledger.events, ledger.seals, await verifyLedger(ledger)]).toEqual([[], [], []]);
  });
});
