// Attachments: their content is checked, pictures lose their location, and only staff can download them until the desk
// releases them.
import { readFile } from 'node:fs/promises';
import {
  expect,
  fillComment,
  findCase,
  readCodesCookie,
  sendComment,
  sendReply,
  signIn,
  test,
  waitForScript,
} from '../support/journey.ts';
import { drawJpegWithPlace } from '../support/picture.ts';

const ask = '/ask/?about=guanxian-2021/tasks/21';

test('a picture loses its location, and only staff can download it until the desk releases it', async ({
  page,
  browser,
}) => {
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '带照片的留言');
  const photo = await drawJpegWithPlace(page);
  await page.getByLabel('附件').setInputFiles([
    { name: '照片.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'not-a-picture.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') },
  ]);
  await expect(
    page.getByText('“not-a-picture.png”不是完整的 JPG、PNG、WebP 图片或 PDF 文件', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText('已加 1 个附件')).toBeVisible();
  await sendComment(page);
  const { receiptCode } = await readCodesCookie(page);

  const address = `/api/queue/${receiptCode}/attachments/1`;
  expect((await page.request.get(address)).status()).toBe(401);
  const desk = await browser.newPage();
  await signIn(desk, 'desk');
  await findCase(desk, '带照片的留言');
  const download = desk.waitForEvent('download');
  await desk.getByRole('link', { name: /下载附件 1（JPG 图片/ }).click();
  const kept = await readFile(await (await download).path());
  expect(kept.includes('36.48N')).toBe(false);
  const size = await desk.evaluate(
    async (bytes) => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
      return [picture.width, picture.height];
    },
    [...kept],
  );
  expect(size).toEqual([64, 32]);

  await test.step('after release with the answer, everyone can download it', async () => {
    await desk.getByRole('button', { name: '分办' }).click();
    await desk.getByLabel('责任单位').selectOption('minzhengju');
    await desk.getByRole('button', { name: '分给冠县民政局' }).click();
    const unit = await browser.newPage();
    await signIn(unit, 'minzheng');
    await findCase(unit, '带照片的留言');
    await unit.getByRole('button', { name: '答复', exact: true }).click();
    await unit.getByLabel('答复内容').fill('您好，照片里的公示栏已经更新。');
    await sendReply(unit, receiptCode);
    await unit.close();
    await desk.reload();
    await desk.getByRole('button', { name: '选登' }).click();
    await desk.getByLabel(/^附件 1（JPG 图片/).check();
    await desk.locator('.move-form').getByRole('button', { name: '选登' }).click();
    await expect(desk.getByText('连同附件 1')).toBeVisible();
    await page.goto(`/answers/${receiptCode}/`);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: /下载附件 1（JPG 图片/ }).click();
    expect(await readFile(await (await saved).path())).toEqual(kept);
  });
  await desk.close();
});

test.describe('attachments without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a file is chosen on the preview page, which reports an invalid one', async ({ page }) => {
    await page.goto(ask);
    await fillComment(page, '无脚本带附件');
    await page.getByRole('button', { name: '下一步：预览' }).click();
    await page
      .getByLabel('附件')
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: '提交留言' }).click();
    await expect(page.getByText('第 1 个附件（a.pdf）不是完整的 JPG')).toBeVisible();
    await page.getByRole('button', { name: '提交留言' }).click();
    await readCodesCookie(page);
  });
});
