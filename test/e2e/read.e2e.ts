// Reading without an account: home, places, sections, comparison, answers.
import { findHtmlFaults } from '../support/html-faults.ts';
import { expect, test } from '../support/journey.ts';

test('the home page links places and years and shows answers, this month’s figures and upcoming due dates', async ({
  page,
}) => {
  await page.goto('/');
  // Other tests publish concurrently, so expect no particular answers.
  const newest = page.getByRole('region', { name: '最近的公开答复' }).getByRole('listitem');
  await expect(newest.first().getByRole('link')).toHaveAttribute('href', /^\/answers\/[A-Z]{2}\d{6}-[0-9A-Z]{5}\/$/u);
  await expect(newest.first()).toContainText(/ · \d{4}-\d{2}-\d{2} \d{2}:\d{2} 答复$/u);
  await expect(page.getByRole('region', { name: '本月答复得怎样' })).toContainText('演示数据');
  await expect(page.getByRole('region', { name: '接下来到期' })).toContainText('期限都已经过了');
  await page.getByRole('region', { name: '按地区和年份' }).getByRole('link', { name: '2023 年' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('平阴县 2023 年');
  await page.getByRole('list').getByRole('link', { name: /^一、/u }).click();
  await expect(
    page.getByRole('link', { name: '2023年平阴县政务公开工作要点' }).or(page.getByText('第 1 部分')),
  ).toBeVisible();
  await page.getByRole('navigation', { name: '您在这里' }).getByRole('link', { name: '平阴县' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('平阴县');
});

test('a published answer has its own address, and its feeds link to it', async ({ page, request, baseURL }) => {
  await page.goto('/answers/?place=guanxian');
  await page.getByRole('link', { name: '养老服务的信息在哪里能看到？' }).click();
  await expect(page).toHaveURL(/\/answers\/GX\d{6}-[0-9A-Z]{5}\/$/u);
  await expect(page).toHaveTitle('养老服务的信息在哪里能看到？ · 明白账');
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', page.url());
  await expect(page.locator('meta[name="PubDate"]')).toHaveAttribute('content', /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/u);
  for (const label of ['留言时间', '回复单位', '回复时间']) await expect(page.getByText(label)).toBeVisible();
  for (const feed of [
    '/feeds/answers.xml',
    '/feeds/units/guanxian/minzhengju.xml',
    '/feeds/tasks/guanxian-2021/17.xml',
  ]) {
    const response = await request.get(`${baseURL}${feed}`);
    expect(response.headers()['content-type']).toContain('application/atom+xml');
    const text = await response.text();
    expect(text.startsWith('<?xml')).toBe(true);
    expect(text).toContain(page.url());
  }
});

test('two documents stand side by side, and each passage links to its page', async ({ page }) => {
  await page.goto('/places/guanxian/');
  await page.getByRole('link', { name: /^2021年冠县.*对照/u }).click();
  await expect(page.getByRole('row')).not.toHaveCount(0);
  await page.getByRole('cell').getByRole('link', { name: '(四)推进民生保障信息公开' }).click();
  await expect(page).toHaveURL(/guanxian-2021\/points\/1-4\/$/u);
});

test('server-rendered pages are valid HTML', async ({ request, baseURL }) => {
  const list = await (await request.get(`${baseURL}/answers/`)).text();
  const answer = /href="(\/answers\/GX[^"]+)"/u.exec(list)?.[1] ?? '';
  for (const path of [
    '/',
    '/answers/',
    answer,
    '/documents/guanxian-2021/tasks/17/',
    '/figures/?place=guanxian',
    '/clock/',
  ]) {
    const faults = await findHtmlFaults(await (await request.get(`${baseURL}${path}`)).text());
    expect([path, faults]).toEqual([path, []]);
  }
});
