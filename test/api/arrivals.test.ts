// Comments counted by hour and sender: what a day leaves behind, and what it does not.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Figures } from '../../api/domain/figures/figures.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { newComment, openTestOffice, shanghai } from '../api-support/office.ts';

interface Row {
  day: string;
  hour: number | null;
  received: number;
  senders: number | null;
  largestSender: number | null;
  busiestMinute: number;
}

const readRows = async <Of>(query: string) => (await env.DB.prepare(query).all<Of>()).results;
const readMarks = async () =>
  (await readRows<{ mark: string | null }>('SELECT sender_mark AS mark FROM comments ORDER BY rowid')).map(
    ({ mark }) => mark,
  );

async function openCounter() {
  const office = await openTestOffice();
  let sent = 0;
  /** Sends a comment from an address; without one, the sender is unknown. */
  async function send(address?: string) {
    const key = (sent++).toString(16).padStart(32, '0');
    const comment = { ...newComment, key, title: `第 ${sent} 件`, text: `${newComment.text}${key}` };
    const headers = address === undefined ? {} : { 'cf-connecting-ip': address };
    const response = await office.postJson('/api/comments', comment, headers);
    if (response.status !== 201) throw new Error(await response.text());
    return (await response.json<{ receiptCode: string }>()).receiptCode;
  }
  async function sendMany(count: number, addressOf: (index: number) => string, pause = 60_000) {
    for (let index = 0; index < count; index++) {
      await send(addressOf(index));
      office.clock.now += pause;
    }
  }
  const readArrivals = async (query = '?place=guanxian&year=2026') =>
    (await (await office.request(`/data/arrivals.json${query}`)).json<{ arrivals: Row[] }>()).arrivals;
  const readFigures = async () =>
    (await (await office.request('/data/figures.json?place=guanxian&year=2026')).json<{ total: Figures }>()).total;
  return { ...office, send, sendMany, readArrivals, readFigures };
}

describe('the mark of a sender', () => {
  it('is the same within a day for one IPv4 /24 or IPv6 /48, and of no use on another day', async () => {
    const office = await openCounter();
    for (const address of ['203.0.113.7', '203.0.113.200', '203.0.114.7', '2001:db8:1:2::1', '2001:db8:1:ff::1']) {
      await office.send(address);
    }
    office.clock.now += 86_400_000;
    await office.send('203.0.113.7');
    const [one, neighbour, other, six, neighbourOfSix, nextDay] = await readMarks();
    expect(one).toMatch(/^[0-9a-f]{16}$/u);
    expect([neighbour, neighbourOfSix]).toEqual([one, six]);
    expect(new Set([one, other, six, nextDay]).size).toBe(4);
    expect(await readRows('SELECT day FROM arrival_keys ORDER BY day')).toHaveLength(2);
  });

  it('is missing if nobody knows the sender, so that no office looks as if one sender had sent everything', async () => {
    const office = await openCounter();
    for (let index = 0; index < 12; index++) await office.send();
    expect(new Set(await readMarks())).toEqual(new Set([null]));
    office.clock.now = shanghai('2026-11-21T09:00');
    await maintain(office.deps);
    expect((await office.readArrivals()).map(({ received, senders }) => [received, senders])).toEqual([
      [12, null],
      [12, null],
    ]);
  });

  it('is erased with the key of its day once the day is over, and not before', async () => {
    const office = await openCounter();
    await office.send('203.0.113.7');
    office.clock.now = shanghai('2026-11-21T00:05'); // a request of yesterday may still be running
    await office.send('203.0.113.7');
    await maintain(office.deps);
    expect(await readMarks()).toEqual([expect.any(String), expect.any(String)]);
    office.clock.now = shanghai('2026-11-21T01:07');
    await maintain(office.deps);
    expect(await readMarks()).toEqual([null, expect.any(String)]);
    expect(await readRows('SELECT day FROM arrival_keys')).toEqual([{ day: '2026-11-21' }]);
  });
});

describe('the counts of a day', () => {
  it('are published by hour and for the day, without senders where few comments came', async () => {
    const office = await openCounter();
    await office.sendMany(12, (index) => `203.0.${113 + (index % 3)}.7`, 240_000); // 9:00 to 9:44
    office.clock.now = shanghai('2026-11-20T11:30');
    await office.send('203.0.113.7');
    expect(await office.readArrivals()).toEqual([]); // the day is not over
    office.clock.now = shanghai('2026-11-21T09:00');
    await maintain(office.deps);
    await maintain(office.deps);
    const day = { jurisdiction: 'guanxian', day: '2026-11-20', busiestMinute: 1 };
    expect(await office.readArrivals()).toEqual([
      { ...day, hour: 9, received: 12, senders: 3, largestSender: 4 },
      { ...day, hour: 11, received: 1, senders: null, largestSender: null },
      { ...day, hour: null, received: 13, senders: 3, largestSender: 5 },
    ]);
    expect(await office.readArrivals('?place=pingyin')).toEqual([]);
    const table = (await (await office.request('/data/arrivals.csv?place=guanxian')).text()).trimEnd().split('\r\n');
    expect(table).toEqual([
      'day,hour,jurisdiction,received,senders,largestSender,busiestMinute',
      '2026-11-20,9,guanxian,12,3,4,1',
      '2026-11-20,11,guanxian,1,,,1',
      '2026-11-20,,guanxian,13,3,5,1',
    ]);
  });

  it('can be neither changed nor deleted nor replaced', async () => {
    const office = await openCounter();
    await office.send('203.0.113.7');
    office.clock.now = shanghai('2026-11-21T09:00');
    await maintain(office.deps);
    await expect(env.DB.prepare('UPDATE arrivals SET received = 2').run()).rejects.toThrow('append-only');
    await expect(env.DB.prepare('DELETE FROM arrivals').run()).rejects.toThrow('append-only');
    await env.DB.prepare(
      "INSERT OR REPLACE INTO arrivals VALUES ('guanxian', '2026-11-20', 24, 99, NULL, NULL, 1)",
    ).run();
    expect((await office.readArrivals()).map(({ received }) => received)).toEqual([1, 1]);
  });

  it('leave a note and figures without them where one sender sent many, beside the full figures', async () => {
    const office = await openCounter();
    const desk = await office.signIn('desk');
    const unit = await office.signIn('minzheng');
    const honest = await office.send('198.51.100.1');
    await office.sendMany(20, (index) => `203.0.113.${index}`);
    await desk.move(honest, { move: 'assign', unit: 'minzhengju' });
    await unit.move(honest, { move: 'reply', text: '您好，名单在专栏公布。' });
    const before = await office.readFigures();
    expect([before.crowd.count, before.receivedWithoutCrowd.count]).toEqual([0, 21]);
    office.clock.now = shanghai('2026-12-07T09:00');
    await maintain(office.deps);
    const total = await office.readFigures();
    expect([total.received.count, total.crowd.count, total.receivedWithoutCrowd.count]).toEqual([21, 20, 1]);
    expect([total.onTimeRate.of, total.onTimeRateWithoutCrowd.value]).toEqual([21, 1]);
    const page = await (await office.request('/figures/?place=guanxian&year=2026')).text();
    expect(page).toContain('2026年11月20日（周五）收到 21 件，其中一个来源一天内 20 件');
    expect(page).toContain('不计它们，按期答复率为 100%（1/1）');
    const december = await (await office.request('/figures/?place=guanxian&year=2026&month=12')).text();
    expect(december).not.toContain('有集中来件');
  });
});
