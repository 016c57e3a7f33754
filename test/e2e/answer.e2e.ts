import {
  expect,
  fillComment,
  findCase,
  openCase,
  readCodesCookie,
  sendComment,
  sendReply,
  signIn,
  test,
  waitForScript,
} from '../support/journey.ts';

test('a comment travels from resident to desk to unit and back, and its answer onto the task’s page', async ({
  page,
  browser,
}) => {
  const title = '养老服务机构名单在哪里公布？';
  const reply = '您好，名单在县民政局专栏公布。\n\n咨询请到服务窗口。';

  await test.step('the resident asks', async () => {
    await page.goto('/documents/guanxian-2021/tasks/15/');
    await page.getByRole('link', { name: '就此提问' }).click();
    await waitForScript(page);
    await fillComment(page, title);
    await page.getByLabel('怎么称呼您').fill('王五');
    await page.getByLabel('手机、电话或邮箱').fill('13700000000');
    await sendComment(page);
  });
  const { receiptCode, trackingCode } = await readCodesCookie(page);
  const follow = async () => {
    await page.goto('/follow/');
    await page.getByLabel('受理编号').fill(receiptCode.toLowerCase());
    await page.getByLabel('查询码').fill(trackingCode);
    await page.getByRole('button', { name: '查询' }).click();
  };

  const desk = await browser.newPage();
  await test.step('the desk classifies and assigns', async () => {
    await signIn(desk, 'desk');
    await findCase(desk, title);
    await expect(desk.getByText('王**，137****0000')).toBeVisible();
    await desk.getByRole('button', { name: '写明理由后查看' }).click();
    await desk.getByLabel('为什么需要查看').fill('核实所在乡镇');
    await desk.getByRole('button', { name: '查看称呼和联系方式' }).click();
    await expect(desk.getByText('王五，13700000000')).toBeFocused();
    await expect(desk.locator('.steps li').last()).toHaveText(/查看联系方式.*政务公开办：核实所在乡镇/);
    await desk.getByRole('button', { name: '改类' }).click();
    await expect(desk.locator('.move-form')).toContainText('11月23日（周一）24:00 前答复');
    await desk.getByLabel('理由').fill('只问公布位置');
    await desk.getByRole('button', { name: '改为简单问题' }).click();
    await expect(desk.getByText('已改类。')).toBeVisible();
    await expect(desk.getByRole('article').getByText('11月23日（周一）24:00 前答复')).toBeVisible();
    await desk.getByRole('button', { name: '分办' }).click();
    await desk.getByLabel('责任单位').selectOption('minzhengju');
    await desk.getByRole('button', { name: '分给冠县民政局' }).click();
    await expect(desk.getByText('已分办。')).toBeVisible();
    await expect(desk.getByRole('button', { name: '选登' })).toHaveCount(0);
  });

  const unit = await browser.newPage();
  await test.step('the unit replies', async () => {
    await signIn(unit, 'minzheng');
    await findCase(unit, title);
    await unit.getByRole('button', { name: '答复', exact: true }).click();
    await unit.getByLabel('答复内容').fill(reply);
    await sendReply(unit, receiptCode);
  });

  await test.step('the resident sees every step, the reply and the verdict', async () => {
    await follow();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.getByText('按期，收到当天答复').first()).toBeVisible();
    await expect(page.getByText('您好，名单在县民政局专栏公布。')).toBeVisible();
    const steps = page.locator('.steps li');
    await expect(steps).toHaveText([/收到留言/, /改为简单问题.*只问公布位置/, /分办给冠县民政局/, /冠县民政局答复/]);
  });

  await test.step('the desk publishes', async () => {
    await desk.getByRole('link', { name: '已办结' }).click();
    await openCase(desk, title);
    await desk.reload();
    await desk.getByRole('button', { name: '选登' }).click();
    await desk.locator('.move-form').getByRole('button', { name: '选登' }).click();
    await expect(desk.getByText('已选登。')).toBeVisible();
  });

  await test.step('everyone can read the answer on the task’s page without the resident’s name', async () => {
    await page.goto('/documents/guanxian-2021/tasks/15/');
    const answers = page.getByRole('region', { name: /公开答复/ });
    await expect(answers.getByRole('heading', { name: title })).toBeVisible();
    await expect(answers.getByText('您好，名单在县民政局专栏公布。')).toBeVisible();
    expect(await page.content()).not.toMatch(/王五|13700000000/);
  });
  await desk.close();
  await unit.close();
});

test('samples are labelled wherever they appear', async ({ page }) => {
  await page.goto('/documents/guanxian-2021/tasks/17/');
  await expect(page.getByRole('article').filter({ hasText: '养老服务的信息在哪里能看到？' }).last()).toContainText(
    '演示数据',
  );
  await signIn(page, 'desk');
  for (const row of ['惠农补贴发放结果没有看到公示', '希望体验区周六也开放']) {
    await expect(page.getByRole('link', { name: row })).toContainText('演示数据');
  }
});

test('the queue lists overdue comments first and says by how much they are late', async ({ page }) => {
  await signIn(page, 'desk');
  await expect(page.locator('.rows a').first()).toContainText('已超期 2 个工作日');
});

test('keeps a clerk’s typed text when a colleague moves the comment first', async ({ page, browser }) => {
  const title = '希望体验区周六也开放';
  const other = await browser.newPage();
  for (const clerk of [page, other]) {
    await signIn(clerk, 'desk');
    await openCase(clerk, title);
    await clerk.getByRole('button', { name: '改类' }).click();
    await clerk.getByLabel('理由').fill('一句话能答');
  }
  await other.getByRole('button', { name: '改为简单问题' }).click();
  await expect(other.getByText('已改类。')).toBeVisible();
  await page.getByRole('button', { name: '改为简单问题' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '刚刚被别人办理过' })).toBeVisible();
  await expect(page.getByLabel('理由')).toHaveValue('一句话能答');

  await page.getByRole('button', { name: '刷新这件留言' }).click();
  await expect(page.getByText('已刷新。您填写的内容还在')).toBeFocused();
  await expect(page.getByLabel('理由')).toHaveValue('一句话能答');
  await expect(page.getByRole('button', { name: '改为一般问题' })).toBeVisible();

  await other.getByRole('button', { name: '分办' }).click();
  await other.getByLabel('责任单位').selectOption('minzhengju');
  await other.getByRole('button', { name: '分给冠县民政局' }).click();
  await expect(other.getByText('已分办。')).toBeFocused();
  await page.getByRole('button', { name: '不予受理' }).click();
  await page.getByLabel('不予受理的理由').selectOption('lawsuit');
  await page.getByLabel('补充说明').fill('请向法院反映');
  await page.locator('.move-form').getByRole('button', { name: '不予受理' }).click();
  await page.getByRole('button', { name: '刷新这件留言' }).click();
  await expect(page.getByText('现在不能再办理「不予受理」了')).toBeFocused();
  await expect(page.getByRole('region', { name: '没有发出的内容：不予受理' })).toContainText('请向法院反映');
  await other.close();
});
