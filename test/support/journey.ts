// What every journey holds to: no error on the console, nothing that the content policy had to stop, no other host asked.
import { createHash } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { baseUrl, samplePassword } from './journey-settings.ts';

/** Refusals that a journey provokes on purpose; the browser logs them as errors. */
const expectedRefusals =
  /the server responded with a status of (401|403|404|409|422|429)|net::ERR_(INTERNET_DISCONNECTED|FAILED)/;

interface Violation {
  directive: string;
  blocked: string;
}

declare global {
  interface Window {
    violations: Violation[];
  }
}

export const test = base.extend<{ page: Page }>({
  // Each journey is a resident of its own to the limits: all of them come from this one machine.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for
  extraHTTPHeaders: async ({}, use, { testId }) => {
    const [first, second] = createHash('sha256').update(testId).digest();
    const address = `10.${first}.${second}.1`;
    await use({ 'cf-connecting-ip': address, 'x-forwarded-for': address });
  },
  page: async ({ page, baseURL, javaScriptEnabled }, use) => {
    const errors: string[] = [];
    const foreign: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !expectedRefusals.test(message.text())) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== baseURL) foreign.push(request.url());
    });
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) => {
        window.violations.push({ directive: event.violatedDirective, blocked: event.blockedURI });
      });
    });
    await use(page);
    const violations = javaScriptEnabled === false ? [] : await page.evaluate(() => window.violations ?? []);
    expect(errors).toEqual([]);
    expect(violations).toEqual([]);
    expect(foreign).toEqual([]);
  },
});

export { expect };

type Account = 'desk' | 'minzheng' | 'yibao' | 'shenhe' | 'jiandu' | 'admin' | 'pingyin';

/** Where a role begins its work. */
const headingOf = (username: Account) => (username === 'admin' ? '账号管理' : '留言办理');

/** Signs in by the form, as a clerk does. */
export async function signInByForm(page: Page, username: Account): Promise<void> {
  await page.goto('/staff/');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(samplePassword);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: headingOf(username) })).toBeVisible();
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

const sessions = new Map<Account, Cookies>();

/**
 * Opens the queue with a session that this run already has: an account may be tried 20 times a minute, and the journeys
 * together are faster than that. A journey that ends its session signs in by the form.
 */
export async function signIn(page: Page, username: Account): Promise<void> {
  const known = sessions.get(username);
  if (!known) {
    await signInByForm(page, username);
    sessions.set(username, await page.context().cookies());
    return;
  }
  await page.context().addCookies(known);
  await page.goto('/staff/');
  await expect(page.getByRole('heading', { name: headingOf(username) })).toBeVisible();
}

/** Makes a move as the clerk who is signed in on the page, behind the page's back. */
export async function move(page: Page, receiptCode: string, version: number, action: object): Promise<void> {
  const data = { version, action };
  const response = await page.request.post(`/api/queue/${receiptCode}/moves`, { headers: { origin: baseUrl }, data });
  expect(response.status()).toBe(200);
}

/** Opens a comment of the queue by its title and makes one move on it. */
export async function openCase(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, level: 2, exact: true })).toBeVisible();
}

/**
 * Sends what a unit wrote. Journeys answer in the same words beside each other: where the desk warns of that, the clerk
 * says that it is meant, and says so again where one more such answer was sent meanwhile.
 */
export async function sendReply(unit: Page, receiptCode: string): Promise<void> {
  const button = unit.getByRole('button', { name: `答复 ${receiptCode}`, exact: true });
  const meant = unit.getByLabel('我确认这是给这一件的答复');
  const done = unit.getByText('已答复。');
  await button.click();
  await expect(async () => {
    await expect(meant.or(done)).toBeVisible();
    if ((await meant.isVisible()) && !(await meant.isChecked())) {
      await meant.check();
      await button.click();
    }
    await expect(done).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

export interface Codes {
  receiptCode: string;
  trackingCode: string;
}

export async function readCodes(page: Page): Promise<Codes> {
  await expect(page.getByRole('heading', { name: '留言已收到' })).toBeVisible();
  const [receiptCode = '', trackingCode = ''] = await page.locator('output.code').allTextContents();
  return { receiptCode, trackingCode };
}

export async function fillComment(page: Page, title: string): Promise<void> {
  await page.getByLabel('咨询').check();
  await page.getByLabel('标题').fill(title);
  // Words of its own: the same ones within a day would wait for a look by the desk.
  await page.getByLabel('您想问什么？').fill(`${title}。请问我们镇的养老服务信息在哪里可以看到？`);
  await page.getByLabel('可以公开').check();
}

/** Waits until the form's script has come. */
export const waitForScript = (page: Page) => page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));

/** Whatever the page had to change after an answer is on the screen after this. */
export const paintTwice = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** How many pixels the page is wider than a screen of this width. */
export async function findOverflow(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/**
 * The server takes each comment; its answer never reaches the page.
 * @returns the receipt codes that were lost, as they come
 */
export async function dropResponses(page: Page): Promise<string[]> {
  const lost: string[] = [];
  await page.route('**/api/comments', async (route) => {
    const response = await route.fetch();
    lost.push((await response.json()).receiptCode);
    await route.abort('failed');
  });
  return lost;
}

/** Looks at the preview and sends what is in the form. */
export async function sendComment(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(page.getByRole('heading', { name: '提交前看一遍' })).toBeVisible();
  await page.getByRole('button', { name: '提交留言' }).click();
}
