import { expect, fillComment, readCodesCookie, sendComment, test, waitForScript } from '../support/journey.ts';

test('a resident verifies the time of receipt against the public ledger and detects a changed ledger', async ({
  page,
}) => {
  await page.goto('/ask/?about=guanxian-2021/tasks/20');
  await fillComment(page, '核对台账用的问题');
  await waitForScript(page);
  await sendComment(page);
  const { receiptCode } = await readCodesCookie(page);
  const checkCode = (await page.getByText('核验码').locator('.code').textContent()) ?? '';

  await page.getByRole('link', { name: '核对公开台账' }).first().click();
  await page.getByLabel('受理编号').fill(receiptCode);
  await page.getByLabel('核验码').fill(checkCode.toLowerCase());
  await page.getByRole('button', { name: '核对' }).click();
  const result = page.getByRole('status');
  await expect(result).toContainText('台账完整');
  await expect(result).toContainText('核验码对得上');
  await expect(result.getByRole('listitem').first()).toHaveText(/2026-11-20 \d\d:\d\d 收到/);

  const ledger = await (await page.request.get('/data/ledger.json?place=guanxian')).text();
  const saved = { name: 'ledger.json', mimeType: 'application/json', buffer: Buffer.from(ledger) };
  const { head }: { head: string } = JSON.parse(ledger);

  // Holds what was kept against the ledger: it still contains this head and this file, and no other head.
  await page.getByLabel('以前记下的校验值').fill(head.slice(1));
  await page.getByRole('button', { name: '核对' }).click();
  await expect(result).toContainText('以前记下的校验值应为64位');
  await page.getByLabel('以前记下的校验值').fill(head.toUpperCase());
  await page.getByLabel('拿来比较的旧文件').setInputFiles(saved);
  await page.getByRole('button', { name: '核对' }).click();
  await expect(result).toContainText('台账完整');
  await page.getByLabel('以前记下的校验值').fill('0f'.repeat(32));
  await page.getByRole('button', { name: '核对' }).click();
  await expect(result).toContainText(`${'0f'.repeat(32)}：不在这份公开记录里`);
  await page.getByLabel('以前记下的校验值').fill('');

  // Tampers with the saved file: the receipt moves a day later.
  const received = new RegExp(`("receiptCode":"${receiptCode}","version":1,"type":"received","at":")2026-11-20`);
  expect(ledger).toMatch(received);
  await page.getByLabel('我以前保存的文件').check();
  await page.getByLabel('以前保存的文件', { exact: true }).setInputFiles({
    ...saved,
    buffer: Buffer.from(ledger.replace(received, '$12026-11-21')),
  });
  await page.getByRole('button', { name: '核对' }).click();
  await expect(result).toContainText(`${receiptCode} received）：内容与它的指纹不符：被改动过`);
  await expect(result).toContainText('没有这个核验码的记录');

  // Nothing is sealed before somebody has read the ledger, as above, or an hour has passed.
  await page.reload();
  await expect(page.locator('#current-head')).toContainText(/冠县.*第\d+号/u);
});

test('a figure links to the comments it counts, without script too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '答复情况' }).click();
  await page.getByLabel('单位', { exact: true }).selectOption({ label: '冠县农业农村局' });
  await page.getByRole('button', { name: '查看' }).click();
  await page.getByRole('row', { name: '超期未答复' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('超期未答复：1 件');
  await expect(page.getByRole('row', { name: '冠县农业农村局' })).toContainText('演示数据');
  await context.close();
});

test('anyone can look up a due date and its explanation', async ({ page }) => {
  await page.goto('/clock/');
  await page.getByLabel('什么时候收到的').fill('2026-09-30T23:59');
  await page.getByLabel('公开行政许可、行政处罚决定').check();
  await page.getByRole('button', { name: '算一算' }).click();
  await expect(page.getByRole('heading', { name: '最晚 2026年10月15日（周四）24:00 前' })).toBeVisible();
  await expect(page.getByRole('row', { name: '10月10日（周六）' })).toContainText('国庆节调休上班，第 3 个工作日');
});
