import type { Locator, Page } from '@playwright/test';
import { findViolations } from '../support/axe.ts';
import { expect, move, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { sendToServer } from '../support/server.ts';

const hitsOf = (page: Page): Locator => page.locator('[data-search-results] > li');

/** With script the search field is a combobox. */
const boxOf = (page: Page): Locator => page.getByRole('combobox', { name: '搜索文件、要点和任务' });

/** Opens the address of a search, which the server answers. */
async function search(page: Page, query: string): Promise<Locator> {
  await page.goto(`/search/?q=${encodeURIComponent(query)}`);
  await expect(page.locator('[data-search-results]')).toHaveAttribute('aria-busy', 'false');
  return hitsOf(page);
}

/** Submits the search box, which the page's script answers from the index. */
async function type(page: Page, query: string): Promise<Locator> {
  await page.goto('/search/');
  await boxOf(page).fill(query);
  await boxOf(page).press('Enter');
  await expect(page).toHaveURL(/[?]q=/);
  await expect(page.locator('[data-search-results]')).toHaveAttribute('aria-busy', 'false');
  return hitsOf(page);
}

/** Expects every hit to highlight exactly these words. */
async function expectAllMarked(hits: Locator, marked: string): Promise<void> {
  await expect(hits.first()).toBeVisible();
  for (const hit of await hits.all()) await expect(hit.locator('mark').first()).toHaveText(marked);
}

const addressesOf = (hits: Locator): Promise<string[]> =>
  hits
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));

test('finds any stretch of text whatever the word boundaries', async ({ page }) => {
  await expectAllMarked(await type(page, '不少于5次'), '不少于5次');
  await expectAllMarked(await search(page, '限不得超'), '限不得超');
  expect(await addressesOf(await search(page, '少于5次'))).toContain('/documents/pingyin-2023/tasks/16/');
});

test('finds a bureau on exactly the pages that name it, without a dictionary entry', async ({ page }) => {
  for (const find of [search, type]) {
    const hits = await find(page, '县统计局');
    expect(await addressesOf(hits)).toContain('/units/guanxian/tongjiju/');
    await expectAllMarked(hits.filter({ hasNotText: '找到' }), '县统计局');
  }
});

test('finds a bureau by its short name where documents use the long one', async ({ page }) => {
  const hits = await search(page, '教体局');
  await expect(hits.first()).toContainText('教育和体育局');
  await search(page, '冠县教体局');
  await expect(hitsOf(page).first().getByRole('link')).toHaveText('冠县教育和体育局');
});

test('translates everyday words into the documents’ terms and says so', async ({ page }) => {
  const welfareHits = await search(page, '低保');
  await expect(welfareHits.first()).toContainText('低保');
  await expect(welfareHits.filter({ hasText: '按“社会救助”找到' }).first()).toBeVisible();
  const deedHits = await type(page, '房产证');
  await expect(page.getByRole('status')).toContainText('没有页面写到“房产证”');
  await expect(deedHits.first()).toContainText('自然资源统一确权登记');
  await search(page, '孩子上学怎么报名');
  await expect(hitsOf(page).first()).toContainText('义务教育入学');
});

test('finds simplified text by traditional characters', async ({ page }) => {
  await expectAllMarked(await search(page, '養老'), '养老');
  await expect(page.getByRole('status')).toContainText('按“养老”显示');
});

test('finds numbers in full-width digits or with a space before the measure word', async ({ page }) => {
  const plain = await addressesOf(await search(page, '5个工作日'));
  expect(plain).toContain('/documents/guanxian-2021/points/2-2/');
  expect(await addressesOf(await search(page, '５个工作日'))).toEqual(plain);
  expect(await addressesOf(await search(page, '5 个工作日'))).toEqual(plain);
});

test('finds a document by its number with any brackets', async ({ page }) => {
  for (const number of ['〔2021〕9号', '冠政办发[2021]9号', '冠政办发【2021】９号']) {
    expect(await addressesOf(await search(page, number))).toEqual(['/documents/guanxian-2021/']);
  }
});

test('ranks a page with the exact title first', async ({ page }) => {
  for (const title of ['2021年冠县政务公开工作要点', '冠县民政局', '推进民生保障信息公开']) {
    await expect((await search(page, title)).getByRole('link').first()).toContainText(title);
  }
});

