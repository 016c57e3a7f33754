import { expect, findCase, move, openCase, signIn, signInByForm, test } from '../support/journey.ts';
import { baseUrl, samplePassword } from '../support/journey-settings.ts';
import { sendToServer } from '../support/server.ts';

const send = async (title: string) => (await sendToServer(Number(new URL(baseUrl).port), title)).receiptCode;

test('a clerk’s draft survives everything but sending', async ({ page, context }) => {
  const title = '草稿还在不在';
  await send(title);
  await signInByForm(page, 'desk');
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeFocused();
  await findCase(page, title);
  const field = page.getByLabel('补充说明');
  const ground = page.getByLabel('不予受理的理由');
  await page.getByRole('button', { name: '不予受理' }).click();
  await expect(ground).toBeFocused();
  await ground.selectOption('lawsuit');
  await field.fill('正在诉讼，请向法院反映');

  await test.step('the draft survives closing the form', async () => {
    await page.getByRole('button', { name: '收起，内容保留' }).click();
    await expect(page.getByRole('button', { name: '不予受理 有未发出的内容' })).toBeFocused();
  });
  await test.step('the draft survives visiting another comment', async () => {
    await findCase(page, '网站留言是几个工作日答复？');
    await page.goBack();
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeFocused();
    await expect(field).toHaveValue('正在诉讼，请向法院反映');
  });
  await test.step('the draft survives a reload', async () => {
    await page.reload();
    await expect(ground).toHaveValue('lawsuit');
    await expect(field).toHaveValue('正在诉讼，请向法院反映');
  });
  const decline = page.locator('.move-form').getByRole('button', { name: '不予受理' });
  await test.step('the draft survives a failing network', async () => {
    await context.setOffline(true);
    await decline.click();
    await expect(page.getByRole('alert').filter({ hasText: '没有发出去' })).toBeFocused();
    await expect(field).toHaveValue('正在诉讼，请向法院反映');
    await context.setOffline(false);
  });
  await decline.click();
  await expect(page.getByText('已不予受理。')).toBeFocused();
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')))).toEqual([]);
});

test('an open list signs out when its session ends and shows nothing after another account signs in', async ({
  page,
  browser,
}) => {
  await signInByForm(page, 'desk');
  const another = await page.context().newPage();
  await another.goto('/staff/');
  await another.getByRole('button', { name: '退出' }).click();
  await expect(another.getByText('已退出。')).toBeFocused();
  await expect(page.getByText('登录已到时')).toBeFocused();

  await signInByForm(page, 'desk');
  await another.reload();
  await expect(another.getByRole('heading', { name: '留言办理', level: 1 })).toBeVisible();
  const elsewhere = await browser.newPage();
  await signIn(elsewhere, 'pingyin');
  await elsewhere.close();
  // Another account signs in in another tab.
  await signIn(page, 'pingyin');
  await another.bringToFront();
  await expect(another.getByText('现在登录的是另一个账号')).toBeVisible();
  await expect(another.getByRole('navigation', { name: '列表' })).toHaveCount(0);
});

test('a list that failed to load reloads by itself once the network is back', async ({ page }) => {
  await signIn(page, 'desk');
  const lists = page.getByRole('navigation', { name: '列表' });
  await page.route('**/api/**', (route) => route.abort());
  await lists.getByRole('link', { name: '已超期' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '列表没有读到' })).toBeVisible();
  await page.unroute('**/api/**');
  await expect(page.locator('.row-title').first()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a list left open past midnight refreshes by itself', async ({ page }) => {
  let pollCount = 0;
  await page.route('**/api/desk/changes?*', async (route) => {
    const response = await route.fetch();
    pollCount += 1;
    const today = pollCount === 1 ? '2026-11-20' : '2026-11-21';
    await route.fulfill({ response, json: { ...(await response.json()), changed: [], today } });
  });
  await signIn(page, 'desk');
  await expect(page.getByText('刚刚有变化，列表已更新。')).toBeVisible();
  // Answer the first poll with the same day.
  expect(pollCount).toBeGreaterThan(1);
});

