import {
  dropResponses,
  expect,
  fillComment,
  findCase,
  readCodesCookie,
  sendComment,
  signIn,
  test,
  waitForScript,
} from '../support/journey.ts';

const ask = '/ask/?about=guanxian-2021/tasks/21';

test('restores a draft after a crash and discards it once sent', async ({ page, context }) => {
  const crashed = await context.newPage();
  await crashed.goto(ask);
  await waitForScript(crashed);
  await crashed.getByLabel('投诉').check();
  await crashed.getByLabel('标题').fill('写到一半浏览器没了');
  await crashed.getByLabel('您想问什么？').fill('这些话不能丢，写了很久才写好。');
  await crashed.getByLabel('怎么称呼您').fill('李四');
  await crashed.close();

  await page.goto(ask);
  await expect(page.getByText('已恢复上次没有提交的标题和内容。')).toBeVisible();
  await expect(page.getByLabel('投诉')).toBeChecked();
  await expect(page.getByLabel('标题')).toHaveValue('写到一半浏览器没了');
  await expect(page.getByLabel('您想问什么？')).toHaveValue('这些话不能丢，写了很久才写好。');
  await expect(page.getByLabel('怎么称呼您')).toHaveValue('');
  await page.getByLabel('不要公开').check();
  await sendComment(page);
  await readCodesCookie(page);

  await page.goto(ask);
  await waitForScript(page);
  await expect(page.getByLabel('标题')).toHaveValue('');
});

test('clears a draft by button and keeps drafts of different subjects separate', async ({ page }) => {
  await page.goto(ask);
  await waitForScript(page);
  await page.getByLabel('标题').fill('不写了');
  await page.goto('/ask/?about=guanxian-2021/tasks/22');
  await waitForScript(page);
  await expect(page.getByLabel('标题')).toHaveValue('');
  await page.goto(ask);
  await expect(page.getByLabel('标题')).toHaveValue('不写了');
  await page.getByRole('button', { name: '清空草稿' }).click();
  await expect(page.getByLabel('标题')).toBeFocused();
  await page.reload();
  await waitForScript(page);
  await expect(page.getByLabel('标题')).toHaveValue('');
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('the preview points out personal data, and going back keeps every word', async ({ page }) => {
      const text = '第一行\n我的电话 13800000000，身份证 11010519491231002X，住幸福小区3号楼2单元501室。<b>';
      await page.goto(ask);
      if (javaScriptEnabled) await waitForScript(page);
      await fillComment(page, '有个人信息的留言');
      await page.getByLabel('您想问什么？').fill(text);
      await page.getByRole('button', { name: '下一步：预览' }).click();
      await expect(page.getByText('文字里像是有个人信息')).toBeVisible();
      await expect(page.getByText('（可能是电话号码，公开前由工作人员核对并隐去）')).toBeVisible();
      await expect(page.getByText('（可能是身份证号，公开前由工作人员核对并隐去）')).toBeVisible();
      await expect(page.getByText('（可能是住址，公开前由工作人员核对并隐去）')).toBeVisible();
      await page.getByRole('button', { name: '返回修改' }).click();
      await expect(page.getByLabel('您想问什么？')).toHaveValue(text);
      await expect(page.getByLabel('标题')).toHaveValue('有个人信息的留言');
      await expect(page.getByLabel('可以公开')).toBeChecked();
    });

    test('a resident without a subject finds a unit and asks it', async ({ page }) => {
      await page.goto('/ask/');
      await page.getByLabel(/想问哪方面的事/).fill('民政局');
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByRole('link', { name: '冠县民政局' }).click();
      await expect(page.getByText('关于 冠县民政局')).toBeVisible();
      await fillComment(page, `问民政局（${javaScriptEnabled ? '有' : '无'}脚本）`);
      await sendComment(page);
      await readCodesCookie(page);
    });
  });
}