for (const [typed, meant] of [
  ['yanglao', '养老'],
  ['养老服雾', '养老服务'],
  ['民正局', '民政局'],
] as const) {
  test(`shows pages for ${meant} at once for the input ${typed}, and the typed words alone on request`, async ({
    page,
  }) => {
    const hits = await type(page, typed);
    await expect(page.getByRole('status')).toHaveText(`没有页面写到“${typed}”，按“${meant}”显示：`);
    await expect(hits.first()).toBeVisible();
    await page.getByRole('link', { name: `只找“${typed}”` }).click();
    await expect(page.getByRole('status')).toHaveText(`没有找到与“${typed}”有关的内容`);
    await expect(boxOf(page)).toHaveValue(typed);
  });
}

test('narrows and sorts a search in an address that can be shared and undone', async ({ page }) => {
  await search(page, '养老');
  await page.getByLabel('地区').selectOption('平阴县');
  await page.getByLabel('类别').selectOption('任务');
  await expect(page).toHaveURL(/place=pingyin&kind=task/);
  await expect(page.getByRole('status')).toHaveText(/“养老”：[1-9]\d*处/);
  const addresses = await addressesOf(hitsOf(page));
  expect(addresses).not.toEqual([]);
  for (const address of addresses) expect(address).toMatch(/^\/documents\/pingyin-2023\/tasks\//);
  await page.reload();
  await expect(page.getByLabel('地区')).toHaveValue('pingyin');
  await page.goBack();
  await expect(page.getByLabel('类别')).toHaveValue('');
  await page.getByLabel('地区').selectOption('全部');
  await page.getByLabel('排序').selectOption('按日期');
  await expect(page).toHaveURL(/sort=date/);
  // Answers are younger than every document.
  await expect(hitsOf(page).first()).toContainText('答复');
  await page.getByLabel('类别').selectOption('任务');
  await expect(hitsOf(page).first()).toContainText('平阴');
});

test('filters a unit’s tasks', async ({ page }) => {
  await page.goto('/search/?q=&unit=guanxian/minzhengju&kind=task');
  await expect(page.locator('[data-search-results]')).toHaveAttribute('aria-busy', 'false');
  for (const hit of await hitsOf(page).all()) await expect(hit).toContainText('冠县');
  expect(await addressesOf(hitsOf(page))).toContain('/documents/guanxian-2021/tasks/17/');
});

test('highlights the search words on the opened page and scrolls to the first', async ({ page }) => {
  const hits = await search(page, '简单问题要在');
  await hits.getByRole('link', { name: '2021年冠县政务公开工作要点', exact: true }).click();
  const match = page.locator('#match');
  await expect(match).toBeInViewport();
  expect((await page.locator('main mark').allTextContents()).join('')).toBe('简单问题要在');
});

for (const [query, kind, words] of [
  ['老年人福利', 'topic', '老年人福利'],
  ['冠县民政局', 'unit', '冠县民政局'],
] as const) {
  test(`highlights the search words on a ${kind} page`, async ({ page }) => {
    await page.goto(`/search/?q=${query}&kind=${kind}`);
    await hitsOf(page).first().getByRole('link').click();
    await expect(page.locator('#match')).toHaveText(words);
    await expect(page.locator('#match')).toBeInViewport();
  });
}

test('finds a single character anywhere in a word', async ({ page }) => {
  await expectAllMarked(await search(page, '局'), '局');
  const count = async () => Number(/：(\d+)处/u.exec((await page.getByRole('status').textContent()) ?? '')?.[1]);
  const all = await count();
  await search(page, '政局');
  expect(all).toBeGreaterThan(await count());
  await search(page, '鑫');
  await expect(page.getByRole('status')).toHaveText('没有找到与“鑫”有关的内容');
  await expect(page.getByRole('heading', { name: '按主题找' })).toBeVisible();
});

test('finds an answer as soon as it is published, and no more once it is unpublished', async ({ page }) => {
  const act = async (clerk: 'desk' | 'minzheng', version: number, action: object) => {
    await page.context().clearCookies();
    await signIn(page, clerk);
    await move(page, receiptCode, version, action);
  };
  const title = '敬老院的饭菜价目表';
  const { receiptCode } = await sendToServer(Number(new URL(baseUrl).port), title, 'yes');
  await act('desk', 1, { move: 'assign', unit: 'minzhengju' });
  await act('minzheng', 2, { move: 'reply', text: '您好，价目表贴在敬老院门口。' });
  await expect(await search(page, '价目表贴在')).toHaveCount(0);

  await test.step('the index contains the published answer', async () => {
    await act('desk', 3, { move: 'publish' });
    await search(page, '价目表贴在');
    await page.getByLabel('地区').selectOption('冠县');
    await page.getByLabel('年份').selectOption('2021 年');
    await page.getByLabel('责任单位', { exact: true }).selectOption('冠县民政局');
    await page.getByLabel('类别').selectOption('答复');
    await page.getByLabel('排序').selectOption('按日期');
    await expect(page).toHaveURL(/place=guanxian.*sort=date/);
    await expect(hitsOf(page)).toHaveCount(1);
    await hitsOf(page).getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(new RegExp(`/answers/${receiptCode}/\\?mark=`));
    await expect(page.locator('#match')).toHaveText('价目表贴在');
  });
  await test.step('the index no longer contains the unpublished answer', async () => {
    await act('desk', 5, { move: 'unpublish', reason: '价目表已换' });
    await expect(await search(page, '价目表贴在')).toHaveCount(0);
    await expect(page.getByRole('status')).toContainText('没有找到与“价目表贴在”有关的内容');
    const gone = await page.request.get(`/answers/${receiptCode}/`);
    expect([gone.status(), await gone.text()]).toEqual([410, expect.stringContaining('这件答复已停止公开')]);
  });
});

test('says that answers are missing when the server does not answer, and still finds the documents', async ({
  page,
}) => {
  await page.route('/api/answers/search?**', (route) => route.abort());
  await expect(await type(page, '养老')).not.toHaveCount(0);
  await expect(page.getByText('公开答复这次没有查到')).toBeVisible();
});

test('a suggestion can be taken and a hit opened by keyboard alone', async ({ page }) => {
  await page.goto('/search/');
  const box = boxOf(page);
  await box.focus();
  await box.pressSequentially('孩子上');
  await expect(page.getByRole('option', { name: '孩子上学' })).toBeVisible();
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await box.press('ArrowDown');
  await expect(page.getByRole('option', { name: '孩子上学' })).toHaveAttribute('aria-selected', 'true');
  await box.press('Enter');
  await expect(box).toHaveValue('孩子上学');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await expect(hitsOf(page).first()).toContainText('义务教育入学');
  await box.press('Escape');
  await hitsOf(page).first().getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('main mark').first()).toBeVisible();
});

