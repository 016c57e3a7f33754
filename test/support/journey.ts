// Checks that apply to every end-to-end test: no console errors, no policy violations, no requests to other hosts.
import { createHash } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { baseUrl, samplePassword } from './journey-settings.ts';

/** Error responses that tests provoke, which the browser logs as errors. */
const expectedErrors =
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
  // Gives each test its own sender for rate limits, although all run on one machine.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for
  extraHTTPHeaders: async ({}, use, { testId }) => {
    const [first, second] = createHash('sha256').update(testId).digest();
    const address = `10.${first}.${second}.1`;
    await use({ 'cf-connecting-ip': address, 'x-forwarded-for': address });
  },
  page: async ({ page, baseURL, javaScriptEnabled }, use) => {
    const errors: string[] = [];
    const foreignRequests: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !expectedErrors.test(message.text())) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'data:' && url.origin !== baseURL) foreignRequests.push(request.url());
    });
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) => {
        window.violations.push({ directive: event.violatedDirective, blocked: event.blockedURI });
      });
    });
    await use(page);
    // Answer intercepted requests before the page closes: answering afterwards is an error.
    await page.unrouteAll({ behavior: 'wait' });
    const violations = javaScriptEnabled === false ? [] : await page.evaluate(() => window.violations ?? []);
    expect(errors).toEqual([]);
    expect(violations).toEqual([]);
    expect(foreignRequests).toEqual([]);
  },
});

export { expect };

type Account = 'desk' | 'minzheng' | 'yibao' | 'shenhe' | 'jiandu' | 'admin' | 'pingyin';

/** The first heading of each role. */
const headingOf = (username: Account) => (username === 'admin' ? '账号管理' : '留言办理');

/** Signs in with the form, as a clerk does. */
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
 * Opens the queue with a session from earlier in this run, because the tests together exceed the limit of 20 sign-ins
 * per minute and account. Tests that end their session use signInByForm.
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

/** Makes a move as the page's clerk without updating the page. Confirms a warning of personal data. */
export async function move(page: Page, receiptCode: string, version: number, action: object): Promise<void> {
  const send = (personalSeen: string) =>
    page.request.post(`/api/queue/${receiptCode}/moves`, {
      headers: { origin: baseUrl },
      data: { version, action, personalSeen },
    });
  const first = await send('');
  const warning = first.status() === 409 ? (await first.json()).personal : undefined;
  const response = warning ? await send(warning.key) : first;
  expect(response.status()).toBe(200);
}

/** Opens a comment by its title, from the visible list. */
export async function openCase(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, level: 2, exact: true })).toBeVisible();
}

/** Searches for a comment and opens it, because parallel tests determine how many rows precede it in a list. */
export async function findCase(page: Page, title: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: '搜索标题、内容或受理编号' });
  await search.fill(title);
  await search.press('Enter');
  await openCase(page, title);
}

/**
 * Sends a unit's reply. Parallel tests send the same text, so the clerk confirms each warning about similar replies,
 * and again if another reply was sent meanwhile.
 */
export async function sendReply(unit: Page, receiptCode: string): Promise<void> {
  const button = unit.getByRole('button', { name: `答复 ${receiptCode}`, exact: true });
  const send = async () => {
    const response = unit.waitForResponse(`**/api/queue/${receiptCode}/moves`);
    await button.click();
    return (await response).status();
  };
  while ((await send()) === 409) await unit.getByLabel('我确认这是给这一件的答复').check();
  await expect(unit.getByText('已答复。')).toBeVisible();
}

export interface Codes {
  receiptCode: string;
  trackingCode: string;
}

export async function readCodesCookie(page: Page): Promise<Codes> {
  await expect(page.getByRole('heading', { name: '留言已收到' })).toBeVisible();
  const [receiptCode = '', trackingCode = ''] = await page.locator('output.code').allTextContents();
  return { receiptCode, trackingCode };
}

export async function fillComment(page: Page, title: string): Promise<void> {
  await page.getByLabel('咨询').check();
  await page.getByLabel('标题').fill(title);
  // Unique text, because a repetition within a day would be held.
  await page.getByLabel('您想问什么？').fill(`${title}。请问我们镇的养老服务信息在哪里可以看到？`);
  await page.getByLabel('可以公开').check();
}

/** Waits until the form's script has loaded. */
export const waitForScript = (page: Page) => page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));

/** Waits until the page has painted its latest changes. */
export const paintTwice = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** How many pixels wider the page is than the screen. */
export async function findOverflow(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/**
 * Lets the server accept comments but drops its responses.
 *
 * @returns the receipt codes of the dropped responses, filled as they arrive
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

/** Checks the preview and sends the form. */
export async function sendComment(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(page.getByRole('heading', { name: '提交前看一遍' })).toBeVisible();
  await page.getByRole('button', { name: '提交留言' }).click();
}
