// What a clerk sends and prints: personal data is asked about first, and a printed comment is that comment alone.
import { expect, findCase, move, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { sendToServer } from '../support/server.ts';

const send = (title: string) => sendToServer(Number(new URL(baseUrl).port), title);

test('a unit is asked before it sends a telephone number, changes the reply, and confirms with one press', async ({
  page,
}) => {
  const { receiptCode } = await send('纸面：食堂几点开门');
  await signIn(page, 'desk');
  await move(page, receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
  await page.context().clearCookies();
  await signIn(page, 'minzheng');
  await findCase(page, '纸面：食堂几点开门');
  await page.getByRole('button', { name: '答复', exact: true }).click();
  const text = page.getByRole('textbox', { name: '答复内容' });
  const sendButton = page.getByRole('button', { name: `答复 ${receiptCode}`, exact: true });
  await text.fill('您好，食堂七点开门，可以打给我13800000000。');
  await sendButton.click();
  const warning = page.getByRole('alert').filter({ hasText: '请先核对' });
  await expect(warning).toContainText('电话号码“13800000000”');
  await expect(text).toHaveValue('您好，食堂七点开门，可以打给我13800000000。');
  await text.fill('您好，食堂七点开门，可以打给我13900000000。');
  await sendButton.click();
  await expect(warning).toContainText('电话号码“13900000000”');
  await warning.getByRole('button', { name: '核对过了，照样发出' }).click();
  await expect(page.getByText('已答复。')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('a printed comment is that comment alone, as a slip with the office’s head and room to sign', async ({
      page,
    }) => {
      await send(`纸面${colorScheme}：要打印的这一件`);
      await send(`纸面${colorScheme}：别人的那一件`);
      await signIn(page, 'desk');
      await findCase(page, `纸面${colorScheme}：要打印的这一件`);
      await page.getByRole('link', { name: '清除' }).first().click();
      await expect(page.getByRole('link', { name: `纸面${colorScheme}：别人的那一件` })).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      await expect(page.getByRole('link', { name: `纸面${colorScheme}：别人的那一件` })).toBeHidden();
      await expect(page.getByRole('heading', { name: `纸面${colorScheme}：要打印的这一件` })).toBeVisible();
      for (const words of ['冠县政务公开办留言交办单', '答复期限', '承办单位', '承办人：', '审核人：', '日期：'])
        await expect(page.getByText(words, { exact: true }).filter({ visible: true }).first()).toBeVisible();
      const links = await page.locator('.queue-list a').filter({ visible: true }).count();
      expect(links).toBe(0);
      expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
      const sheets = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/gu) ?? [];
      expect(sheets).toHaveLength(1);
    });
  });
}