test.describe('a comment sent without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a comment sent without script is accepted, held for the desk and stored once even after going back and resubmitting', async ({
    page,
    browser,
  }) => {
    await page.goto(ask);
    await fillComment(page, '没有脚本也收下');
    await sendComment(page);
    const { receiptCode } = await readCodesCookie(page);
    await page.goBack();
    await page.getByRole('button', { name: '提交留言' }).click();
    expect((await readCodesCookie(page)).receiptCode).toBe(receiptCode);

    const context = await browser.newContext({ javaScriptEnabled: true });
    const desk = await context.newPage();
    await signIn(desk, 'desk');
    await findCase(desk, '没有脚本也收下');
    await expect(desk.getByRole('link', { name: '没有脚本也收下' })).toContainText('待核');
    await expect(desk.getByText('没有完成自动验证').first()).toBeVisible();
    await expect(desk.getByRole('button', { name: '分办' })).toHaveCount(0);
    await desk.getByRole('button', { name: '放行' }).click();
    await desk.getByRole('button', { name: '放行，照常办理' }).click();
    await expect(desk.getByText('已放行。')).toBeVisible();
    await expect(desk.getByRole('button', { name: '分办' })).toBeVisible();
    await context.close();
  });
});

test('keeps the text offline and sends it after reconnecting only when the resident confirms', async ({
  page,
  context,
}) => {
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '断网时写的');
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: '提交留言' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '没有发出去' })).toBeFocused();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await context.setOffline(false);
  // On a test machine without network, Chromium stays offline, so dispatch the event that it would fire.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('网络恢复了')).toBeVisible();
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: '现在提交' }).click();
  await readCodesCookie(page);
});

test('recognises a comment whose response was lost after the page is reloaded', async ({ page }) => {
  const stored = await dropResponses(page);
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '回执没有收到');
  await sendComment(page);
  await expect(page.getByRole('alert').filter({ hasText: '没有发出去' })).toBeVisible();
  await page.unroute('**/api/comments');
  await page.reload();
  await expect(page.getByLabel('标题')).toHaveValue('回执没有收到');
  await page.getByLabel('可以公开').check();
  await sendComment(page);
  expect(stored).toEqual([(await readCodesCookie(page)).receiptCode]);
});

test('suggests existing answers once there is a title', async ({ page }) => {
  await page.goto(ask);
  await waitForScript(page);
  await page.getByLabel('标题').fill('养老服务的信息在哪里看');
  await page.getByLabel('您想问什么？').focus();
  const offers = page.getByRole('region', { name: '也许已有答复' });
  await expect(offers.getByRole('link', { name: '养老服务的信息在哪里能看到？' })).toHaveAttribute(
    'href',
    /^\/documents\/guanxian-2021\/tasks\/17\/#answer-/,
  );
  await expect(offers.getByRole('link', { name: /养老医疗服务信息公开/ })).toBeVisible();
});

test('the comment form can be completed with the keyboard alone', async ({ page }) => {
  await page.goto(ask);
  await waitForScript(page);
  const tabTo = async (label: string) => {
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const field = document.activeElement;
        const labels = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.labels : null;
        return labels?.[0]?.textContent ?? field?.textContent ?? '';
      });
      if (name.startsWith(label)) return;
    }
    throw new Error(`cannot reach ${label}`);
  };
  await tabTo('咨询');
  await page.keyboard.press('Space');
  await tabTo('标题');
  await page.keyboard.type('只用键盘写的');
  await tabTo('您想问什么');
  await page.keyboard.type('只用键盘也能把问题写清楚吗？');
  await tabTo('可以公开');
  await page.keyboard.press('ArrowDown'); // Nothing is preselected; an arrow key selects.
  await tabTo('下一步');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '提交前看一遍' })).toBeFocused();
  await tabTo('提交留言');
  await page.keyboard.press('Enter');
  await readCodesCookie(page);
});

test('the form and its preview fit the width at 400% zoom', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(ask);
  await waitForScript(page);
  await fillComment(page, '放大四倍看');
  await page.getByLabel('您想问什么？').fill(`一串很长的号码 ${'6222020000000000'.repeat(8)} 和一段话`);
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await excess()).toBe(0);
  await page.getByRole('button', { name: '下一步：预览' }).click();
  await expect(page.getByRole('heading', { name: '提交前看一遍' })).toBeVisible();
  expect(await excess()).toBe(0);
  await page.getByRole('button', { name: '提交留言' }).click();
  await readCodesCookie(page);
});

test('on slow 3G the form can be filled in before its script loads, and sent', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400, // Chromium's Slow 3G preset
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await page.goto(ask, { waitUntil: 'commit' });
  await fillComment(page, '网很慢的时候');
  await waitForScript(page);
  await expect(page.getByLabel('标题')).toHaveValue('网很慢的时候');
  await expect(page.getByLabel('可以公开')).toBeChecked();
  await sendComment(page);
  await readCodesCookie(page);
});
