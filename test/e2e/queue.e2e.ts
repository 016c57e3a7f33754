// Daily use of the queue: filters in the address, saved views, bulk assignment, live changes and the keyboard.
import type { Locator, Page, Route } from '@playwright/test';
import { expect, findCase, move, openCase, paintTwice, signIn, signInByForm, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { sendToServer } from '../support/server.ts';

const send = async (title: string) => (await sendToServer(Number(new URL(baseUrl).port), title)).receiptCode;

const rows = (page: Page) => page.locator('.rows li');
const openFilters = async (page: Page) => {
  const filters = page.locator('.queue-filters');
  if ((await filters.getAttribute('open')) === null) await filters.locator('summary').click();
};

test('filters survive reload and back navigation and report hidden overdue comments', async ({ page }) => {
  await signIn(page, 'desk');
  await expect(rows(page).first()).toBeVisible();
  await openFilters(page);
  await page.getByLabel('类型').selectOption('建议');
  await expect(page).toHaveURL(/#list=open&kind=suggestion$/u);
  await expect(page.getByText('已按条件筛选。')).toBeVisible();
  await expect(page.getByText(/筛选隐藏了 \d+ 件已超期的留言。/u)).toBeVisible();
  const titles = await page.locator('.row-title').allTextContents();
  await page.reload();
  await expect(page.getByText('已按条件筛选。')).toBeVisible();
  await expect(page.locator('.row-title')).toHaveText(titles);
  await expect(page.getByLabel('类型')).toHaveValue('suggestion');
  await page.getByRole('link', { name: '清除' }).click();
  await expect(page.getByText('已按条件筛选。')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('已按条件筛选。')).toBeVisible();
});

test('a search finds words and receipt codes in every list', async ({ page }) => {
  const receiptCode = await send('找得到的那一件');
  await signIn(page, 'desk');
  const search = page.getByRole('searchbox', { name: '搜索标题、内容或受理编号' });
  await search.fill('找得到的那一件');
  await search.press('Enter');
  await expect(page.locator('.row-title')).toHaveText(['找得到的那一件']);
  // Search for the end of a code, and for the full line of a receipt.
  for (const code of [receiptCode.slice(9), `受理编号：${receiptCode}`]) {
    await search.fill(code);
    await search.press('Enter');
    await expect(page).toHaveURL(new RegExp(encodeURIComponent(code)));
    await expect(page.locator('.row-title')).toHaveText(['找得到的那一件']);
  }
  await search.fill('养');
  await search.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('请至少输入两个连着的字，或受理编号的一段。');
  await expect(page.getByText('没有符合条件的留言。')).toHaveCount(0);
});

test('a view is saved under a name, reopened and deleted', async ({ page }) => {
  await signIn(page, 'desk');
  await openFilters(page);
  await page.getByLabel('状态').selectOption('待受理');
  await page.getByLabel('视图的名字').fill('还没分的');
  await page.getByRole('button', { name: '保存视图' }).click();
  await expect(page.getByText('已保存「还没分的」。')).toBeVisible();
  await page.goto('/staff/#list=closed');
  await page.reload();
  await openFilters(page);
  await page.getByRole('link', { name: '还没分的' }).click();
  await expect(page).toHaveURL(/#list=open&state=received$/u);
  await page.getByRole('button', { name: '删除视图「还没分的」' }).click();
  await expect(page.getByText('已删除「还没分的」。')).toBeVisible();
});

test('assigns many comments at once and names those that another clerk moved first', async ({ page }) => {
  const codes = [await send('一起分办甲'), await send('一起分办乙'), await send('一起分办丙')];
  await signIn(page, 'desk');
  await page.goto('/staff/#list=open&q=一起分办');
  await expect(rows(page)).toHaveCount(3);
  // Block polling, so that the page misses the next change.
  await page.route('**/api/desk/changes?*', (route) => route.abort());
  const bulk = page.getByRole('form', { name: '分办选中的留言' });
  await expect(bulk.getByRole('button')).toHaveText(['全选 3 件']);
  await bulk.getByRole('button', { name: '全选 3 件' }).click();
  await expect(rows(page).getByRole('checkbox', { checked: true })).toHaveCount(3);
  await bulk.getByRole('button', { name: '分办 3 件' }).click();
  await expect(bulk.getByRole('alert')).toHaveText('请选择责任单位');
  await bulk.getByRole('button', { name: '全部不选' }).click();
  await expect(rows(page).getByRole('checkbox', { checked: false })).toHaveCount(3);
  for (const code of codes) await page.getByRole('checkbox', { name: code }).check();
  await move(page, codes[1] ?? '', 1, { move: 'assign', unit: 'jiaotiju' });
  await page.getByLabel('分给').selectOption('冠县民政局');
  await page.getByRole('button', { name: '分办 3 件' }).click();
  await expect(page.getByText('已分办 2 件，1 件没有办成。')).toBeFocused();
  await expect(page.getByRole('list', { name: '没有办成的' })).toContainText(
    `${codes[1]}「一起分办乙」：这件留言刚刚被别人办理过`,
  );
  await expect(rows(page).filter({ hasText: '冠县民政局' })).toHaveCount(2);
  // Assigned comments have no tick box.
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).getByRole('checkbox')).toHaveCount(0);
});

test('two clerks see each other and each other’s changes, and a conflicting move lists what changed', async ({
  page,
  browser,
}) => {
  const title = '两个人同时看的';
  const receiptCode = await send(title);
  const other = await browser.newPage();
  await signIn(other, 'desk');
  await signIn(page, 'desk');
  await page.goto('/staff/#list=open&q=两个人同时看的');
  await expect(rows(page)).toHaveCount(1);

  await test.step('a change appears without any action', async () => {
    await move(other, receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
    await expect(rows(page)).toContainText('办理中');
    await expect(page.getByText('刚刚有变化，列表已更新。')).toBeVisible();
  });

  const unit = await browser.newPage();
  await signIn(unit, 'minzheng');
  await findCase(unit, title);
  await openCase(page, title);
  await test.step('each sees that the other has the comment open', async () => {
    await expect(page.getByText('示例：县民政局也在看这件')).toBeVisible();
    await expect(unit.getByText('示例：政务公开办也在看这件')).toBeVisible();
  });

  await test.step('the second move is refused, and the clerk sees what changed meanwhile', async () => {
    await page.getByRole('button', { name: '改类' }).click();
    await page.getByLabel('理由').fill('只问办公时间');
    await unit.getByRole('button', { name: '退回' }).click();
    await unit.getByLabel('理由').fill('不属于本单位职责');
    await unit.getByRole('button', { name: '退回政务公开办' }).click();
    await expect(unit.getByText(`已退回 ${receiptCode}`)).toBeVisible();
    await page.locator('.move-form button[type="submit"]').click();
    await expect(page.getByRole('alert').filter({ hasText: '刚刚被别人办理过' })).toBeFocused();
    const changes = page.locator('.move-form').getByRole('list', { name: '您打开以后的变化' });
    await expect(changes).toContainText('冠县民政局退回');
    await expect(changes).toContainText('不属于本单位职责');
    await expect(page.getByLabel('理由')).toHaveValue('只问办公时间');
  });
  await other.close();
  await unit.close();
});

test('keeps the clerk’s choice when a live update arrives mid-click', async ({ page }) => {
  const title = '正要点开的一件';
  const receiptCode = await send(title);
  await signIn(page, 'desk');
  await page.goto('/staff/#list=open&q=正要点开的一件');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('待受理');
  const link = page.getByRole('link', { name: title });
  const opened = page.getByRole('heading', { name: title, level: 2, exact: true });

  /** Delays a response of `address`, makes a change, and releases the response during the click. */
  const releaseDuringClick = async (address: string, change: () => Promise<void>, where: Locator) => {
    const requested = new Promise<Route>((hold) => {
      void page.route(address, hold, { times: 1 });
    });
    await change();
    const route = await requested;
    await where.hover();
    await page.mouse.down();
    const answered = page.waitForResponse(address);
    await route.continue();
    await (await answered).finished();
    await paintTwice(page);
  };

  await test.step('an update arrives during the click on a row', async () => {
    const change = () => move(page, receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
    await releaseDuringClick('**/api/desk/changes?*', change, link);
    await expect(rows(page)).toContainText('待受理');
    await page.mouse.up();
    await expect(opened).toBeVisible();
    await expect(rows(page)).toContainText('冠县民政局');
  });

  await test.step('an update arrives during the click on a filter', async () => {
    await openFilters(page);
    const urged = page.getByLabel('督办').first();
    const action = { move: 'classify', classification: 'simple', reason: '只问办公时间' };
    await releaseDuringClick('**/api/desk/changes?*', () => move(page, receiptCode, 2, action), urged);
    await page.mouse.up();
    await expect(page.getByText('没有符合条件的留言。')).toBeVisible();
    await paintTwice(page);
    await expect(rows(page)).toHaveCount(0);
    await urged.uncheck();
    await expect(rows(page)).toContainText('冠县民政局');
  });

  await test.step('new rows arrive during the click', async () => {
    await page.keyboard.press('u');
    await expect(opened).toHaveCount(0);
    const action = { move: 'transfer', unit: 'jiaotiju', reason: '归教体部门管' };
    await releaseDuringClick('**/api/queue?*', () => move(page, receiptCode, 3, action), link);
    await expect(rows(page)).toContainText('冠县民政局');
    await page.mouse.up();
    await expect(opened).toBeVisible();
    await expect(rows(page)).toContainText('冠县教育和体育局');
  });
});

test('an urged comment is marked for the unit in list and case, and can be filtered', async ({ page, browser }) => {
  const title = '要督办的一件';
  const receiptCode = await send(title);
  await signIn(page, 'desk');
  await move(page, receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
  await findCase(page, title);
  await page.getByRole('button', { name: '督办' }).click();
  await page.getByLabel('理由').fill('明天到期，请今天答复');
  await page.getByRole('button', { name: '督办冠县民政局' }).click();
  await expect(page.getByText('已督办。')).toBeFocused();
  const unit = await browser.newPage();
  await signIn(unit, 'minzheng');
  await openFilters(unit);
  await unit.getByLabel('只看督办').check();
  await expect(rows(unit).filter({ hasText: title })).toContainText('督办');
  await openCase(unit, title);
  await expect(unit.getByText('明天到期，请今天答复')).toBeVisible();
  await unit.close();
});

test('a clerk searches, selects and assigns by keyboard alone', async ({ page }) => {
  await send('逐键甲');
  await send('逐键乙');
  await signInByForm(page, 'desk');
  const keys = page.keyboard;
  const focused = page.locator(':focus');
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeFocused();
  await keys.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await keys.press('Escape');
  await keys.press('/');
  // In a text field, keys type text.
  await keys.type('逐键 jkx');
  await expect(page.getByRole('searchbox')).toHaveValue('逐键 jkx');
  for (let index = 0; index < 4; index++) await keys.press('Backspace');
  await keys.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await keys.press('j');
  await expect(focused).toContainText('逐键乙');
  await keys.press('x');
  await keys.press('j');
  await keys.press('x');
  await expect(page.getByRole('button', { name: '分办 2 件' })).toBeVisible();
  await keys.press('a');
  await expect(page.getByLabel('分给')).toBeFocused();
  const unit = page.getByLabel('分给').locator('option:checked');
  while ((await unit.textContent()) !== '冠县民政局') await keys.press('ArrowDown');
  await keys.press('Tab');
  await keys.press('Enter');
  await expect(page.getByText('已分办 2 件。')).toBeFocused();
  await keys.press('j');
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: '逐键乙', level: 2 })).toBeFocused();
  await keys.press('a');
  await expect(page.getByRole('combobox', { name: '责任单位' })).toBeFocused();
  await keys.press('Escape');
  await keys.press('m');
  await expect(focused).toHaveText('改类');
  await keys.press('u');
  await expect(page).toHaveURL(/#list=open&q=[^&]+$/u);
  await keys.press('g');
  await keys.press('c');
  await expect(page).toHaveURL(/#list=overdue$/u);
});

for (const width of [360, 768, 1440]) {
  test(`filters, selection and shortcuts fit a screen of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, 'desk');
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await openFilters(page);
    await rows(page).getByRole('checkbox').first().check();
    expect(await excess()).toBe(0);
    await page.screenshot({ path: `.tmp/desk-${width}-list.png` });
    await page.getByRole('button', { name: '快捷键' }).click();
    await page.screenshot({ path: `.tmp/desk-${width}-keys.png` });
    expect(await excess()).toBe(0);
    await page.keyboard.press('Escape');
    await openCase(page, '惠农补贴发放结果没有看到公示');
    expect(await excess()).toBe(0);
    await page.screenshot({ path: `.tmp/desk-${width}-case.png` });
  });
}
