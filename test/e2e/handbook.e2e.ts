// Performs the handbook's steps and takes its screenshots. Fails if a screen is gone or a screenshot is unused. `npm
// run handbook` writes them to site/assets/handbook/.
import type { Locator, Page } from '@playwright/test';
import { expect, findCase, move, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { writeWebp } from '../support/picture-file.ts';
import { sendToServer } from '../support/server.ts';

const folder = process.env['HANDBOOK_PICTURES'];
const [newOne, inHand, answered] = [
  '养老机构名单在哪里看？（演示数据）',
  '老年食堂几点开门？（演示数据）',
  '高龄津贴怎样申请？（演示数据）',
];
/** Margin around the element, in pixels; none for a dialog, because its backdrop is dimmed. */
const marginPx = 12;
/** Resembles personal data, for the redaction step; the number is fictitious. */
const reply = '您好，名单在民政局专栏公布。咨询请打13800000000。';

test.use({ viewport: { width: 820, height: 1000 }, deviceScaleFactor: 2, colorScheme: 'light' });

test('every screen of the handbook exists and every screenshot is used', async ({ page, browser }, testInfo) => {
  const takenNames: string[] = [];
  /** @param maxHeightPx the height to capture, in pixels from the element's top */
  const takeScreenshot = async (name: string, element: Locator, maxHeightPx = 620) => {
    await expect(element).toBeVisible();
    await element.scrollIntoViewIfNeeded();
    const screen = element.page();
    await screen.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    const box = await element.boundingBox();
    if (!box) throw new Error(`${name}: element not visible`);
    const scrolled = await screen.evaluate(() => scrollY);
    const margin = name === 'keys' ? 0 : marginPx;
    const clip = {
      x: Math.max(0, box.x - margin),
      y: box.y + scrolled - margin,
      width: box.width + 2 * margin,
      height: Math.min(box.height, maxHeightPx) + 2 * margin,
    };
    const png = await screen.screenshot({ clip, fullPage: true, path: testInfo.outputPath(`${name}.png`) });
    if (folder) await writeWebp(`${folder}/${name}.webp`, png);
    takenNames.push(name);
  };
  const openMove = (screen: Page, name: string) => screen.locator(`[data-move="${name}"]`).click();
  /** On a narrow screen an open comment hides the list. */
  const openFrom = async (screen: Page, list: 'open' | 'closed', title: string) => {
    await screen.goto(`/staff/#list=${list}`);
    await findCase(screen, title);
  };
  const form = (screen: Page) => screen.locator('form.move-form');

  const port = Number(new URL(baseUrl).port);
  const send = async (title: string) => (await sendToServer(port, title, 'yes')).receiptCode;
  await send(newOne);
  const [held, closed] = [await send(inHand), await send(answered)];

  await test.step('signing in', async () => {
    await page.goto('/staff/');
    await takeScreenshot('sign-in', page.locator('.sign-in'));
  });

  await signIn(page, 'desk');
  for (const code of [held, closed]) await move(page, code, 1, { move: 'assign', unit: 'minzhengju' });

  const openAs = async (username: 'minzheng' | 'jiandu' | 'admin') => {
    const context = await browser.newContext({
      baseURL: baseUrl,
      viewport: { width: 820, height: 1000 },
      deviceScaleFactor: 2,
      colorScheme: 'light',
      locale: 'zh-CN',
    });
    const screen = await context.newPage();
    await signIn(screen, username);
    return screen;
  };
  const unit = await openAs('minzheng');
  await test.step('takes the screenshots of a unit’s tasks', async () => {
    await openFrom(unit, 'open', inHand);
    await takeScreenshot('window', unit.locator('.queue-case .why, .queue-case .strip').first());
    await openMove(unit, 'return');
    await takeScreenshot('return', form(unit));
    await openMove(unit, 'reply');
    await form(unit).getByLabel('套用模板（可选）').selectOption({ label: '已公开，告知位置' });
    await takeScreenshot('reply', form(unit), 760);
    await openFrom(unit, 'open', '高龄老人怎样申请上门认证？');
    await unit.getByRole('button', { name: '写明理由后查看' }).click();
    await takeScreenshot('contact', unit.locator('.queue-case .facts'));
  });
  await move(unit, closed, 2, { move: 'reply', text: reply });
  await unit.context().close();

  await test.step('takes the screenshots of the desk’s tasks', async () => {
    await page.reload();
    await expect(page.locator('.rows li').first()).toBeVisible();
    await takeScreenshot('queue', page.locator('.queue-list'), 640);
    await page.locator('.queue-filters summary').click();
    await takeScreenshot('filters', page.locator('.queue-filters'));
    await page.getByRole('button', { name: '快捷键' }).click();
    await takeScreenshot('keys', page.getByRole('dialog', { name: '快捷键' }));
    await page.keyboard.press('Escape');
    await openFrom(page, 'open', newOne);
    await openMove(page, 'assign');
    await form(page).locator('select').first().selectOption('minzhengju');
    await takeScreenshot('assign', form(page));
    for (const name of ['classify', 'decline']) {
      await openMove(page, name);
      await takeScreenshot(name, form(page));
    }
    await openFrom(page, 'open', inHand);
    for (const name of ['transfer', 'urge']) {
      await openMove(page, name);
      await takeScreenshot(name, form(page));
    }
    await openFrom(page, 'closed', answered);
    await openMove(page, 'publish');
    await takeScreenshot('publish', form(page), 500);
    await page.goto('/staff/reports/');
    await takeScreenshot('reports', page.locator('main table').first());
  });

  await test.step('takes the screenshots of an auditor’s and an admin’s tasks', async () => {
    const auditor = await openAs('jiandu');
    await auditor.goto('/staff/contact-views/');
    await takeScreenshot('events', auditor.getByRole('heading', { name: '全部办理记录' }).locator('..'));
    await auditor.context().close();
    const admin = await openAs('admin');
    await admin.goto('/staff/accounts/');
    await takeScreenshot('accounts', admin.getByRole('list', { name: '账号' }), 420);
    await takeScreenshot('new-account', admin.locator('.account-form'));
    await admin.goto('/staff/status/');
    await takeScreenshot('status', admin.locator('.status-list'), 420);
    await admin.context().close();
  });

  // The picture in the README: a published answer with its window.
  if (folder) {
    await page.setViewportSize({ width: 1000, height: 1000 });
    await page.goto('/answers/');
    await page.locator('main a[href^="/answers/GX"]').first().click();
    await expect(page.locator('main h1')).toBeVisible();
    await writeWebp('content/docs/answer.webp', await page.screenshot());
  }

  await page.goto('/staff/handbook/');
  const shown = page.locator('[data-picture]');
  const names = await shown.evaluateAll((steps) => steps.map((step) => step.getAttribute('data-picture')));
  expect(names.toSorted()).toEqual(takenNames.toSorted());
  // Every screenshot has alternative text. The next build includes new screenshots.
  const images = page.locator('[data-picture] img[alt][width][height]');
  if (!folder) expect(await images.count()).toBe(takenNames.length);
});
