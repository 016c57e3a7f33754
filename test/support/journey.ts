// What every journey holds to: no error on the console, nothing that the content policy had to stop, no other host asked.
import { test as base, expect, type Page } from '@playwright/test';
import { samplePassword } from './journey-settings.ts';

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

type Account = 'desk' | 'minzheng' | 'pingyin';

/** Signs in by the form, as a clerk does. */
export async function signInByForm(page: Page, username: Account): Promise<void> {
  await page.goto('/staff/');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(samplePassword);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeVisible();
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
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeVisible();
}

/** Opens a comment of the queue by its title and makes one move on it. */
export async function openCase(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible();
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
  await page.getByLabel('您想问什么？').fill('请问我们镇的养老服务信息在哪里可以看到？');
  await page.getByLabel('可以公开').check();
}
