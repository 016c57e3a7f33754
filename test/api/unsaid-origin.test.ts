// Browsers that hide where a form comes from: privacy settings send `Origin: null` with our own forms, and so does a foreign
// site's sandboxed frame.
import { describe, expect, it } from 'vitest';
import { openAnsweredOffice } from '../api-support/answered.ts';
import { countRows, newComment, openTestOffice } from '../api-support/office.ts';
import { formsOf, openBrowserIn } from '../api-support/tabs.ts';

const hidden = { origin: 'null' };
const own = { origin: 'null', 'sec-fetch-site': 'same-origin' };
const foreign = ['cross-site', 'same-site'].map((site) => ({ origin: 'null', 'sec-fetch-site': site }));

/** Fields beside the form that belong to it. */
const outerFields = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)" form="ask-form">/gu)].map(
      ([, name, value]) => [name ?? '', value ?? ''],
    ),
  );

describe('a form whose browser hides the origin', () => {
  it('is accepted where the browser says that it is from this site', async () => {
    const browser = openBrowserIn(await openTestOffice());
    const { page } = await browser.send('/ask/', newComment, own);
    expect(page).toContain('留言已收到');
  });

  it('is refused from a foreign site’s sandboxed frame, in a readable page, and stores nothing', async () => {
    const office = await openAnsweredOffice();
    const browser = openBrowserIn(office);
    const { receiptCode, trackingCode } = office;
    await browser.post('/follow/', { receiptCode, trackingCode });
    const { page } = await browser.get(`/follow/result/?receiptCode=${receiptCode}`);
    for (const headers of foreign) {
      expect((await browser.post('/ask/', { ...newComment, key: 'e'.repeat(32) }, headers)).status).toBe(403);
      const refused = await browser.submit(page, '/follow/moves/', {}, { move: 'erase' }, headers);
      expect([refused.status, refused.page.includes('<h1') || refused.page.includes('<h2>')]).toEqual([403, true]);
    }
    expect(await countRows('comments')).toBe(1);
    expect((await office.follow()).contact.name).toBe('李**');
  });

  it('is accepted by the token of the page where the browser says nothing at all', async () => {
    const browser = openBrowserIn(await openTestOffice());
    const form = (await browser.get(`/ask/?about=${newComment.about}`)).page;
    const sent = await browser.send('/ask/', { ...newComment, ...outerFields(form) }, hidden);
    expect(sent.page).toContain('留言已收到');
    const result = (await browser.get('/follow/result/')).page;
    const withdrawn = await browser.submit(result, '/follow/moves/', {}, { move: 'withdraw' }, hidden);
    expect(withdrawn.page).toContain('留言已撤回');
  });

  it('without the token it asks to press once more, keeps every word, and then stores it', async () => {
    const browser = openBrowserIn(await openTestOffice());
    const asked = await browser.send('/ask/', { ...newComment, step: 'send' }, hidden);
    expect([asked.status, await countRows('comments')]).toEqual([403, 0]);
    expect(asked.page).toContain(newComment.text);
    const sent = await browser.submit(asked.page, '/ask/', { step: 'send' }, {}, hidden);
    expect(sent.page).toContain('留言已收到');
  });

  it('asks once more for the codes form and for a move, with what was typed', async () => {
    const office = await openAnsweredOffice();
    const browser = openBrowserIn(office);
    const { receiptCode, trackingCode } = office;
    const asked = await browser.send('/follow/', { receiptCode, trackingCode }, hidden);
    expect(asked.status).toBe(403);
    const opened = await browser.submit(asked.page, '/follow/', {}, {}, hidden);
    expect(opened.page).toContain('您的留言');
    const text = '我问的是乡镇的名单，不是县里的。';
    const again = await browser.send('/follow/moves/', { receiptCode, move: 'dispute', text }, hidden);
    expect([again.status, again.page.includes(`${text}</p>`)]).toEqual([403, true]);
    expect((await browser.submit(again.page, '/follow/moves/', {}, {}, hidden)).page).toContain('您认为答非所问');
  });

  it('is not accepted with the token of another browser', async () => {
    const office = await openTestOffice();
    const attacker = openBrowserIn(office);
    const asked = await attacker.send('/ask/', { ...newComment, step: 'send' }, hidden);
    const [stolen] = formsOf(asked.page).filter(({ action }) => action === '/ask/');
    const victim = openBrowserIn(office);
    expect((await victim.post('/ask/', { ...stolen?.fields, step: 'send' }, hidden)).status).toBe(403);
    expect(await countRows('comments')).toBe(0);
  });

  it('is accepted from our scripts, which another site cannot imitate without a preflight', async () => {
    const office = await openTestOffice();
    expect((await office.postJson('/api/comments', newComment, hidden)).status).toBe(201);
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...newComment, key: 'd'.repeat(32) })) form.set(name, value);
    const send = async (headers: Record<string, string>) =>
      (await office.request('/api/comments/with-attachments', { method: 'POST', headers, body: form })).status;
    expect([await send(hidden), await send({ ...hidden, 'x-own-script': '1' })]).toEqual([403, 201]);
  });

  it('lets staff act only where the browser says that the request is from this site', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const status = async (headers: Record<string, string>) =>
      (await office.request('/api/session', { method: 'DELETE', headers: { cookie: desk.cookie, ...headers } })).status;
    expect([await status(hidden), await status({}), ...(await Promise.all(foreign.map(status)))]).toEqual([
      403, 403, 403, 403,
    ]);
    expect(await status(own)).toBe(200);
  });
});
