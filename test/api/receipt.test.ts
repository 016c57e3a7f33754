// Pages for residents with both codes show the most wanted information first.
import { describe, expect, it } from 'vitest';
import { answerText, openAnsweredOffice } from '../api-support/answered.ts';
import { newComment, openTestOffice, origin } from '../api-support/office.ts';

describe('the receipt page', () => {
  it('the receipt page shows the address for the codes as text and as a QR code', async () => {
    const office = await openTestOffice();
    const page = await (await office.submitForm('/ask/', newComment)).text();
    expect(page).toContain(`<span class="address">${origin}/follow/</span>`);
    expect(page).toContain('aria-label="查询进度网址的二维码"');
  });
});

describe('the follow page', () => {
  const positionOf = (page: string, words: string) => {
    expect(page).toContain(words);
    return page.indexOf(words);
  };

  it('the follow page shows the working days first, and once there is a reply, the reply', async () => {
    const office = await openAnsweredOffice({ isAnswered: false });
    const browser = await office.openBrowser();
    const before = await (await browser.get('/follow/result/')).text();
    expect(positionOf(before, 'class="strip-days"')).toBeLessThan(positionOf(before, '<h2>您的留言</h2>'));
    expect(before).toContain('现由冠县民政局办理');
    await office.unit.move(office.receiptCode, { move: 'reply', text: answerText });
    const after = await (await browser.get('/follow/result/')).text();
    expect(positionOf(after, answerText)).toBeLessThan(positionOf(after, 'class="strip-days"'));
  });

  it('the follow page of a withdrawn comment shows neither a holder nor consent to publication', async () => {
    const office = await openAnsweredOffice({ isAnswered: false });
    expect((await office.act({ move: 'withdraw' })).status).toBe(200);
    const page = await (await (await office.openBrowser()).get('/follow/result/')).text();
    expect(page).toContain('这件留言不公开。');
    expect(page).not.toMatch(/现由|现在政务公开办|可能选登/u);
  });
});
