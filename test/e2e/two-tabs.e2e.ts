// One person, one browser, two tabs: neither tab acts on the other's comment or overwrites its draft.
import type { Page } from '@playwright/test';
import {
  type Codes,
  expect,
  fillComment,
  readCodesCookie,
  sendComment,
  test,
  waitForScript,
} from '../support/journey.ts';

const form = '/ask/?about=guanxian-2021/tasks/15';

async function ask(page: Page, title: string, isScripted: boolean): Promise<Codes> {
  await page.goto(form);
  if (isScripted) await waitForScript(page);
  await fillComment(page, title);
  await sendComment(page);
  return readCodesCookie(page);
}

for (const javaScriptEnabled of [true, false]) {
  const scriptMode = javaScriptEnabled ? 'with script' : 'without script';

  test.describe(scriptMode, () => {
    test.use({ javaScriptEnabled });

    test(`each tab withdraws, downloads and shows the receipt of its own comment, ${scriptMode}`, async ({
      page: first,
      context,
    }) => {
      const one = await ask(first, `甲标签页（${scriptMode}）`, javaScriptEnabled);
      const second = await context.newPage();
      const two = await ask(second, `乙标签页（${scriptMode}）`, javaScriptEnabled);

      await test.step('a reload and the back button show the first receipt again', async () => {
        await first.reload();
        expect(await readCodesCookie(first)).toEqual(one);
        await first.getByRole('link', { name: '查看办理进度' }).click();
        await expect(first.getByRole('heading', { name: `甲标签页（${scriptMode}）` })).toBeVisible();
        await first.goBack();
        expect(await readCodesCookie(first)).toEqual(one);
        await first.goForward();
      });

      await test.step('the files are those of the first comment', async () => {
        for (const [link, name] of [
          ['存入日历', `${one.receiptCode}.ics`],
          ['存下的全部内容', `${one.receiptCode}.json`],
        ] as const) {
          const [file] = await Promise.all([
            first.waitForEvent('download'),
            first.getByRole('link', { name: link }).click(),
          ]);
          expect(file.suggestedFilename()).toBe(name);
        }
      });

      await test.step('withdrawing in the first tab leaves the second comment alone', async () => {
        await first.getByText('撤回这件留言', { exact: true }).click();
        await first.getByRole('button', { name: '撤回留言' }).click();
        await expect(first.getByRole('status')).toContainText('留言已撤回');
        await expect(first.getByText(one.receiptCode, { exact: true })).toBeVisible();
        await second.getByRole('link', { name: '查看办理进度' }).click();
        await expect(second.getByText(two.receiptCode, { exact: true })).toBeVisible();
        await expect(second.locator('.state')).not.toHaveText('已撤回');
      });

      await test.step('an address without a code asks which comment is meant', async () => {
        await second.goto('/follow/result/');
        await second.getByRole('link', { name: one.receiptCode }).click();
        await expect(second.locator('.state')).toHaveText('已撤回');
      });

      await test.step('once its codes are forgotten, the page asks for them again', async () => {
        await second.getByRole('button', { name: '从这台设备上抹去' }).click();
        await expect(second.getByRole('link', { name: two.receiptCode })).toBeVisible();
        await first.reload();
        await expect(first.getByRole('alert')).toContainText(one.receiptCode);
        await first.getByLabel('查询码').fill(one.trackingCode);
        await first.getByRole('button', { name: '查询' }).click();
        await expect(first.locator('.state')).toHaveText('已撤回');
      });
    });
  });
}

test('two tabs about one subject keep their drafts apart, and the newest comes back', async ({
  page: first,
  context,
}) => {
  await first.goto(form);
  await waitForScript(first);
  await first.getByLabel('标题').fill('第一份草稿');
  const second = await context.newPage();
  await second.goto(form);
  await waitForScript(second);
  await second.getByLabel('标题').fill('第二份草稿');
  await first.reload();
  await expect(first.getByLabel('标题')).toHaveValue('第一份草稿');
  await second.close();
  await first.goto('/about/');

  const third = await context.newPage();
  await third.goto(form);
  await expect(third.getByLabel('标题')).toHaveValue('第二份草稿');
  await expect(third.getByText('另外还有1份没有提交的草稿')).toBeVisible();
  await third.getByRole('button', { name: '清空草稿' }).click();
  await third.reload();
  await expect(third.getByLabel('标题')).toHaveValue('第一份草稿');
});

test('the title says that something is wrong only for as long as it is', async ({ page }) => {
  await page.goto(form);
  await waitForScript(page);
  const plain = await page.title();
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveTitle(`错误：${plain}`);
  await fillComment(page, '标题里的错误二字');
  await expect(page).toHaveTitle(plain);
});
