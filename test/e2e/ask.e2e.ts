import {
  dropResponses,
  expect,
  fillComment,
  paintTwice,
  readCodesCookie,
  sendComment,
  test,
  waitForScript,
} from '../support/journey.ts';

const ask = '/ask/?about=guanxian-2021/tasks/17';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('a resident asks about a task and gets a receipt that explains the due date', async ({ page }) => {
      await page.goto('/documents/guanxian-2021/tasks/17/');
      await page.getByRole('link', { name: '就此提问' }).click();
      await expect(page.getByRole('link', { name: /第 17 项任务/ })).toBeVisible();
      await fillComment(page, `养老服务信息在哪里（${javaScriptEnabled ? '有' : '无'}脚本）`);
      await sendComment(page);

      const { receiptCode, trackingCode } = await readCodesCookie(page);
      expect(receiptCode).toMatch(/^GX261120-[0-9A-Z]{5}$/);
      expect(trackingCode).toMatch(/^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/);
      await expect(page.getByText('还剩 5 个，11月27日（周五）24:00 前答复')).toBeVisible();
      await page.getByText('为什么是 11月27日（周五）？').click();
      await expect(page.getByText('答复期限不得超过5个工作日')).toBeVisible();
      const day = (name: string) => page.getByRole('row', { name }).getByRole('cell');
      await expect(day('11月20日')).toHaveText('收到当天，不计');
      await expect(day('11月22日')).toHaveText('周末，不计');
      await expect(day('11月27日')).toHaveText('第 5 个工作日，答复期限');
    });

    test('shows each error at the top and beside its field and keeps every typed word', async ({ page }) => {
      await page.goto(ask);
      await page.getByLabel('投诉').check();
      await page.getByLabel('您想问什么？').fill('第一行：引号“”和<标签>\n第二行');
      await page.getByLabel('手机、电话或邮箱').fill('不是号码');
      await page.getByRole('button', { name: '下一步：预览' }).click();

      const summary = page.getByRole('alert').filter({ hasText: '有几处需要改一下' });
      await expect(summary).toBeFocused();
      await expect(summary.getByRole('link')).toHaveText([
        '请填写标题，至少 2 个字',
        '请填写手机号、固定电话（如 0635-1234567）或电子邮箱，也可以留空',
        '请选择是否同意公开',
      ]);
      await expect(page.getByLabel('投诉')).toBeChecked();
      await expect(page.getByLabel('您想问什么？')).toHaveValue('第一行：引号“”和<标签>\n第二行');
      await expect(page.getByLabel('手机、电话或邮箱')).toHaveValue('不是号码');
      await expect(page.getByLabel('手机、电话或邮箱')).toHaveAccessibleDescription(/请填写手机号/);

      await page.getByLabel('标题').fill('改好了再提交');
      await page.getByLabel('手机、电话或邮箱').fill('0635-1234567');
      await page.getByLabel('不要公开').check();
      await sendComment(page);
      await readCodesCookie(page);
    });
  });
}

test('shifts no layout when the script loads or suggestions arrive mid-click', async ({ page }) => {
  let releaseScripts = () => {};
  const scriptsReleased = new Promise<void>((give) => {
    releaseScripts = give;
  });
  await page.route('**/_astro/CommentForm*.js', async (route) => {
    await scriptsReleased;
    await route.continue();
  });
  // Show the entire form at once: on a scrolled page Chromium compensates for layout shifts, but other browsers do not.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await page.goto(ask, { waitUntil: 'commit' });
  await fillComment(page, '脚本来得晚，一下也不白点');
  const button = page.getByRole('button', { name: '下一步：预览' });
  const place = await button.boundingBox();
  releaseScripts();
  await waitForScript(page);
  await expect(page.getByLabel('附件（可不加）')).toBeVisible();
  expect(await button.boundingBox()).toEqual(place);

  // Pressing the button takes the focus off the title, which would make suggestions appear above the button.
  await page.getByLabel('标题').fill('养老服务的信息在哪里看');
  await button.hover();
  const offered = page.waitForResponse('**/api/offers?*');
  await page.mouse.down();
  await (await offered).finished();
  await paintTwice(page);
  await page.mouse.up();
  await expect(page.getByRole('heading', { name: '提交前看一遍' })).toBeVisible();
});

test('a double click sends one comment', async ({ page }) => {
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '双击只收一件');
  const sent: string[] = [];
  // Intercept every request, because the page navigates after the first response.
  await page.route('**/api/comments', async (route) => {
    const response = await route.fetch();
    sent.push((await response.json()).receiptCode);
    await route.fulfill({ response });
  });
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await page.getByRole('button', { name: '提交留言' }).dblclick();
  const { receiptCode } = await readCodesCookie(page);
  expect(new Set(sent)).toEqual(new Set([receiptCode]));
});

test('keeps the text when the response is lost, and a retry is the same comment', async ({ page }) => {
  const stored = await dropResponses(page);
  await page.goto(ask);
  await fillComment(page, '断网也不丢');
  await waitForScript(page);
  await sendComment(page);
  await expect(page.getByRole('alert').filter({ hasText: '没有发出去' })).toBeVisible();
  await expect(page.getByLabel('标题')).toHaveValue('断网也不丢');
  await page.unroute('**/api/comments');
  await page.getByRole('button', { name: '现在提交' }).click();
  const { receiptCode } = await readCodesCookie(page);
  expect(stored).toEqual([receiptCode]);
});

test('keeps what was typed and selected before the script loaded', async ({ page }) => {
  let typing: Promise<void> | undefined;
  await page.route('**/_astro/*.js', async (route) => {
    typing ??= (async () => {
      await page.getByLabel('标题').fill('脚本来之前写的');
      await page.getByLabel('投诉').check();
      await page.getByLabel('不要公开').check();
    })();
    await typing;
    await route.continue();
  });
  await page.goto(ask);
  await waitForScript(page);
  await expect(page.getByLabel('标题')).toHaveValue('脚本来之前写的');
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([/问题写清楚/]);
  await expect(page.getByLabel('标题')).toHaveValue('脚本来之前写的');
  await expect(page.getByLabel('投诉')).toBeChecked();
  await expect(page.getByLabel('不要公开')).toBeChecked();
});
