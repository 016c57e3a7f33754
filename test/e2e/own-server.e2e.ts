// A self-hosted site: no Cloudflare, no workerd, SQLite in a folder.
import { deleteFolder, makeDataFolder } from '../support/data-folder.ts';
import { expect, fillComment, test } from '../support/journey.ts';
import { clockStart } from '../support/journey-settings.ts';
import { freePort, serveNode } from '../support/node-process.ts';

test('a resident asks a self-hosted county without script and follows the comment after a restart', async ({
  browser,
}) => {
  const data = makeDataFolder();
  // Keep the port across the restart.
  const port = await freePort();
  let site = await serveNode(data, { CLOCK_START: clockStart }, port);
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.origin });
    const page = await context.newPage();
    await page.goto('/documents/guanxian-2021/tasks/17/');
    await page.getByRole('link', { name: '就此提问' }).first().click();
    await fillComment(page, '自家服务器上的问题');
    await page.getByRole('button', { name: '下一步：预览' }).click();
    await page.getByRole('button', { name: '提交留言' }).click();
    await expect(page.getByRole('heading', { name: '留言已收到' })).toBeVisible();
    const [receiptCode = '', trackingCode = ''] = await page.locator('output.code').allTextContents();

    expect(await site.stop()).toBe(0);
    site = await serveNode(data, { CLOCK_START: '2026-12-01T09:00:00+08:00' }, port);
    await page.goto('/follow/');
    await page.getByLabel('受理编号').fill(receiptCode);
    await page.getByLabel('查询码').fill(trackingCode);
    await page.getByRole('button', { name: '查询' }).click();
    await expect(page.getByRole('heading', { name: '自家服务器上的问题' })).toBeVisible();
    await expect(page.getByText('超期').first()).toBeVisible();
    await context.close();
  } finally {
    await site.kill();
    deleteFolder(data);
  }
});