test('keeps the reply draft when the session expires and the clerk signs in again', async ({ page, context }) => {
  const title = '登录到时以后';
  await send(title);
  // Block polling, so that the clerk acts before the list notices.
  await page.route('**/api/desk/changes?*', (route) => route.abort());
  await signIn(page, 'desk');
  await findCase(page, title);
  await page.getByRole('button', { name: '不予受理' }).click();
  await page.getByLabel('不予受理的理由').selectOption('lawsuit');
  await page.getByLabel('补充说明').fill('正在诉讼，请向法院反映');
  await context.clearCookies();
  await page.locator('.move-form').getByRole('button', { name: '不予受理' }).click();
  await expect(page.getByText('登录已到时')).toBeFocused();

  await page.getByLabel('用户名').fill('　desk ');
  await page.getByLabel('密码').fill(samplePassword);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: title, exact: true })).toBeFocused();
  await expect(page.getByLabel('补充说明')).toHaveValue('正在诉讼，请向法院反映');

  await page.getByRole('button', { name: '退出' }).click();
  await expect(page.getByText('已退出。')).toBeFocused();
  await signInByForm(page, 'desk');
  await findCase(page, title);
  await expect(page.getByRole('button', { name: '不予受理', exact: true })).toBeVisible();
  await expect(page.getByLabel('补充说明')).toHaveCount(0);
});

test('tells the unit when a comment leaves it and keeps the unsent text', async ({ page, browser }) => {
  const returned = await send('退回的一件');
  const transferred = await send('转走的一件');
  const desk = await browser.newPage();
  await signIn(desk, 'desk');
  for (const receiptCode of [returned, transferred]) {
    await move(desk, receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
  }
  await signIn(page, 'minzheng');

  await test.step('the unit returns the comment', async () => {
    await findCase(page, '退回的一件');
    await page.getByRole('button', { name: '退回' }).click();
    await page.getByLabel('理由').fill('不属于本单位职责');
    await page.getByRole('button', { name: '退回政务公开办' }).click();
    await expect(page.getByRole('status').filter({ hasText: `已退回 ${returned}` })).toBeFocused();
    await expect(page.getByRole('link', { name: '退回的一件' })).toHaveCount(0);
  });

  await test.step('the desk transfers the comment while the unit writes', async () => {
    await findCase(page, '转走的一件');
    await page.getByRole('button', { name: '答复', exact: true }).click();
    await page.getByLabel('答复内容').fill('您好：\n名单在专栏公布。');
    await move(desk, transferred, 2, { move: 'transfer', unit: 'jiaotiju', reason: '按职责转办' });
    await page.getByRole('button', { name: `答复 ${transferred}` }).click();
    await expect(page.getByRole('heading', { name: '这件留言刚刚被转办或退回' })).toBeFocused();
    await expect(page.getByRole('region', { name: '没有发出的内容：答复' })).toContainText('名单在专栏公布。');
    await page.getByRole('link', { name: '回到列表' }).click();
    await expect(page.getByRole('link', { name: '转走的一件' })).toHaveCount(0);
  });
  await desk.close();
});

test('the address says which list is open', async ({ page }) => {
  await signIn(page, 'desk');
  const lists = page.getByRole('navigation', { name: '列表' });
  await lists.getByRole('link', { name: '已超期 1 件' }).click();
  await expect(page.locator('.rows a')).toHaveCount(1);
  await lists.getByRole('link', { name: '已办结' }).click();
  await expect(page.getByRole('link', { name: '孩子入学需要哪些材料？' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: '孩子入学需要哪些材料？' })).toBeVisible();
  await page.goBack();
  await expect(page.locator('.rows a')).toHaveCount(1);
  await expect(lists.locator('[aria-current]')).toHaveText('已超期1 件');
});

for (const [days, words] of [
  [29, ''],
  [30, '最早一件留言已 30 天未答复。打开这一件'],
  [62, '最早一件留言已 62 天未答复。超过 3 个月未答复，国家检查政府网站时一票否决。打开这一件'],
] as const) {
  test(`a comment that waits ${days} days ${words ? 'triggers a warning' : 'triggers no warning yet'}`, async ({
    page,
  }) => {
    await page.route('**/api/queue?*', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      if (response.ok()) body.oldestUnanswered.days = days;
      await route.fulfill({ response, json: body });
    });
    await signIn(page, 'desk');
    await expect(page.locator('.rows a').first()).toBeVisible();
    await expect(page.locator('.note')).toHaveText(words ? [words] : []);
    if (words) {
      await page.getByRole('link', { name: '打开这一件' }).click();
      await expect(page.getByRole('heading', { name: '惠农补贴发放结果没有看到公示' })).toBeFocused();
    }
  });
}

for (const width of [360, 768, 1280]) {
  test(`queue and comment fit a screen of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, 'desk');
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect(page.locator('.rows a').first()).toBeVisible();
    expect(await excess()).toBe(0);
    await openCase(page, '惠农补贴发放结果没有看到公示');
    await page.getByRole('button', { name: '转办' }).click();
    expect(await excess()).toBe(0);
  });
}
