import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { answerText, dispute, openAnsweredOffice, person, rate, rating } from '../api-support/answered.ts';
import { newComment, shanghai } from '../api-support/office.ts';

const correct = { move: 'correct', text: '您好，乡镇名单见附表。', reason: '补充乡镇名单' } as const;

type Office = Awaited<ReturnType<typeof openAnsweredOffice>>;

const readLedger = async (office: Office) => (await office.request('/data/ledger.json')).json<LedgerExport>();

describe('rating a reply', () => {
  it('a rating is counted once, shown to resident and desk, and recorded in the ledger', async () => {
    const office = await openAnsweredOffice();
    const view = await (await office.act(rate)).json<FollowView>();
    expect([view.rating, view.moves.includes('rate')]).toEqual([rating, false]);
    expect((await office.desk.readCase(office.receiptCode)).rating).toEqual(rating);
    expect((await readLedger(office)).events.at(-1)).toMatchObject({ type: 'rated', by: 'resident', facts: rating });
  });

  it('a rating is idempotent and cannot be changed later', async () => {
    const office = await openAnsweredOffice();
    const twice = await Promise.all([office.act(rate), office.act(rate)]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect((await office.act({ ...rate, solved: 1 })).status).toBe(409);
    expect((await office.follow()).rating).toEqual(rating);
    expect((await office.desk.readCase(office.receiptCode)).events).toHaveLength(5);
  });

  it('a rating requires a reply and reports each invalid field', async () => {
    const open = await openAnsweredOffice({ isAnswered: false });
    expect((await open.act(rate)).status).toBe(409);
    const problem = await (await open.act({ move: 'rate', solved: 6, speed: 2.5 })).json<Problem>();
    expect(problem.errors?.map(({ field }) => field)).toEqual(['action.solved', 'action.speed', 'action.manner']);
  });

  it('a rating does not invalidate anyone else’s move', async () => {
    const office = await openAnsweredOffice();
    const { version } = await office.desk.readCase(office.receiptCode);
    await office.act(rate);
    expect((await office.desk.move(office.receiptCode, { move: 'publish' }, version)).status).toBe(200);
  });
});

describe('disputing a reply (答非所问)', () => {
  it('a dispute returns the comment to the desk, lets the unit correct the reply and never changes the verdict', async () => {
    const office = await openAnsweredOffice();
    const before = await office.follow();
    office.clock.now = shanghai('2026-12-07T10:00'); // long after the window ended
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

  it('a dispute is possible once per reply and can be rejected by the desk with a reason', async () => {
    const office = await openAnsweredOffice();
    await office.act(dispute);
    expect((await office.act(dispute)).status).toBe(200); // a repeated click
    expect((await office.desk.readCase(office.receiptCode)).events).toHaveLength(5);
    await office.desk.move(office.receiptCode, { move: 'uphold', reason: '名单只到县一级' });
    const upheld = await office.follow();
    expect(upheld.moves).not.toContain('dispute');
    expect(upheld.steps.at(-1)).toMatchObject({ what: '维持原答复', note: '名单只到县一级' });
  });

  it('a dispute is possible again after a correction', async () => {
    const office = await openAnsweredOffice();
    await office.act(dispute);
    await office.unit.move(office.receiptCode, correct);
    expect((await office.follow()).moves).toContain('dispute');
  });

  it('a dispute keeps every wording, and its own text stays out of the ledger and public pages', async () => {
    const office = await openAnsweredOffice();
    await office.act(dispute);
    await office.unit.move(office.receiptCode, correct);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const ledger = await readLedger(office);
    expect(await verifyLedger(ledger)).toEqual([]);
    const answers = await (await office.request(`/api/answers?about=${newComment.about}`)).text();
    expect(answers).toContain(correct.text);
    expect(JSON.stringify(ledger) + answers).not.toMatch(/我问的是乡镇|补充乡镇名单/u);
    const { results } = await env.DB.prepare('SELECT text FROM replies ORDER BY version').all();
    expect(results).toEqual([{ text: answerText }, { text: correct.text }]);
  });

  it('a dispute is counted in the figures', async () => {
    const office = await openAnsweredOffice();
    await office.act(dispute);
    const figures = await (await office.request('/data/figures.json?place=guanxian&year=2026')).json<{
      total: { disputed: { count: number }; onTime: { count: number } };
    }>();
    expect(figures.total).toMatchObject({ disputed: { count: 1 }, onTime: { count: 1 } });
  });

  it('a dispute cannot be rewritten in the database', async () => {
    const office = await openAnsweredOffice();
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

describe('a follow-up comment', () => {
  const keyIn = (page: string) => /name="key"[^>]*value="([0-9a-f]{32})"/u.exec(page)?.[1] ?? '';

  /** Opens the follow-up form in a browser that has the codes. */
  async function openForm(office: Office) {
    const browser = await office.openBrowser();
    const redirect = await browser.post('/follow/ask/', {});
    const address = redirect.headers.get('location') ?? '';
    const cookie = redirect.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ');
    const page = await (await office.request(address, { headers: { cookie } })).text();
    return { address, cookie, page };
  }

  it('a follow-up comment has its own clock and is linked on both follow pages and in the case', async () => {
    const office = await openAnsweredOffice();
    office.clock.now = shanghai('2026-12-07T10:00');
    const { address, cookie, page } = await openForm(office);
    expect(address).toContain('about=guanxian-2021%2Ftasks%2F17');
    expect(page).toContain(`这是对 <span class="code">${office.receiptCode}</span> 的追问`);
    const followUp = { ...newComment, title: '乡镇的名单呢', key: keyIn(page) };
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

  it('a follow-up comment is linked without script too', async () => {
    const office = await openAnsweredOffice();
    const { cookie, page } = await openForm(office);
    const body = new URLSearchParams({ ...newComment, title: '不用脚本的追问', key: keyIn(page) });
    const sent = await office.request('/ask/', { method: 'POST', headers: { cookie }, body });
    expect(sent.headers.get('location')).toMatch(/^\/follow\/receipt\/\?receiptCode=/u);
    expect((await office.follow()).followUps).toHaveLength(1);
  });

  it('a follow-up comment is linked only with the codes, not by an address, a forged cookie or another form', async () => {
    const office = await openAnsweredOffice();
    const { address, cookie, page } = await openForm(office);
    const [value = ''] = cookie.replace('follow-up=', '').split('.');
    const forged = `follow-up=${value}.${'0'.repeat(32)}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D`;
    const notLinked = '这是对';
    expect(await (await office.request(address)).text()).not.toContain(notLinked);
    expect(await (await office.request(address, { headers: { cookie: forged } })).text()).not.toContain(notLinked);
    await office.postJson('/api/comments', { ...newComment, title: '没有凭据', key: keyIn(page) });
    await office.postJson('/api/comments', { ...newComment, title: '假凭据', key: '0'.repeat(32) }, { cookie: forged });
    await office.postJson('/api/comments', { ...newComment, title: '别的表单', key: 'f'.repeat(32) }, { cookie });
    expect((await office.follow()).followUps).toEqual([]);
  });

  it('a follow-up comment requires a reply first', async () => {
    const office = await openAnsweredOffice({ isAnswered: false });
    const { address } = await openForm(office);
    expect(address).toBe(`/follow/result/?receiptCode=${office.receiptCode}`);
  });
});

describe('withdrawing consent or the comment', () => {
  it('withdrawing consent unpublishes the answer at once and rules out publishing again', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const answers = async () =>
      (await office.request(`/api/answers?about=${newComment.about}`)).json<{ total: number }>();
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

  it('withdrawing a comment before the reply stops the clock without a verdict', async () => {
    const office = await openAnsweredOffice({ isAnswered: false });
    const view = await (await office.act({ move: 'withdraw' })).json<FollowView>();
    expect(view).toMatchObject({ state: 'withdrawn', window: { stoppedBy: 'withdrawal' } });
    expect((await office.unit.move(office.receiptCode, { move: 'reply', text: answerText })).status).toBe(409);
    expect(view.moves).toEqual(['withhold', 'erase']);
  });

  it('withdrawing an answered comment is refused', async () => {
    const office = await openAnsweredOffice();
    expect((await office.act({ move: 'withdraw' })).status).toBe(409);
  });
});

describe('a resident’s personal data', () => {
  it('a resident’s personal data can be downloaded by whoever has the codes and by nobody else', async () => {
    const office = await openAnsweredOffice();
    await office.act(dispute);
    const browser = await office.openBrowser();
    const response = await browser.get('/follow/data.json');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${office.receiptCode}.json"`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      personalData: person,
      comment: { title: newComment.title, text: newComment.text, consentedToPublish: true },
      replies: [{ version: 3, text: answerText }],
      disputes: [{ version: 5, text: dispute.text }],
      events: [
        { type: 'received' },
        { type: 'assigned' },
        { type: 'replied' },
        { type: 'judged' },
        { type: 'disputed' },
      ],
    });
    const stranger = await office.request('/follow/data.json', {
      headers: { cookie: `codes=${office.receiptCode}.${office.trackingCode}` },
    });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/follow/']);
  });

  it('a resident’s personal data is erased at once, leaving an event and an intact ledger', async () => {
    const office = await openAnsweredOffice();
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
