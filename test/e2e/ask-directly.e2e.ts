// A resident who does not know whose task the question is: from the home page to a receipt, and to its subject at the desk.
import { expect, findOverflow, openCase, readCodesCookie, sendComment, signIn, test } from '../support/journey.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('a resident asks without knowing whom, and the next question starts at the same place', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto('/');
      await page.getByRole('main').getByRole('link', { name: '我要留言' }).click();
      await page.getByRole('link', { name: '给冠县留言' }).click();
      await expect(page.getByText('由政务公开办分给承办单位')).toBeVisible();
      expect(await findOverflow(page, 320)).toBe(0);
      const title = `看病的钱怎么报（${javaScriptEnabled ? '有' : '无'}脚本）`;
      await page.getByLabel('标题').fill(title);
      await page.getByLabel('您想问什么？').fill('我父亲在外地住院，回来以后去哪里报销，要带什么？');
      await page.getByLabel('不要公开').check();
      await sendComment(page);
      const { receiptCode } = await readCodesCookie(page);
      expect(receiptCode).toMatch(/^GX/u);

      await page.goto('/ask/?q=养老');
      await expect(page.getByText('由政务公开办分给承办单位')).toBeVisible();
      await expect(page.getByLabel('标题')).toHaveValue('养老');
      await page.getByRole('link', { name: '换一个地区' }).click();
      await expect(page.getByRole('link', { name: '给平阴县留言' })).toBeVisible();
    });
  });
}

test('the desk finds the subject of a comment that names none', async ({ page, browser }) => {
  const title = '不知道归谁管的一件';
  const resident = await browser.newPage();
  await resident.goto('/ask/?place=guanxian');
  await resident.getByLabel('标题').fill(title);
  await resident.getByLabel('您想问什么？').fill('社保卡丢了去哪里补办，要交多少钱？请告诉我。');
  await resident.getByLabel('不要公开').check();
  await sendComment(resident);

  await signIn(page, 'desk');
  await page.goto(`/staff/#list=triage&q=${title}`);
  await openCase(page, title);
  await page.getByRole('button', { name: '明确事项' }).click();
  await page.getByRole('searchbox', { name: '查找任务、要点、单位或主题' }).fill('人力资源和社会保障局');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: /冠县人力资源和社会保障局/u }).check();
  await page.getByRole('radio', { name: '求助' }).check();
  await page.getByRole('button', { name: '确定涉及事项和类型' }).click();
  await expect(page.getByText('已明确涉及事项。')).toBeFocused();
  await expect(page.locator('.facts')).toContainText('冠县人力资源和社会保障局');
  for (const width of [360, 1440]) expect(await findOverflow(page, width)).toBe(0);
});
