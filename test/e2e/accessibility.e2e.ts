import { findViolations } from '../support/axe.ts';
import { expect, fillComment, findOverflow, openCase, readCodesCookie, signIn, test } from '../support/journey.ts';

const readingPages = [
  '/',
  '/documents/guanxian-2021/',
  '/documents/guanxian-2021/tasks/',
  '/documents/guanxian-2021/tasks/17/',
  '/documents/guanxian-2021/points/2-2/',
  '/documents/pingyin-2023/tasks/4/',
  '/commitments/',
  '/commitments/?document=pingyin-2023&order=unit',
  '/commitments/look-back/',
  '/commitments/look-back/pingyin-2023/',
  '/documents/guanxian-2021/parts/1/',
  '/places/',
  '/places/guanxian/',
  '/places/guanxian/2021/',
  '/units/',
  '/units/guanxian/minzhengju/',
  '/compare/',
  '/compare/guanxian-2021/liaocheng-2021/',
  '/answers/',
  '/numbers/',
  '/data/',
  '/data/api/',
  '/about/',
  '/privacy/',
  '/accessibility/',
  '/site-map/',
  '/search/?q=养老服务',
  '/ask/?about=guanxian-2021/tasks/17',
  '/follow/',
  '/figures/?place=guanxian',
  '/figures/list/?place=guanxian&figure=received',
  '/clock/?received=2026-09-30T23:59&window=standard',
  '/clock/2026/',
  '/check/',
  '/staff/',
  '/staff/commitments/',
  '/staff/settings/',
  '/staff/account/',
  '/staff/handbook/',
  '/staff/handbook/operate/',
  '/staff/accounts/',
  '/staff/reports/',
  '/staff/contact-views/',
  '/staff/status/',
  '/staff/welcome/',
  '/no-such-page/',
];

test.describe('with and without big-text mode, in light and dark colours', () => {
  // Reduce motion, so that axe measures no colour in mid-transition.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const path of readingPages) {
    test(`${path} passes axe and fits every screen width`, async ({ page }) => {
      await page.goto(path, { waitUntil: 'networkidle' });
      for (const width of [320, 360, 768, 1280]) expect([width, await findOverflow(page, width)]).toEqual([width, 0]);
      expect(await findViolations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findViolations(page, { onlyContrast: true })).toEqual([]);
      await page.getByRole('button', { name: '关怀版' }).click();
      expect(await findViolations(page, { onlyContrast: true, enhanced: true })).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await findViolations(page, { enhanced: true })).toEqual([]);
    });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the page of a published answer passes axe', async ({ page }) => {
      await page.goto('/answers/');
      await page.getByRole('link', { name: '养老服务的信息在哪里能看到？' }).click();
      await expect(page.getByRole('heading', { name: '回复内容' })).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: '关怀版' }).click();
      expect(await findViolations(page, { enhanced: true })).toEqual([]);
    });

    test('the comment form with errors, the receipt and the follow page pass axe', async ({ page }) => {
      await page.goto('/ask/?about=guanxian-2021/tasks/18');
      // Wait for the script: before it loads, the button submits to the server, whose preview is another page.
      await page.waitForFunction(() => !document.querySelector('astro-island[ssr]'));
      await page.getByRole('button', { name: '下一步：预览' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
      await fillComment(page, `无障碍检查 ${colorScheme}`);
      await page.getByRole('button', { name: '下一步：预览' }).click();
      await expect(page.getByRole('heading', { name: '提交前看一遍' })).toBeFocused();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: '提交留言' }).click();
      await readCodesCookie(page);
      await page.getByText('为什么是').click();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('link', { name: '查看办理进度' }).click();
      await expect(page.getByRole('heading', { name: '办理经过' })).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
    });

    test('the queue passes axe', async ({ page }) => {
      await signIn(page, 'desk');
      await openCase(page, '网站留言是几个工作日答复？');
      await page.getByRole('button', { name: '分办' }).click();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: '改类' }).click();
      await page.getByRole('button', { name: '改为简单问题' }).click();
      await expect(page.getByText('请写明理由')).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
    });
  });
}
