import type { Browser, Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import {
  type Codes,
  expect,
  fillComment,
  findCase,
  findOverflow,
  openCase,
  readCodesCookie,
  sendComment,
  sendReply,
  signIn,
  test,
  waitForScript,
} from '../support/journey.ts';

const reply = '您好，名单在县民政局专栏公布。';

/** The island renders the form with script and the server without it; the text is the same. */
async function askAbout(page: Page, title: string, isScripted = true): Promise<Codes> {
  await page.goto('/ask/?about=guanxian-2021/tasks/15');
  if (isScripted) await waitForScript(page);
  await fillComment(page, title);
  await page.getByLabel('怎么称呼您').fill('王五');
  await page.getByLabel('手机、电话或邮箱').fill('13700001234');
  await sendComment(page);
  return readCodesCookie(page);
}

/**
 * The desk assigns and the unit answers, each in its own browser.
 *
 * @param isHeld true if the comment was sent without script, so that the desk must release it first
 */
async function answer(browser: Browser, title: string, receiptCode: string, isHeld = false): Promise<void> {
  const desk = await browser.newPage({ javaScriptEnabled: true });
  await signIn(desk, 'desk');
  await findCase(desk, title);
  if (isHeld) {
    await desk.getByRole('button', { name: '放行' }).click();
    await desk.getByRole('button', { name: '放行，照常办理' }).click();
    await expect(desk.getByText('已放行。')).toBeVisible();
  }
  await desk.getByRole('button', { name: '分办' }).click();
  await desk.getByLabel('责任单位').selectOption('minzhengju');
  await desk.getByRole('button', { name: '分给冠县民政局' }).click();
  await expect(desk.getByText('已分办。')).toBeVisible();
  await desk.close();
  const unit = await browser.newPage({ javaScriptEnabled: true });
  await signIn(unit, 'minzheng');
  await findCase(unit, title);
  await unit.getByRole('button', { name: '答复', exact: true }).click();
  await unit.getByLabel('答复内容').fill(reply);
  await sendReply(unit, receiptCode);
  await unit.close();
}

for (const javaScriptEnabled of [true, false]) {
  const scriptMode = javaScriptEnabled ? 'with script' : 'without script';

  test.describe(scriptMode, () => {
    test.use({ javaScriptEnabled });

    test(`a resident rates a reply, disputes it and asks a follow-up, ${scriptMode}`, async ({ page, browser }) => {
      const title = `名单在哪里公布（${scriptMode}）`;
      const { receiptCode } = await askAbout(page, title, javaScriptEnabled);
      await answer(browser, title, receiptCode, !javaScriptEnabled);
      await page.goto('/follow/result/');
      await expect(page.getByText(reply)).toBeVisible();

      await test.step('a rating with a missing score is refused and keeps the others', async () => {
        await page.getByText('评价这次答复').click();
        await page.getByRole('group', { name: '解决程度' }).getByLabel('4 分').check();
        await page.getByRole('group', { name: '办理时间' }).getByLabel('5 分').check();
        await page.getByRole('button', { name: '提交评价' }).click();
        await expect(page.getByRole('alert')).toContainText('请选择 1 到 5 分');
        await expect(page.getByRole('group', { name: '解决程度' }).getByLabel('4 分')).toBeChecked();
        await page.getByRole('group', { name: '办理态度' }).getByLabel('3 分').check();
        await page.getByRole('button', { name: '提交评价' }).click();
        await expect(page.getByRole('status')).toHaveText('谢谢，您的评价已记下。');
        await expect(page.getByText('解决程度 4 分，办理时间 5 分，办理态度 3 分')).toBeVisible();
        await expect(page.getByText('评价这次答复')).toHaveCount(0);
      });

      await test.step('a dispute returns the comment to the desk once', async () => {
        await page.getByText('答非所问？退回重新答复').click();
        await page.getByLabel('哪里没有答到？').fill('我问的是乡镇的名单，不是县里的。');
        await page.getByRole('button', { name: '认为答非所问，退回' }).click();
        await expect(page.getByRole('status')).toContainText('是否按期的结论不变');
        await expect(page.getByText('有异议，待处理')).toBeVisible();
        await expect(page.getByText('答非所问？退回重新答复')).toHaveCount(0);
        await page.goto('/follow/result/');
        await expect(page.getByText('按期，', { exact: false }).first()).toBeVisible();
      });

      await test.step('a follow-up is a separate comment linked to the first', async () => {
        await page.getByRole('button', { name: '还有疑问，追问一件' }).click();
        await expect(page.getByText(`这是对 ${receiptCode} 的追问`)).toBeVisible();
        await fillComment(page, `乡镇的名单呢（${scriptMode}）`);
        await sendComment(page);
        await readCodesCookie(page);
        await page.getByRole('link', { name: '查看办理进度' }).click();
        await expect(page.getByText(`这是对 ${receiptCode} 的追问。`)).toBeVisible();
      });
    });

    test(`a resident withdraws consent, comment and personal data, ${scriptMode}`, async ({ page }) => {
      const { receiptCode } = await askAbout(page, `想想还是撤回（${scriptMode}）`, javaScriptEnabled);
      await page.goto('/follow/result/');
      await expect(page.getByText('称呼（王**）、联系方式（137****1234）')).toBeVisible();
      for (const [title, button, done] of [
        ['收回公开的同意', '收回同意，不再公开', '已收回公开的同意'],
        ['撤回这件留言', '撤回留言', '留言已撤回，不再办理。'],
        ['抹去我的称呼、联系方式和附件', '抹去称呼、联系方式和附件', '称呼、联系方式和附件已抹去。'],
      ] as const) {
        await expect(page.getByRole('button', { name: button })).toBeHidden();
        await page.getByText(title, { exact: true }).click();
        await page.getByRole('button', { name: button }).click();
        await expect(page.getByRole('status')).toContainText(done);
        await expect(page.getByText(title, { exact: true })).toHaveCount(0);
      }
      await expect(page.locator('.state')).toHaveText('已撤回');
      await expect(page.getByText('没有存您的称呼和联系方式。')).toBeVisible();

      const [calendar] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '存入日历' }).click(),
      ]);
      expect(calendar.suggestedFilename()).toBe(`${receiptCode}.ics`);
      const [data] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: '存下的全部内容' }).click(),
      ]);
      expect(data.suggestedFilename()).toBe(`${receiptCode}.json`);
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the follow page passes axe with every section open and with errors', async ({ page, browser }) => {
      const title = `无障碍：答复以后 ${colorScheme}`;
      const { receiptCode } = await askAbout(page, title);
      await answer(browser, title, receiptCode);
      await page.goto('/follow/result/');
      for (const part of await page.locator('.resident-move > summary').all()) await part.click();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: '提交评价' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
    });
  });
}

