import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, findOverflow, openCase, signIn, test } from '../support/journey.ts';
import { codeAt, nextCode } from '../support/totp.ts';

const password = '柳树 铜锣 第七 渡口 明天见';

/** The authenticator app's current code. */
async function currentCode(page: Page): Promise<string> {
  const secret = (await page.locator('.secret').textContent()) ?? '';
  return codeAt(secret.replaceAll(' ', ''), Date.now());
}

const violationsOf = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);

test('a new clerk opens the admin’s link, sets up password and second factor, and signs in with both', async ({
  page,
  browser,
}) => {
  let link = '';
  let secret = '';
  await test.step('the admin creates the account', async () => {
    await signIn(page, 'admin');
    await expect(page.getByRole('link', { name: '留言办理' })).toHaveCount(0);
    await page.getByLabel('用户名').fill('Wang.Fang');
    await page.getByRole('button', { name: '新建并生成链接' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '账号没有建成' })).toBeFocused();
    // No role is selected by default.
    await expect(page.getByText('请选择岗位').first()).toBeVisible();
    await page.getByLabel('岗位').selectOption('政务公开办');
    await page.getByLabel('姓名').fill('王芳');
    await page.getByRole('button', { name: '新建并生成链接' }).click();
    const notice = page.getByRole('region', { name: '请把链接交给王芳' });
    await expect(notice).toBeFocused();
    link = (await notice.locator('output').textContent()) ?? '';
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await notice.getByRole('button', { name: '复制链接' }).click();
    await expect(notice.getByRole('status').filter({ hasText: '已复制' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(await findOverflow(page, 320)).toBe(0);
    const [box, inside] = [await notice.boundingBox(), await notice.locator('output').boundingBox()];
    expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0));
    expect(await notice.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect(page.getByRole('listitem', { name: '王芳' })).toContainText('还没有设置密码');
    await expect(page.getByRole('region', { name: '变动记录' })).toContainText('王芳（wang.fang）：新建账号');
    expect(await violationsOf(page)).toEqual([]);
  });

  const context = await browser.newContext();
  const clerk = await context.newPage();
  await test.step('the clerk sets a password', async () => {
    await clerk.goto(link);
    await expect(clerk.getByText('您的用户名是 wang.fang')).toBeVisible();
    expect(clerk.url()).not.toContain('#');
    await clerk.getByLabel('密码', { exact: true }).fill('wang.fang 2026 wang');
    await clerk.getByLabel('再填一次').fill('wang.fang 2026 wang');
    await clerk.getByRole('button', { name: '设置密码并登录' }).click();
    await expect(clerk.getByText('密码里不能有用户名或姓名').first()).toBeVisible();
    await clerk.getByLabel('密码', { exact: true }).fill(password);
    await clerk.getByLabel('再填一次').fill(password);
    await clerk.getByRole('button', { name: '设置密码并登录' }).click();
  });
  await test.step('the clerk enrols a second factor before seeing the queue', async () => {
    await expect(clerk.getByRole('heading', { name: '绑定动态口令' })).toBeVisible();
    await clerk.getByLabel('您的密码').fill(password);
    await clerk.getByRole('button', { name: '开始绑定' }).click();
    await expect(clerk.getByRole('img', { name: '动态口令的二维码' })).toBeVisible();
    expect(await violationsOf(clerk)).toEqual([]);
    await clerk.screenshot({ path: '.tmp/screens/enrol.png', fullPage: true });
    secret = ((await clerk.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
    await clerk.getByLabel('应用显示的 6 位数字').fill(await currentCode(clerk));
    await clerk.getByRole('button', { name: '完成绑定' }).click();
    await expect(clerk.getByRole('heading', { name: '留言办理' })).toBeVisible();
  });
  await test.step('the clerk signs out and in again with both', async () => {
    await clerk.getByRole('button', { name: '退出' }).click();
    await clerk.getByLabel('用户名').fill('wang.fang');
    await clerk.getByLabel('密码').fill(password);
    await clerk.getByRole('button', { name: '登录' }).click();
    await expect(clerk.getByRole('heading', { name: '输入动态口令' })).toBeFocused();
    await clerk.getByLabel('6 位数字').fill(await nextCode(secret));
    await clerk.getByRole('button', { name: '登录', exact: true }).click();
    await expect(clerk.getByRole('heading', { name: '留言办理' })).toBeVisible();
  });
  await test.step('disabling the account ends the clerk’s session at once', async () => {
    await page.getByRole('listitem', { name: '王芳' }).getByRole('button', { name: '停用' }).click();
    await expect(page.getByRole('listitem', { name: '王芳' })).toContainText('已停用');
    await clerk.getByRole('link', { name: '已办结' }).click();
    await expect(clerk.getByText('登录已到时')).toBeVisible();
    await clerk.goto(link);
    await expect(clerk.getByRole('heading', { name: '链接不能使用' })).toBeVisible();
  });
  await context.close();
});

test('an auditor reads comments and the account log and sees no button that changes anything', async ({ page }) => {
  await signIn(page, 'jiandu');
  await openCase(page, '惠农补贴发放结果没有看到公示');
  await expect(page.getByRole('heading', { name: '办理经过' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '办理', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '写明理由后查看' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: '登记进展' })).toHaveCount(0);
  await page.getByRole('link', { name: '账号管理' }).click();
  await expect(page.getByRole('listitem', { name: '示例：政务公开办', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: '变动记录' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['退出']);
});

test('a reviewer reads the county’s queue without moves on undrafted comments or access to accounts', async ({
  page,
}) => {
  await signIn(page, 'shenhe');
  await openCase(page, '惠农补贴发放结果没有看到公示');
  await expect(page.getByRole('heading', { name: '办理', exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: '账号管理' })).toHaveCount(0);
});

for (const width of [360, 768, 1440]) {
  test(`the account pages fit a screen of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, 'admin');
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect(page.getByRole('heading', { name: '变动记录' })).toBeVisible();
    await page.getByRole('listitem', { name: '示例：县民政局' }).getByRole('button', { name: '改岗位或单位' }).click();
    expect(await excess()).toBe(0);
    await page.screenshot({ path: `.tmp/screens/accounts-${width}.png`, fullPage: true });
    await page.getByRole('link', { name: '我的账号' }).click();
    await expect(page.getByRole('heading', { name: '修改密码' })).toBeVisible();
    expect(await excess()).toBe(0);
    await page.screenshot({ path: `.tmp/screens/own-account-${width}.png`, fullPage: true });
  });
}
