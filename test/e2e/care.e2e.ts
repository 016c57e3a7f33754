// Big-text mode (关怀版): large text and targets, remembered across pages, available without script.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/journey.ts';

const pages = [
  '/',
  '/documents/guanxian-2021/',
  '/documents/guanxian-2021/tasks/',
  '/documents/guanxian-2021/tasks/17/',
  '/documents/guanxian-2021/parts/1/',
  '/places/guanxian/2021/',
  '/units/guanxian/minzhengju/',
  '/compare/guanxian-2021/liaocheng-2021/',
  '/answers/',
  '/numbers/',
  '/site-map/',
  '/about/',
  '/ask/?about=guanxian-2021/tasks/17',
  '/follow/',
];

/** Lists text smaller than 24 px (18 pt) and targets lower than 60 px. */
function findTooSmall(page: Page) {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) => element.checkVisibility() && !element.closest('.visually-hidden, .skip, thead, svg'),
    );
    const hasText = (element: HTMLElement) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    const smallText = shown.filter(
      (element) => hasText(element) && Number.parseFloat(getComputedStyle(element).fontSize) < 24,
    );
    const smallTargets = shown
      .filter((element) =>
        element.matches('a, button, summary, select, textarea, input:not([type="hidden"], [type="radio"])'),
      )
      // A link inside a sentence is as high as its line.
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .filter((element) => element.getBoundingClientRect().height < 59.5);
    const name = (what: string) => (element: HTMLElement) =>
      `${what}: ${element.tagName} ${element.textContent?.trim().slice(0, 20)}`;
    return [...smallText.map(name('text')), ...smallTargets.map(name('target'))];
  });
}

for (const width of [360, 1280]) {
  test(`big-text mode has text of at least 24 px, targets of at least 60 px and one column at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/about/');
    await page.getByRole('button', { name: '关怀版' }).click();
    for (const path of pages) {
      await page.goto(path);
      expect([path, await findTooSmall(page)]).toEqual([path, []]);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([path, excess]).toEqual([path, 0]);
    }
  });
}

test('big-text mode is remembered across pages and can be left by keyboard', async ({ page }) => {
  const textSize = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  await page.goto('/documents/guanxian-2021/tasks/17/');
  expect(await textSize()).toBe('18px');
  await page.getByRole('button', { name: '关怀版' }).press('Enter');
  expect(await textSize()).toBe('24px');
  await expect(page.getByRole('button', { name: '标准版' })).toBeFocused();
  await page.goto('/units/');
  expect(await textSize()).toBe('24px');
  await page.getByRole('button', { name: '标准版' }).press('Enter');
  expect(await textSize()).toBe('18px');
});

test('reads an article aloud where the browser supports speech, and stops on request', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => [],
        cancel: () => said.push('cancel'),
        speak: (utterance: SpeechSynthesisUtterance) => said.push(utterance.text),
      },
    });
  });
  await page.goto('/documents/guanxian-2021/tasks/17/');
  await page.getByRole('button', { name: '朗读本页' }).click();
  await expect(page.getByRole('button', { name: '停止朗读' })).toBeVisible();
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect((await said()).at(-1)).toBe('2021年冠县政务公开工作要点 · 第 17 项任务');
  await page.getByRole('button', { name: '停止朗读' }).click();
  await expect(page.getByRole('button', { name: '朗读本页' })).toBeVisible();
  expect((await said()).at(-1)).toBe('cancel');
});

test('copies a page’s citation and prints the page by button', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/documents/guanxian-2021/tasks/17/');
  await page.getByRole('button', { name: '复制引用' }).click();
  await expect(page.getByText('已复制')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('第 17 项任务');
  await expect(page.getByRole('button', { name: '打印本页' })).toBeVisible();
});

test.describe('big-text mode without script', () => {
  test.use({ javaScriptEnabled: false });

  test('big-text mode without script is remembered and returns to the page where it was chosen', async ({ page }) => {
    const height = async () => (await page.getByRole('link', { name: '就此提问' }).boundingBox())?.height ?? 0;
    await page.goto('/documents/guanxian-2021/tasks/17/');
    expect(await height()).toBeLessThan(60);
    await page.getByRole('button', { name: '关怀版' }).click();
    await expect(page).toHaveURL(/\/documents\/guanxian-2021\/tasks\/17\/$/u);
    await expect.poll(height).toBeGreaterThanOrEqual(60);
    await page.goto('/places/');
    await expect(page.getByRole('button', { name: '标准版' })).toBeVisible();
    await expect(page.getByRole('button', { name: '关怀版' })).toBeHidden();
    await expect(page.getByRole('button', { name: '朗读本页' })).toBeHidden();
  });
});
