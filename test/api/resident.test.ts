import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { answerText, dispute, openAnswered, person, rate, rating } from '../api-support/answered.ts';
import { letter, shanghai } from '../api-support/office.ts';

const correct = { move: 'correct', text: '您好，乡镇名单见附表。', reason: '补充乡镇名单' } as const;

type Office = Awaited<ReturnType<typeof openAnswered>>;

const readLedger = async (office: Office) => (await office.request('/data/ledger.json')).json<LedgerExport>();

describe('rating an answer', () => {
  it('is counted once, shown to resident and desk, and found in the ledger', async () => {
    const office = await openAnswered();
    const view = await (await office.act(rate)).json<FollowView>();
    expect([view.rating, view.moves.includes('rate')]).toEqual([rating, false]);
    expect((await office.desk.readCase(office.receiptCode)).rating).toEqual(rating);
    expect((await readLedger(office)).events.at(-1)).toMatchObject({ type: 'rated', by: 'resident', facts: rating });
  });

  it('is the same rating when sent twice, and no other one afterwards', async () => {
    const office = await openAnswered();
    const twice = await Promise.all([office.act(rate), office.act(rate)]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect((await office.act({ ...rate, solved: 1 })).status).toBe(409);
    expect((await office.follow()).rating).toEqual(rating);
    expect((await office.desk.readCase(office.receiptCode)).events).toHaveLength(4);
  });

  it('waits for the answer, and is refused field by field where it is none', async () => {
    const open = await openAnswered({ isAnswered: false });
    expect((await open.act(rate)).status).toBe(409);
    const problem = await (await open.act({ move: 'rate', solved: 6, speed: 2.5 })).json<Problem>();
    expect(problem.errors?.map(({ field }) => field)).toEqual(['action.solved', 'action.speed', 'action.manner']);
  });

  it('makes nobody else’s move stale', async () => {
    const office = await openAnswered();
    const { version } = await office.desk.readCase(office.receiptCode);
    await office.act(rate);
    expect((await office.desk.move(office.receiptCode, { move: 'publish' }, version)).status).toBe(200);
  });
});

describe('saying 答非所问', () => {
  it('brings the comment back to the desk, where the unit corrects the reply, and never changes the verdict', async () => {
    const office = await openAnswered();
    const before = await office.follow();
    office.clock.now = shanghai('2026-12-07T10:00'); // long after the window
    const view = await (await office.act(dispute)).json<FollowView>();
    expect(view).toMatchObject({ state: 'disputed', dispute: { text: dispute.text }, window: { state: 'met' } });
    expect((await office.desk.queue('?list=disputed')).map(({ receiptCode }) => receiptCode)).toEqual([
      office.receiptCode,
    ]);
    expect(await office.unit.queue('?list=disputed')).toHaveLength(1);
    expect((await office.desk.readCase(office.receiptCode)).moves).toEqual(['uphold']);
    expect((await office.unit.readCase(office.receiptCode)).moves).toEqual(['correct']);

    expect((await office.unit.move(office.receiptCode, correct)).status).toBe(200);
    const after = await office.follow();
    expect(after).toMatchObject({ state: 'replied', reply: { text: correct.text }, unit: '冠县民政局' });
    expect({ ...after.window, now: 0 }).toEqual({ ...before.window, now: 0 });
    expect(await office.desk.queue('?list=disputed')).toEqual([]);
  });

  it('can be said once of a reply, and is ended by the desk with a reason', async () => {
    const office = await openAnswered();
    await office.act(dispute);
    expect((await office.act(dispute)).status).toBe(200); // a second click
    expect((await office.desk.readCase(office.receiptCode)).events).toHaveLength(4);
    await office.desk.move(office.receiptCode, { move: 'uphold', reason: '名单只到县一级' });
    const upheld = await office.follow();
    expect(upheld.moves).not.toContain('dispute');
    expect(upheld.steps.at(-1)).toMatchObject({ what: '维持原答复', note: '名单只到县一级' });
  });

  it('can be said again of a corrected reply', async () => {
    const office = await openAnswered();
    await office.act(dispute);
    await office.unit.move(office.receiptCode, correct);
    expect((await office.follow()).moves).toContain('dispute');
  });

  it('keeps every wording, and its own words out of the ledger and of what is public', async () => {
    const office = await openAnswered();
    await office.act(dispute);
    await office.unit.move(office.receiptCode, correct);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const ledger = await readLedger(office);
    expect(await verifyLedger(ledger)).toEqual([]);
    const answers = await (await office.request(`/api/answers?about=${letter.about}`)).text();
    expect(answers).toContain(correct.text);
    expect(JSON.stringify(ledger) + answers).not.toMatch(/我问的是乡镇|补充乡镇名单/u);
    const { results } = await env.DB.prepare('SELECT text FROM replies ORDER BY version').all();
    expect(results).toEqual([{ text: answerText }, { text: correct.text }]);
  });

  it('is counted by the figures', async () => {
    const office = await openAnswered();
    await office.act(dispute);
    const figures = await (await office.request('/data/figures.json?place=guanxian&year=2026')).json<{
      total: { disputed: { count: number }; onTime: { count: number } };
    }>();
    expect(figures.total).toMatchObject({ disputed: { count: 1 }, onTime: { count: 1 } });
  });

  it('cannot be rewritten: the database refuses', async () => {
    const office = await openAnswered();
    await office.act(dispute);
    for (const statement of [
      "UPDATE disputes SET text = 'x'",
      'DELETE FROM disputes',
      "UPDATE comments SET follows = 'x'",
    ]) {
      await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only|never rewritten/u);
    }
  });
});