test('suggests words for typed pinyin', async ({ page }) => {
  await page.goto('/search/');
  await boxOf(page).pressSequentially('yanglaofuwu');
  await expect(page.getByRole('option', { name: '养老服务' })).toBeVisible();
});

test('lists more hits on demand without duplicates', async ({ page }) => {
  await search(page, '信息公开');
  await page.getByRole('link', { name: '再列10处' }).click();
  await expect(hitsOf(page)).toHaveCount(20);
  const hits = await type(page, '信息公开');
  await expect(hits).toHaveCount(10);
  await page.getByRole('button', { name: '再列10处' }).click();
  await expect(hits).toHaveCount(20);
  const addresses = await addressesOf(hits);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('takes the server’s results where the index does not load, as in a browser without WebAssembly', async ({
  page,
}) => {
  await page.route('/pagefind/**', (route) => route.abort());
  await expect(await type(page, '养老服务')).toHaveCount(10);
  await expect(page.getByRole('status')).toContainText('“养老服务”：');
});

test('reports a failed search and offers the index to browse', async ({ page }) => {
  await page.goto('/search/');
  await page.route(/pagefind|search\/[?]/, (route) => route.abort());
  await boxOf(page).fill('养老');
  await boxOf(page).press('Enter');
  await expect(page.getByRole('status')).toContainText('未能完成搜索');
  await expect(page.getByRole('link', { name: '养老', exact: true })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('search results, help, suggestions and topics pass axe', async ({ page }) => {
      await search(page, '低保');
      expect(await findViolations(page)).toEqual([]);
      await search(page, '养老服雾');
      expect(await findViolations(page)).toEqual([]);
      await boxOf(page).fill('养老');
      await expect(page.getByRole('option').first()).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
      for (const path of ['/search/', '/topics/', '/topics/yanglao/']) {
        await page.goto(path);
        expect([path, await findViolations(page)]).toEqual([path, []]);
      }
    });
  });
}

test.describe('searching without script', () => {
  test.use({ javaScriptEnabled: false });

  test('published answers can be searched without script', async ({ page }) => {
    await page.goto('/answers/');
    await page.getByLabel('在公开答复里搜索').fill('没有人写过的这句话');
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page.getByText('没有公开答复写到“没有人写过的这句话”')).toBeVisible();
  });

  test('the search field of the home page finds commitments without script', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('searchbox').fill('养老');
    await page.getByRole('button', { name: '搜索' }).click();
    await expect(page.getByRole('searchbox')).toHaveValue('养老');
    await page.getByText('筛选和排序').click();
    await page.getByLabel('类别').selectOption('任务');
    await page.getByRole('button', { name: '搜索' }).click();
    await page.getByRole('link', { name: '深化社会保障、社会救助和养老医疗服务信息公开' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('养老医疗服务');
  });
});
