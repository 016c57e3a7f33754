import { findViolations } from '../support/axe.ts';
import { expect, findOverflow, signIn, test } from '../support/journey.ts';
import { isOwnServer } from '../support/journey-settings.ts';

test('the desk sees the site’s status, problems first, with what to do about them', async ({ page }) => {
  await signIn(page, 'desk');
  await page.getByRole('link', { name: '运行状态' }).click();
  await expect(page.getByRole('heading', { name: '运行状态', level: 1 })).toBeVisible();
  const items = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) });
  await expect(items.first()).toContainText('有问题');
  const backup = items.filter({ hasText: '备份' }).first();
  await expect(backup).toContainText(isOwnServer ? '请让运维人员运行 npm run backup' : 'D1 自带 30 天历史');
  if (!isOwnServer) await expect(backup).toContainText('npm run export');
  await expect(items.filter({ hasText: '通知渠道' })).toContainText('谁也收不到通知和催办');
  await expect(items.filter({ hasText: '网站标识和备案' })).toContainText('公安机关备案号');
  await expect(items.filter({ hasText: '数据库结构' })).toContainText('正常');
  expect(await findViolations(page)).toEqual([]);
  for (const width of [768, 1440]) {
    expect([width, await findOverflow(page, width)]).toEqual([width, 0]);
    await page.screenshot({ path: `.tmp/screens/status-${width}.png`, fullPage: true });
  }
});
