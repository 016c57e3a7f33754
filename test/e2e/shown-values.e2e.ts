// What a form shows is what it sends, also where a browser filled it in without an event; and Back leaves one step, not the site.

import type { Page } from '@playwright/test';
import { expect, fillComment, findCase, readCodesCookie, signIn, test, waitForScript } from '../support/journey.ts';
import { samplePassword } from '../support/journey-settings.ts';

const ask = '/ask/?about=guanxian-2021/tasks/17';

/** Sets a field's value as autofill and session restore do: without any event. */
const fillSilently = (page: Page, id: string, value: string) =>
  page.locator(`#${id}`).evaluate((field, text) => {
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text);
  }, value);

const preview = (page: Page) => page.getByRole('heading', { name: '提交前看一遍' });

test('sends name and contact that the browser filled in by itself, and staff see them', async ({ page, browser }) => {
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '浏览器自动填写的');
  await fillSilently(page, 'name', '王小明');
  await fillSilently(page, 'contact', '１３８ ００００ １２３４');
  await fillSilently(page, 'text', '浏览器恢复的内容，请问养老服务信息在哪里？');
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(page.getByText('王小明')).toBeVisible();
  await expect(page.getByText('浏览器恢复的内容')).toBeVisible();
  await page.getByRole('button', { name: '提交留言' }).click();
  await readCodesCookie(page);
  const desk = await browser.newPage();
  await signIn(desk, 'desk');
  await findCase(desk, '浏览器自动填写的');
  await expect(desk.getByText('王**，138****1234')).toBeVisible();
  await desk.close();
});

test('signs in with what a password manager filled in without an event', async ({ page }) => {
  await page.goto('/staff/');
  await expect(page.getByLabel('用户名')).toBeVisible();
  await fillSilently(page, 'username', 'desk');
  await fillSilently(page, 'password', samplePassword);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeVisible();
});

test('Back returns from the preview to the form with every word, and Forward opens the preview again', async ({
  page,
}) => {
  await page.goto('/documents/guanxian-2021/tasks/17/');
  await page.getByRole('link', { name: '就此提问' }).click();
  await waitForScript(page);
  await fillComment(page, '后退不离开本站');
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(preview(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('标题')).toHaveValue('后退不离开本站');
  await expect(preview(page)).toHaveCount(0);
  await page.goForward();
  await expect(preview(page)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('标题')).toHaveValue('后退不离开本站');
  await expect(preview(page)).toHaveCount(0);
  await page.getByLabel('可以公开').check();
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await page.getByRole('button', { name: '返回修改' }).click();
  await expect(page.getByLabel('标题')).toBeVisible();
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await page.getByRole('button', { name: '提交留言' }).click();
  await readCodesCookie(page);
  await page.goBack();
  await expect(page).toHaveURL(/\/documents\/guanxian-2021\/tasks\/17\/$/u);
});

test('Back closes the list of shortcuts and stays in the queue', async ({ page }) => {
  await signIn(page, 'desk');
  const help = page.getByRole('dialog', { name: '快捷键' });
  await page.getByRole('button', { name: '快捷键' }).click();
  await expect(help).toBeVisible();
  await page.goBack();
  await expect(help).toBeHidden();
  await expect(page.getByRole('heading', { name: '留言办理' })).toBeVisible();
  await page.getByRole('button', { name: '快捷键' }).click();
  await help.getByRole('button', { name: '关闭' }).click();
  await expect(help).toBeHidden();
});

test('refuses an unfit file when it is chosen, keeps the others, and makes a large photograph smaller', async ({
  page,
}) => {
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '带大照片的留言');
  // Noise, which no JPEG makes small; on its side, as phones store an upright photograph.
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2000);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    const picture = context.createImageData(3000, 2000);
    for (let at = 0; at < picture.data.length; at += 65_536)
      crypto.getRandomValues(picture.data.subarray(at, Math.min(at + 65_536, picture.data.length)));
    for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
    context.putImageData(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  });
  const jpeg = Buffer.from(drawn, 'base64');
  expect(jpeg.length).toBeGreaterThan(5 * 1024 * 1024);
  const tiff = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const photo = Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xe1, 0, exif.length + 2]),
    exif,
    jpeg.subarray(2),
  ]);
  await page.getByLabel('附件').setInputFiles([
    { name: '大照片.jpeg', mimeType: 'image/jpeg', buffer: photo },
    { name: '表格.docx', mimeType: 'application/msword', buffer: Buffer.from('PK\x03\x04') },
  ]);
  await expect(page.getByText('“表格.docx”不是完整的 JPG、PNG、WebP 图片或 PDF 文件')).toBeVisible();
  await expect(page.getByText('大照片.jpg（')).toBeVisible();
  const sent = page.waitForRequest('**/api/comments/with-attachments');
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await page.getByRole('button', { name: '提交留言' }).click();
  const body = (await sent).postDataBuffer();
  expect(body?.length ?? 0).toBeLessThan(5 * 1024 * 1024 + 10_000);
  await readCodesCookie(page);
});

test('keeps a reply open while an input method takes Escape, and closes it by Escape after that', async ({ page }) => {
  await signIn(page, 'desk');
  await page.locator('.rows a').first().click();
  await page.locator('.moves button').first().click();
  const form = page.locator('.move-form');
  await expect(form).toBeVisible();
  for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
    await form.evaluate(
      (element, composing) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, ...composing })),
      init,
    );
    await expect(form).toBeVisible();
  }
  await form.evaluate((element) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })),
  );
  await expect(form).toHaveCount(0);
});
