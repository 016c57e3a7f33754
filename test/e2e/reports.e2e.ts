import { readFile } from 'node:fs/promises';
import { findViolations } from '../support/axe.ts';
import { expect, findOverflow, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';

test('an auditor exports the yearly report and finds who viewed a contact, when and why', async ({ page, browser }) => {
  const reason = '电话核实具体位置';
  let receiptCode = '';
  await test.step('a resident asks, and the desk views the contact', async () => {
    const context = await browser.newContext();
    const desk = await context.newPage();
    const fields = { about: 'guanxian-2021/tasks/17', kind: 'question', title: '核实位置', publish: 'no' };
    const contactFields = { text: '请问养老服务中心的具体位置在哪里？', contact: '13900000000', key: '7'.repeat(32) };
    const sent = await desk.request.post('/api/comments', { data: { ...fields, ...contactFields } });
    ({ receiptCode } = await sent.json());
    await signIn(desk, 'desk');
    const headers = { origin: baseUrl };
    const path = `/api/queue/${receiptCode}/contact-views`;
    expect((await desk.request.post(path, { headers, data: { reason } })).status()).toBe(200);
    await context.close();
  });
  await test.step('the auditor exports the report', async () => {
    await signIn(page, 'jiandu');
    await page.getByRole('link', { name: '统计导出' }).click();
    await expect(page.getByRole('row', { name: '收到留言数量' })).toBeVisible();
    const workbook = page.waitForEvent('download');
    await page.getByRole('link', { name: '全部 .xlsx' }).click();
    expect((await workbook).suggestedFilename()).toMatch(/^report-\d{4}\.xlsx$/u);
    expect(await findViolations(page)).toEqual([]);
    for (const width of [360, 768, 1440]) {
      expect([width, await findOverflow(page, width)]).toEqual([width, 0]);
      await page.screenshot({ path: `.tmp/screens/reports-${width}.png`, fullPage: true });
    }
  });
  await test.step('the exported file matches the page', async () => {
    // In this county no other end-to-end test sends comments, so page and file count the same ones.
    const desk = await browser.newPage();
    await signIn(desk, 'pingyin');
    await desk.getByRole('link', { name: '统计导出' }).click();
    const received = desk.getByRole('row', { name: '收到留言数量' }).getByRole('cell').first();
    const download = desk.waitForEvent('download');
    await desk.getByRole('link', { name: '年度报表 .csv' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv).toContain(`收到留言数量,${await received.textContent()},`);
    await desk.close();
  });
  await test.step('the auditor finds the contact view with its reason', async () => {
    await page.getByRole('link', { name: '联系方式查看记录' }).click();
    const row = page.getByRole('row', { name: receiptCode });
    await expect(row).toContainText('示例：政务公开办（desk）');
    await expect(row).toContainText(reason);
    await expect(page.getByRole('main')).not.toContainText('13900000000');
    expect(await findViolations(page)).toEqual([]);
    for (const width of [360, 768, 1440]) {
      expect([width, await findOverflow(page, width)]).toEqual([width, 0]);
      await page.screenshot({ path: `.tmp/screens/contact-views-${width}.png`, fullPage: true });
    }
    await page.getByLabel('查看人').selectOption({ label: '示例：县民政局（minzheng）' });
    await page.getByRole('button', { name: '筛选' }).click();
    await expect(row).toHaveCount(0);
    await page.getByLabel('查看人').selectOption('');
    await page.getByRole('button', { name: '筛选' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出办理记录 .csv' }).click();
    const events = await readFile(await (await download).path(), 'utf8');
    expect(events).toContain(`${receiptCode},查看联系方式,政务公开办,示例：政务公开办（desk）,,${reason}`);
    await row.getByRole('link', { name: receiptCode }).click();
    await expect(page.getByRole('heading', { name: '办理经过' })).toBeVisible();
    await expect(page.getByText(`政务公开办，示例：政务公开办（desk）：${reason}`)).toBeVisible();
  });
});

test('a unit’s clerk can open neither page', async ({ page }) => {
  await signIn(page, 'minzheng');
  await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible();
  await expect(page.getByRole('link', { name: '统计导出' })).toHaveCount(0);
  await page.goto('/staff/contact-views/');
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeVisible();
});
