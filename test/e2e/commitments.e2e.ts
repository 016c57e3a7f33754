import { findViolations } from '../support/axe.ts';
import { expect, signIn, test } from '../support/journey.ts';

test('a result recorded by the desk appears on the task’s page, in the work ledger and the yearly review', async ({
  page,
  browser,
  baseURL,
}) => {
  // The resident browses without script.
  const resident = await (
    await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  ).newPage();
  const taskPage = '/documents/pingyin-2023/tasks/13/';

  await test.step('the task starts past its due date and without a result', async () => {
    await resident.goto(taskPage);
    await expect(resident.getByRole('region', { name: '办结情况' })).toContainText('已过期限，未见公开结果');
  });

  await test.step('the desk finds the task', async () => {
    await signIn(page, 'pingyin');
    await page.goto('/staff/commitments/');
    await page.getByLabel('任务里的字').fill('重大行政决策事项目录');
    await page.getByLabel('办结情况').selectOption('已过期限，未见公开结果');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByRole('link', { name: /第 13 项任务/ }).click();
    await expect(page.getByRole('heading', { level: 2, name: /第 13 项任务/ })).toBeVisible();
  });

  await test.step('missing fields are reported and nothing typed is lost', async () => {
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('请选择登记什么');
    await page.getByLabel('已完成').check();
    await page.getByLabel('结果', { exact: true }).fill('目录已经在网站公开');
    await page.getByLabel('公开结果的网址').fill('example.org/list');
    await page.getByRole('button', { name: '登记：已完成' }).click();
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('listitem')).toHaveText([
      '请填写日期，年月日都要有',
      '请填写公开结果的网址，以 http:// 或 https:// 开头',
    ]);
    await summary.getByRole('link', { name: '请填写日期' }).click();
    await expect(page.getByLabel('公开日期')).toBeFocused();
    await expect(page.getByLabel('结果', { exact: true })).toHaveValue('目录已经在网站公开');
    expect(await findViolations(page)).toEqual([]);
  });

  await test.step('the desk records the result', async () => {
    // Reload, as after a browser crash.
    await page.reload();
    await expect(page.getByLabel('结果', { exact: true })).toHaveValue('目录已经在网站公开');
    await page.getByLabel('公开日期').fill('2026-11-19');
    await page.getByLabel('公开结果的网址').fill('https://example.org/list');
    await page.getByRole('button', { name: '登记：已完成' }).click();
    await expect(page.getByText('已登记：已完成。')).toBeVisible();
    await expect(page.getByText('已登记的记录（1 条）')).toBeVisible();
  });

  await test.step('the resident sees it on the task’s page', async () => {
    await resident.goto(taskPage);
    const standing = resident.getByRole('region', { name: '办结情况' });
    await expect(standing).toContainText('已公开结果，晚 1238 天');
    await expect(standing).toContainText('目录已经在网站公开');
    await expect(standing.getByRole('link', { name: 'https://example.org/list' }).first()).toBeVisible();
  });

  await test.step('the resident finds it in the work ledger with the filter form, without script', async () => {
    await resident.goto('/');
    await resident.getByRole('link', { name: '工作台账', exact: true }).click();
    await resident.getByLabel('责任单位').selectOption('平阴县司法局');
    await resident.getByLabel('办结情况').selectOption('已公开结果');
    await resident.getByRole('button', { name: '查看' }).click();
    await expect(resident).toHaveURL(/document=pingyin-2023&unit=sifaju&standing=published/);
    await expect(resident.getByRole('rowheader')).toHaveText([/第 13 项任务/]);
    await resident.getByRole('link', { name: '回头看这一年' }).click();
    await expect(resident.getByRole('region', { name: /晚于期限公开结果/ })).toContainText('第 13 项任务');
  });
  await resident.context().close();
});

test('a correction retracts a wrong record, and both stay readable', async ({ page }) => {
  await signIn(page, 'pingyin');
  await page.goto('/staff/commitments/?task=pingyin-2023/tasks/20');
  await page.getByLabel('推进中').check();
  await page.getByLabel('日期').fill('2026-11-18');
  await page.getByLabel('进展').fill('登记到别的任务上去了');
  await page.getByRole('button', { name: '登记：推进中' }).click();
  await expect(page.getByText('已登记：推进中。')).toBeVisible();
  await page.getByLabel('更正').check();
  await page.getByLabel('更正哪一条？').selectOption({ index: 1 });
  await page.getByLabel('更正理由').fill('登记错了任务');
  await page.getByRole('button', { name: '登记：更正' }).click();
  await expect(page.getByText('已登记：更正。')).toBeVisible();
  await page.goto('/documents/pingyin-2023/tasks/20/');
  const records = page.getByRole('region', { name: '办结情况' }).getByRole('listitem');
  await expect(records).toHaveText([/已更正，不再作数.*登记到别的任务上去了/s, /更正第 1 条.*登记错了任务/s]);
});

test('keeps a clerk’s typed record when a colleague records first', async ({ page, browser }) => {
  const other = await browser.newPage();
  for (const clerk of [page, other]) {
    await signIn(clerk, 'pingyin');
    await clerk.goto('/staff/commitments/?task=pingyin-2023/tasks/21');
    await clerk.getByLabel('推进中').check();
    await clerk.getByLabel('日期').fill('2026-11-18');
    await clerk.getByLabel('进展').fill('两个人同时登记');
  }
  await other.getByRole('button', { name: '登记：推进中' }).click();
  await expect(other.getByText('已登记：推进中。')).toBeVisible();
  await page.getByRole('button', { name: '登记：推进中' }).click();
  await expect(page.getByRole('alert')).toContainText('这一项刚刚有人登记过');
  await expect(page.getByLabel('进展')).toHaveValue('两个人同时登记');
  await page.getByRole('button', { name: '刷新记录' }).click();
  await expect(page.getByText('已登记的记录（1 条）')).toBeVisible();
  await page.getByRole('button', { name: '登记：推进中' }).click();
  await expect(page.getByText('已登记的记录（2 条）')).toBeVisible();
  await other.close();
});

test('a unit finds only its own tasks', async ({ page }) => {
  await signIn(page, 'minzheng');
  await page.goto('/staff/commitments/');
  const rows = page.locator('.rows li');
  await expect(rows.first()).toBeVisible();
  for (const row of await rows.all()) await expect(row).toContainText('冠县民政局');
  await page.goto('/staff/commitments/?task=guanxian-2021/tasks/1');
  await expect(page.getByRole('alert')).toContainText('这一项不由您的单位负责');
});
