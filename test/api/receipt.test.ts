// What the pages of who holds the two codes say, in the order in which it is looked for.
import { describe, expect, it } from 'vitest';
import { answerText, openAnswered } from '../api-support/answered.ts';
import { letter, openOffice, origin } from '../api-support/office.ts';

describe('the receipt', () => {
  it('says where the two codes are typed in, in letters and as a code for cameras', async () => {
    const office = await openOffice();
    const page = await (await office.submitForm('/ask/', letter)).text();
    expect(page).toContain(`<span class="address">${origin}/follow/</span>`);
    expect(page).toContain('aria-label="查询进度网址的二维码"');
  });
});

describe('the follow page', () => {
  const whereIs = (page: string, words: string) => {
    expect(page).toContain(words);
    return page.indexOf(words);
  };

  it('shows the days first while there is no answer, and then the answer', async () => {
    const office = await openAnswered({ isAnswered: false });
    const browser = await office.openBrowser();
    const before = await (await browser.get('/follow/result/')).text();
    expect(whereIs(before, 'class="strip-days"')).toBeLessThan(whereIs(before, '<h2>您的留言</h2>'));
    expect(before).toContain('现由冠县民政局办理');
    await office.unit.move(office.receiptCode, { move: 'reply', text: answerText });
    const after = await (await browser.get('/follow/result/')).text();
    expect(whereIs(after, answerText)).toBeLessThan(whereIs(after, 'class="strip-days"'));
  });

  it('says of a withdrawn comment neither that somebody has it nor that it may be published', async () => {
    const office = await openAnswered({ isAnswered: false });
    expect((await office.act({ move: 'withdraw' })).status).toBe(200);
    const page = await (await (await office.openBrowser()).get('/follow/result/')).text();
    expect(page).toContain('这件留言不公开。');
    expect(page).not.toMatch(/现由|现在政务公开办|可能选登/u);
  });
});
