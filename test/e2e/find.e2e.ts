import { expect, test } from '../support/journey.ts';

test('a resident browses from the home page to a commitment', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: '2021年冠县政务公开工作要点' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2021年冠县政务公开工作要点');
  await expect(page.getByText('冠政办发〔2021〕9号').first()).toBeVisible();
  await page.getByRole('navigation', { name: '目录' }).getByRole('link', { name: '推进民生保障信息公开' }).click();
  await expect(page).toHaveURL(/#point-1-4$/);

  await page.getByRole('link', { name: '任务分解表，共 38 项' }).click();
  await expect(page.getByRole('rowheader')).toHaveCount(38);
  await page.getByRole('link', { name: '第 17 项' }).click();
  await expect(page.getByRole('article').getByText('深化社会保障、社会救助和养老医疗服务信息公开。')).toBeVisible();
  for (const unit of ['冠县民政局', '冠县人力资源和社会保障局', '冠县医疗保障局']) {
    await expect(page.getByRole('listitem').filter({ hasText: unit }).first()).toBeVisible();
  }
  await page.getByRole('link', { name: '(四)推进民生保障信息公开' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('推进民生保障信息公开');
});

for (const [query, place] of [
  ['养老服务', '对土地征收、旧区改造、义务入学、就诊就医'],
  ['5个工作日', '积极回应社会关切'],
] as const) {
  test(`a search for ${query} finds and highlights the pages that contain it`, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('searchbox').fill(query);
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page).toHaveURL(/\/search\/\?q=/);
    const hits = page.locator('[data-search-results] > li');
    await expect(hits.filter({ hasText: place }).first()).toBeVisible();
    for (const hit of await hits.all()) await expect(hit.locator('mark').first()).toHaveText(query);
    const link = hits.filter({ hasText: place }).getByRole('link').first();
    await link.click();
    await expect(page.getByRole('main')).toContainText(query);
  });
}

test('a search without results says so', async ({ page }) => {
  await page.goto('/search/?q=奥运会');
  await expect(page.getByRole('status')).toContainText('没有找到与“奥运会”有关的内容');
  await expect(page.locator('[data-search-results] > li')).toHaveCount(0);
});

test.describe('browsing without script', () => {
  test.use({ javaScriptEnabled: false });

  test('every commitment is readable, and the search page leads to the lists', async ({ page }) => {
    await page.goto('/documents/guanxian-2021/');
    await expect(page.getByText('答复期限不得超过5个工作日')).toBeVisible();
    await page.getByRole('link', { name: '任务分解表，共 38 项' }).click();
    await page.getByRole('link', { name: '第 38 项' }).click();
    await expect(page.getByText('各级各部门要将本要点落实情况纳入').first()).toBeVisible();
    await page.goto('/search/?q=养老');
    await page.getByRole('link', { name: '任务分解表（38 项）' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(38);
  });
});

for (const path of [
  '/',
  '/documents/guanxian-2021/',
  '/documents/guanxian-2021/tasks/',
  '/documents/guanxian-2021/tasks/17/',
  '/documents/guanxian-2021/points/2-2/',
  '/commitments/',
  '/commitments/look-back/pingyin-2023/',
  '/follow/',
]) {
  test(`${path} loads no script`, async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(scripts).toEqual([]);
    // The inline script sets big-text mode and loads the buttons' actions; the policy lists its hash.
    const inline = (await page.locator('script:not([type="application/ld+json"])').allTextContents()).join('');
    expect(inline.length).toBeLessThan(700);
  });
}