test('the follow page’s sections fit a narrow screen and are not printed', async ({ page, browser }) => {
  const title = '窄屏和打印';
  const { receiptCode } = await askAbout(page, title);
  await answer(browser, title, receiptCode);
  await page.goto('/follow/result/');
  for (const part of await page.locator('.resident-move > summary').all()) await part.click();
  for (const width of [320, 360, 768, 1280]) expect([width, await findOverflow(page, width)]).toEqual([width, 0]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.resident-move').first()).toBeHidden();
  await expect(page.getByText(reply)).toBeVisible();
});

test('the desk sees a dispute in its own list, and the unit corrects the reply', async ({ page, browser }) => {
  const title = '答非所问的一件';
  const { receiptCode } = await askAbout(page, title);
  await answer(browser, title, receiptCode);
  await page.goto('/follow/result/');
  await page.getByText('答非所问？退回重新答复').click();
  await page.getByLabel('哪里没有答到？').fill('我问的是乡镇的名单，不是县里的。');
  await page.getByRole('button', { name: '认为答非所问，退回' }).click();
  await expect(page.getByRole('status')).toContainText('是否按期的结论不变');

  const unit = await browser.newPage();
  await signIn(unit, 'minzheng');
  await unit
    .getByRole('navigation', { name: '列表' })
    .getByRole('link', { name: /^有异议/ })
    .click();
  await openCase(unit, title);
  await expect(unit.getByRole('region', { name: '留言人认为答非所问', exact: true })).toContainText(
    '我问的是乡镇的名单',
  );
  await unit.getByRole('button', { name: '更正答复' }).click();
  await unit.getByLabel('答复内容').fill('您好，乡镇名单见附表。');
  await unit.getByLabel('理由').fill('补充乡镇名单');
  await unit.getByRole('button', { name: /^更正答复 GX/ }).click();
  await expect(unit.getByText('已更正答复。')).toBeFocused();
  await unit.close();

  await page.goto('/follow/result/');
  await expect(page.getByText('您好，乡镇名单见附表。')).toBeVisible();
  await expect(page.locator('.state')).toHaveText('已答复');
});