describe('a follow-up', () => {
  const key = (page: string) => /name="key"[^>]*value="([0-9a-f]{32})"/u.exec(page)?.[1] ?? '';

  /** Opens the form of a follow-up in a browser that holds the codes. */
  async function openForm(office: Office) {
    const browser = await office.openBrowser();
    const asked = await browser.post('/follow/ask/', {});
    const address = asked.headers.get('location') ?? '';
    const cookie = asked.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ');
    const page = await (await office.request(address, { headers: { cookie } })).text();
    return { address, cookie, page };
  }

  it('is a comment with a clock of its own, linked on both pages and in the case', async () => {
    const office = await openAnswered();
    office.clock.now = shanghai('2026-12-07T10:00');
    const { address, cookie, page } = await openForm(office);
    expect(address).toContain('about=guanxian-2021%2Ftasks%2F17');
    expect(page).toContain(`这是对 <span class="code">${office.receiptCode}</span> 的追问`);
    const followUp = { ...letter, title: '乡镇的名单呢', key: key(page) };
    const sent = await office.postJson('/api/comments', followUp, { cookie });
    const second = await sent.json<Receipt>();
    expect(second.window).toMatchObject({ dueOn: '2026-12-14', state: 'running' });
    expect((await office.follow()).followUps).toEqual([second.receiptCode]);
    const view = await (await office.postJson('/api/follow', second)).json<FollowView>();
    expect(view).toMatchObject({ follows: office.receiptCode, followUps: [] });
    expect(view.steps[0]).toMatchObject({ note: `追问 ${office.receiptCode}` });
    expect((await office.desk.readCase(second.receiptCode)).follows).toBe(office.receiptCode);
    expect((await office.desk.readCase(office.receiptCode)).followUps).toEqual([second.receiptCode]);
    expect((await readLedger(office)).events.at(-1)?.facts).toMatchObject({ follows: office.receiptCode });
  });

  it('is linked without script too', async () => {
    const office = await openAnswered();
    const { cookie, page } = await openForm(office);
    const body = new URLSearchParams({ ...letter, title: '不用脚本的追问', key: key(page) });
    const sent = await office.request('/ask/', { method: 'POST', headers: { cookie }, body });
    expect(sent.headers.get('location')).toBe('/follow/receipt/');
    expect((await office.follow()).followUps).toHaveLength(1);
  });

  it('is linked only by who holds the codes: not by an address, a made-up cookie or another form', async () => {
    const office = await openAnswered();
    const { address, cookie, page } = await openForm(office);
    const [value = ''] = cookie.replace('follow-up=', '').split('.');
    const forged = `follow-up=${value}.${'0'.repeat(32)}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D`;
    const notLinked = '这是对';
    expect(await (await office.request(address)).text()).not.toContain(notLinked);
    expect(await (await office.request(address, { headers: { cookie: forged } })).text()).not.toContain(notLinked);
    await office.postJson('/api/comments', { ...letter, title: '没有凭据', key: key(page) });
    await office.postJson('/api/comments', { ...letter, title: '假凭据', key: '0'.repeat(32) }, { cookie: forged });
    await office.postJson('/api/comments', { ...letter, title: '别的表单', key: 'f'.repeat(32) }, { cookie });
    expect((await office.follow()).followUps).toEqual([]);
  });

  it('waits for the answer', async () => {
    const office = await openAnswered({ isAnswered: false });
    const { address } = await openForm(office);
    expect(address).toBe('/follow/result/');
  });
});

