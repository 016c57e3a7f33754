import { describe, expect, it } from 'vitest';
import { dispute, openAnsweredOffice, rate } from '../api-support/answered.ts';

describe('the follow page', () => {
  it('the follow page makes every move without script, confirms it and keeps the typed text when refused', async () => {
    const office = await openAnsweredOffice();
    const browser = await office.openBrowser();
    const refused = await browser.post('/follow/moves/', { move: 'dispute', text: '没答' });
    const page = await refused.text();
    expect([refused.status, page]).toEqual([422, expect.stringContaining('请写明理由，至少 5 个字')]);
    expect(page).toMatch(/<details[^>]* id="dispute" open>[\s\S]*>没答<\/textarea>/u);

    for (const [fields, words] of [
      [{ move: 'rate', solved: '4', speed: '5', manner: '3' }, '您的评价已记下'],
      [dispute, '已退回政务公开办'],
      [{ move: 'withhold' }, '已收回公开的同意'],
      [{ move: 'erase' }, '称呼、联系方式和附件已抹去'],
    ] as const) {
      const sent = await browser.post('/follow/moves/', fields);
      expect([sent.status, sent.headers.get('location')]).toEqual([
        303,
        `/follow/result/?receiptCode=${office.receiptCode}&done=${fields.move}`,
      ]);
      expect(await (await browser.get(sent.headers.get('location') ?? '')).text()).toContain(words);
    }
    const late = await browser.post('/follow/moves/', { move: 'withdraw' });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('现在不能这样办')]);
  });

  it('the follow page refuses moves from another site, without codes or of an unknown kind', async () => {
    const office = await openAnsweredOffice();
    const browser = await office.openBrowser();
    const foreign = await office.request('/follow/moves/', {
      method: 'POST',
      headers: { cookie: browser.cookie, origin: 'https://elsewhere.test' },
      body: new URLSearchParams({ move: 'erase' }),
    });
    expect(foreign.status).toBe(403);
    const stranger = await office.postForm('/follow/moves/', { move: 'erase' });
    expect(stranger.headers.get('location')).toBe('/follow/');
    expect((await browser.post('/follow/moves/', { move: 'delete-all' })).status).toBe(422);
    expect((await browser.get('/follow/result/?done=constructor')).status).toBe(200);
    expect((await office.follow()).contact.name).toBe('李**');
  });

  it('the follow page offers the due date as a calendar file', async () => {
    const office = await openAnsweredOffice();
    const response = await (await office.openBrowser()).get('/follow/due.ics');
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/calendar');
    expect(text).toContain('DTSTART;VALUE=DATE:20261127\r\n');
    expect(text).toContain('SEQUENCE:0\r\n');
    expect(text).toContain(`SUMMARY:留言 ${office.receiptCode} 答复期限\r\n`);
    expect(text).not.toContain(office.trackingCode);
  });
});

describe('wrong codes', () => {
  const guess = { receiptCode: 'GX261120-AAAAA', trackingCode: 'AAAA-AAAA-AAAA' };

  it('wrong codes get the same delay and message whichever code is wrong', async () => {
    const office = await openAnsweredOffice();
    const known = { ...guess, receiptCode: office.receiptCode };
    const answers = [];
    for (const codes of [guess, known]) {
      for (const send of [office.postJson('/api/follow', codes), office.postForm('/follow/', codes)]) {
        const response = await send;
        answers.push([response.status, (await response.text()).replaceAll(codes.receiptCode, '')]);
      }
    }
    expect(office.pauses).toEqual([1000, 1000, 1000, 1000]);
    expect(answers.slice(0, 2)).toEqual(answers.slice(2));
    expect(answers.map(([status]) => status)).toEqual([404, 404, 404, 404]);
  });

  it('wrong codes delay moves too, while correct codes do not', async () => {
    const office = await openAnsweredOffice();
    expect((await office.postJson('/api/follow/moves', { ...guess, action: rate })).status).toBe(404);
    expect(office.pauses).toEqual([1000]);
    await office.follow();
    expect(office.pauses).toEqual([1000]);
  });

  it('wrong codes are rate-limited per receipt code, existing or not, without locking out the right codes', async () => {
    const office = await openAnsweredOffice({ exceededLimits: ['receipt'] });
    for (const codes of [guess, { ...guess, receiptCode: office.receiptCode }]) {
      expect((await office.postJson('/api/follow', codes)).status).toBe(429);
      expect((await office.postForm('/follow/', codes)).status).toBe(429);
    }
    expect(office.pauses).toEqual([]);
    expect(await office.follow()).toMatchObject({ state: 'replied' });
  });
});
