import type { Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import { expect, findOverflow, move, openCase, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { sendToServer } from '../support/server.ts';

const phone = '13812345678';
const title = `敬老院名单请打${phone}告诉我`;
const reply = '您好，高血压患者。\n\n名单请到振兴路12号领取。';

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test('the desk redacts and previews an answer by keyboard, and the public sees exactly that', async ({
  page,
  browser,
}) => {
  const { receiptCode } = await sendToServer(Number(new URL(baseUrl).port), title, 'yes');
  const unit = await browser.newPage();
  await signIn(unit, 'minzheng');
  await signIn(page, 'desk');
  await move(page, receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
  await move(unit, receiptCode, 2, { move: 'reply', text: reply });
  await unit.close();
  await page.getByRole('link', { name: '已办结' }).click();
  await openCase(page, title);
  await page.getByRole('button', { name: '选登' }).press('Enter');
  const form = page.getByRole('form', { name: '选登' });
  await expect(form).toBeFocused();

  await test.step('possible personal data is listed and blocks publishing until reviewed', async () => {
    await form.getByRole('button', { name: '选登' }).press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: '还有 3 处可能的个人信息没有处理' })).toBeFocused();
    await press(page, 'Tab', 'Enter');
    await expect(form.getByRole('button', { name: '涂黑', exact: true }).first()).toBeFocused();
  });

  await test.step('two findings are redacted, and an office’s address is marked as harmless', async () => {
    await press(page, 'Enter', 'Tab', 'Tab', 'Enter', 'Tab', 'Tab', 'Tab', 'Enter');
    await expect(form.getByRole('button', { name: '涂黑', exact: true, pressed: true })).toHaveCount(2);
    await expect(form.getByRole('button', { name: '不是个人信息', pressed: true })).toHaveCount(1);
  });

  await test.step('an illness in the reply, which nothing proposes, is selected and redacted', async () => {
    const field = form.getByRole('textbox', { name: '答复', exact: true });
    await field.focus();
    await press(page, 'Delete', 'a', 'Enter', 'Control+a', 'Control+x');
    await expect(field).toHaveValue(reply);
    await press(page, 'Control+Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Tab', 'Enter');
    const list = form.getByRole('region', { name: '已涂黑 3 处' });
    await expect(list.getByRole('listitem').last()).toContainText('答复：「高血压」');
    await list.getByRole('button', { name: '撤销' }).last().press('Enter');
    await expect(form.getByRole('heading', { name: '已涂黑 2 处' })).toBeFocused();
    await form.getByRole('button', { name: /^涂黑选中的文字 ?（答复）$/u }).press('Enter');
    await expect(list).toBeVisible();
  });

  await test.step('the form fits every screen and passes axe', async () => {
    for (const width of [768, 1440]) {
      expect(await findOverflow(page, width)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `.tmp/publish-${width}.png`, fullPage: true });
    }
    expect(await findViolations(page)).toEqual([]);
  });

  const preview = form.getByRole('region', { name: '公众将看到' });
  const [text = '', answer = ''] = await preview.locator('.words').allInnerTexts();
  const heading = await preview.locator('.public-title').textContent();
  expect([heading, text.includes(phone), answer]).toEqual([
    `敬老院名单请打${'■'.repeat(phone.length)}告诉我`,
    false,
    reply.replace('高血压', '■■■'),
  ]);

  await test.step('a reload keeps the redactions', async () => {
    await page.reload();
    await expect(preview.locator('.words').last()).toHaveText(answer, { useInnerText: true });
  });
  await form.getByRole('button', { name: '选登' }).press('Enter');
  await expect(page.getByText('已选登。')).toBeFocused();

  await test.step('the public page matches the preview exactly', async () => {
    await page.goto(`/answers/${receiptCode}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
    expect(await page.locator('#text .words').allInnerTexts()).toEqual([text, answer]);
    expect(await page.content()).not.toMatch(new RegExp(`${phone}|高血压`));
  });

  await test.step('after unpublishing, the form starts with the previous redactions', async () => {
    await page.goto('/staff/#list=closed');
    await openCase(page, title);
    await page.getByRole('button', { name: '撤下' }).click();
    await page.getByLabel('理由').fill('再核对一遍');
    await page.locator('.move-form').getByRole('button', { name: '撤下' }).click();
    await expect(page.getByText('已撤下。')).toBeFocused();
    await page.getByRole('button', { name: '选登' }).click();
    await expect(form.getByText('上次的涂黑已经带入，请逐处核对')).toBeVisible();
    const list = form.getByRole('region', { name: '已涂黑 3 处' });
    await list.getByRole('button', { name: '撤销' }).last().click();
    await page.reload();
    await expect(form.getByText('上次选登时涂黑的，有 1 处现在没有涂黑')).toBeVisible();
    await form.getByRole('button', { name: '照上次涂黑' }).click();
    await expect(list).toBeVisible();
    await expect(preview.locator('.words').last()).toHaveText(answer, { useInnerText: true });
  });
});
