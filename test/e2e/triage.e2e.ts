// The desk's triage: it assigns a comment to a suggested unit and a supporting unit, and declines another.
import { expect, findCase, findOverflow, openCase, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { sendToServer } from '../support/server.ts';

const send = (title: string) => sendToServer(Number(new URL(baseUrl).port), title);

test('the desk assigns a comment with a supporting unit and declines another, and the resident reads where to turn', async ({
  page,
  browser,
}) => {
  const [supportedTitle, declinedTitle] = ['主办协办都要的一件', '正在打官司的一件'];
  const { receiptCode } = await send(supportedTitle);
  const receipt = await send(declinedTitle);
  await signIn(page, 'desk');

  await test.step('unit and supporting unit are chosen from the suggestions by keyboard', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(page).toHaveURL(/#list=triage$/u);
    await expect(page.locator('.rows li').first()).toBeVisible();
    await page.goto(`/staff/#list=triage&q=${supportedTitle}`);
    await openCase(page, supportedTitle);
    await page.keyboard.press('a');
    const unit = page.getByRole('combobox', { name: '责任单位' });
    await expect(unit).toBeFocused();
    await expect(unit.getByRole('option').nth(1)).toContainText('冠县民政局（这一项的责任单位');
    await page.keyboard.press('ArrowDown');
    await expect(unit).toHaveValue('minzhengju');
    const supportingUnit = page.getByRole('checkbox', { name: '冠县医疗保障局' });
    await expect(page.getByRole('checkbox', { name: '冠县民政局' })).toBeDisabled();
    while (!(await supportingUnit.evaluate((box) => box === document.activeElement))) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(supportingUnit).toBeChecked();
    for (const width of [768, 1440]) {
      expect(await findOverflow(page, width)).toBe(0);
      await page.screenshot({ path: `.tmp/triage-${width}-assign.png`, fullPage: true });
    }
    await page.getByRole('button', { name: '分给冠县民政局' }).click();
    await expect(page.getByText('已分办。')).toBeFocused();
    await expect(page.locator('.facts')).toContainText('冠县医疗保障局');
  });

  const supportingClerk = await browser.newPage();
  await test.step('the supporting unit finds the comment in its own list and advises', async () => {
    await signIn(supportingClerk, 'yibao');
    await supportingClerk.getByRole('navigation', { name: '列表' }).getByRole('link', { name: /^协办/u }).click();
    await openCase(supportingClerk, supportedTitle);
    await expect(supportingClerk.getByText('协办单位不看联系方式')).toBeVisible();
    await expect(supportingClerk.locator('.move-buttons button')).toHaveText(['协办意见']);
    await supportingClerk.getByRole('button', { name: '协办意见' }).click();
    await supportingClerk.getByRole('textbox', { name: '协办意见' }).fill('医保这一半的名单在我局网站「通知公告」栏。');
    for (const width of [768, 1440]) {
      expect(await findOverflow(supportingClerk, width)).toBe(0);
      await supportingClerk.screenshot({ path: `.tmp/triage-${width}-advise.png`, fullPage: true });
    }
    await supportingClerk.getByRole('button', { name: `提出协办意见 ${receiptCode}` }).click();
    await expect(supportingClerk.getByText('已提出协办意见。')).toBeFocused();
  });

  const unit = await browser.newPage();
  await test.step('the assigned unit reads the advice and returns the comment', async () => {
    await signIn(unit, 'minzheng');
    await findCase(unit, supportedTitle);
    await expect(unit.getByRole('region', { name: '协办意见，只在内部看' })).toContainText('医保这一半的名单');
    await unit.getByRole('button', { name: '退回' }).click();
    await unit.getByLabel('理由').fill('主要是医保的事');
    await unit.getByRole('button', { name: '退回政务公开办' }).click();
    await expect(unit.getByText(`已退回 ${receiptCode}`)).toBeVisible();
  });

  await test.step('the desk finds the returned comment first, with the reason', async () => {
    await page
      .getByRole('navigation', { name: '列表' })
      .getByRole('link', { name: /^待分办/u })
      .click();
    const row = page.locator('.rows li').filter({ hasText: supportedTitle });
    await expect(row).toContainText('冠县民政局退回：主要是医保的事');
    await page.goto('/staff/#list=triage');
    await expect(page.locator('.rows li').first()).toContainText('冠县民政局退回');
    for (const width of [768, 1440]) {
      expect(await findOverflow(page, width)).toBe(0);
      await page.screenshot({ path: `.tmp/triage-${width}-list.png` });
    }
  });

  await test.step('another comment is declined with a listed reason', async () => {
    await page.goto(`/staff/#list=triage&q=${declinedTitle}`);
    await openCase(page, declinedTitle);
    await page.getByRole('button', { name: '不予受理' }).click();
    await page.locator('.move-form').getByRole('button', { name: '不予受理' }).click();
    await expect(page.getByText('请选择不予受理的理由')).toBeVisible();
    await page.getByLabel('不予受理的理由').selectOption('lawsuit');
    await page.getByLabel('补充说明').fill('县法院已经立案');
    for (const width of [768, 1440]) {
      expect(await findOverflow(page, width)).toBe(0);
      await page.screenshot({ path: `.tmp/triage-${width}-decline.png`, fullPage: true });
    }
    await page.locator('.move-form').getByRole('button', { name: '不予受理' }).click();
    await expect(page.getByText('已不予受理。')).toBeFocused();
  });

  await test.step('the resident reads reason and channel without script', async () => {
    const context = await browser.newContext({ baseURL: baseUrl, javaScriptEnabled: false });
    const resident = await context.newPage();
    await resident.goto('/follow/');
    await resident.getByLabel('受理编号').fill(receipt.receiptCode);
    await resident.getByLabel('查询码').fill(receipt.trackingCode);
    await resident.getByRole('button', { name: '查询' }).click();
    await expect(resident.getByText('应当通过诉讼解决，或者正在诉讼。')).toBeVisible();
    await expect(resident.getByText('县法院已经立案').first()).toBeVisible();
    await expect(resident.getByRole('link', { name: '12368' })).toHaveAttribute('href', 'tel:12368');
    await expect(resident.getByRole('link', { name: 'zxfw.court.gov.cn' })).toBeVisible();
    for (const width of [360, 768]) {
      await resident.setViewportSize({ width, height: 800 });
      await resident.screenshot({ path: `.tmp/triage-${width}-follow.png`, fullPage: true });
    }
    await context.close();
  });
  await supportingClerk.close();
  await unit.close();
});

test('the desk declines a duplicate by naming the earlier comment, and the resident says that it is another matter', async ({
  page,
  browser,
}) => {
  const earlier = await send('敬老院探视时间怎么定的');
  const receipt = await send('敬老院的探视时间怎么定');
  await signIn(page, 'desk');
  await page.goto(`/staff/#list=triage&q=${receipt.receiptCode}`);
  await openCase(page, '敬老院的探视时间怎么定');
  await page.getByRole('button', { name: '不予受理' }).click();
  const form = page.locator('.move-form');

  await test.step('the code is asked for with this reason only, and what was typed stays when it is refused', async () => {
    await expect(page.getByLabel('与哪一件重复？')).toHaveCount(0);
    await page.getByLabel('不予受理的理由').selectOption('repeated');
    await page.getByLabel('补充说明').fill('前一件已经分办');
    await page.getByLabel('与哪一件重复？').fill('GX000000-00000');
    await form.getByRole('button', { name: '不予受理' }).click();
    await expect(form.getByText('本地没有这个编号的留言，请核对')).toBeVisible();
    await expect(page.getByLabel('与哪一件重复？')).toHaveValue('GX000000-00000');
    await expect(page.getByLabel('补充说明')).toHaveValue('前一件已经分办');
  });

  await test.step('an alike comment is proposed and chosen', async () => {
    await form.getByRole('button', { name: earlier.receiptCode }).click();
    await expect(page.getByLabel('与哪一件重复？')).toHaveValue(earlier.receiptCode);
    for (const width of [768, 1440]) expect(await findOverflow(page, width)).toBe(0);
    await form.getByRole('button', { name: '不予受理' }).last().click();
    await expect(page.getByText('已不予受理。')).toBeFocused();
  });

  await test.step('the resident objects without script', async () => {
    const context = await browser.newContext({ baseURL: baseUrl, javaScriptEnabled: false });
    const resident = await context.newPage();
    await resident.goto('/follow/');
    await resident.getByLabel('受理编号').fill(receipt.receiptCode);
    await resident.getByLabel('查询码').fill(receipt.trackingCode);
    await resident.getByRole('button', { name: '查询' }).click();
    await expect(resident.getByText('这里不显示它的编号')).toBeVisible();
    await resident.getByText('不是同一件事？请政务公开办重新看').click();
    await resident.getByLabel('哪里不一样？').fill('我问的是另一所敬老院。');
    await resident.getByRole('button', { name: '不是同一件事，退回' }).click();
    await expect(resident.getByText('您认为不是同一件事')).toBeVisible();
    await context.close();
  });
});