describe('taking back', () => {
  it('the consent unpublishes at once, and nobody can publish again', async () => {
    const office = await openAnswered();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const answers = async () => (await office.request(`/api/answers?about=${letter.about}`)).json<{ total: number }>();
    expect((await answers()).total).toBe(1);
    const view = await (await office.act({ move: 'withhold' })).json<FollowView>();
    expect(view).toMatchObject({ isPublished: false, mayBePublished: false });
    expect((await answers()).total).toBe(0);
    const found = await office.desk.readCase(office.receiptCode);
    expect([found.mayBePublished, found.moves]).toEqual([false, []]);
    const refused = await office.desk.move(office.receiptCode, { move: 'publish' });
    expect((await refused.json<Problem>()).code).toBe('no-consent');
    expect((await office.act({ move: 'withhold' })).status).toBe(200);
  });

  it('the comment is possible while it is unanswered, stops the clock without a verdict, and ends the work', async () => {
    const office = await openAnswered({ isAnswered: false });
    const view = await (await office.act({ move: 'withdraw' })).json<FollowView>();
    expect(view).toMatchObject({ state: 'withdrawn', window: { stoppedBy: 'withdrawal' } });
    expect((await office.unit.move(office.receiptCode, { move: 'reply', text: answerText })).status).toBe(409);
    expect(view.moves).toEqual(['withhold', 'erase']);
  });

  it('the comment is not possible once it was answered', async () => {
    const office = await openAnswered();
    expect((await office.act({ move: 'withdraw' })).status).toBe(409);
  });
});

describe('one’s personal data', () => {
  it('is fetched whole by who holds the codes, and by nobody else', async () => {
    const office = await openAnswered();
    await office.act(dispute);
    const browser = await office.openBrowser();
    const response = await browser.get('/follow/data.json');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${office.receiptCode}.json"`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      personalData: person,
      comment: { title: letter.title, text: letter.text, consentedToPublish: true },
      replies: [{ version: 3, text: answerText }],
      disputes: [{ version: 4, text: dispute.text }],
      events: [{ type: 'received' }, { type: 'assigned' }, { type: 'replied' }, { type: 'disputed' }],
    });
    const stranger = await office.request('/follow/data.json', {
      headers: { cookie: `codes=${office.receiptCode}.${office.trackingCode}` },
    });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/follow/']);
  });

  it('is erased at once: the row goes, an event stays, and the ledger is what it was', async () => {
    const office = await openAnswered();
    const before = await readLedger(office);
    office.clock.now += 120_000;
    const view = await (await office.act({ move: 'erase' })).json<FollowView>();
    expect(view.contact).toEqual({ name: '', contact: '' });
    expect(await env.DB.prepare('SELECT * FROM contacts').all()).toMatchObject({ results: [] });
    const after = await readLedger(office);
    expect(after.events.slice(0, before.events.length)).toEqual(before.events);
    expect(after.events.at(-1)).toMatchObject({ type: 'erased', by: 'resident' });
    expect(await verifyLedger(after)).toEqual([]);
    const shown = await office.desk.post(`/api/queue/${office.receiptCode}/contact-views`, { reason: '需要核实' });
    expect(shown.status).toBe(404);
  });
});
