// A desk clerk's entire day by keyboard alone, from signing in to signing out, without mouse or programmatic focus.
import type { Browser, Page } from '@playwright/test';
import { expect, move, signIn, test } from '../support/journey.ts';
import { baseUrl, samplePassword } from '../support/journey-settings.ts';
import { choose, expectFocus, press, tabBackTo, tabTo } from '../support/keyboard.ts';
import { goBack, openComment, rowOf, searchQueue } from '../support/queue-by-keys.ts';
import { sendToServer } from '../support/server.ts';

const send = (title: string, publish?: 'yes') => sendToServer(Number(new URL(baseUrl).port), title, publish);

const phone = '13812349876';
const day = {
  held: '键盘日：体检在哪里登记',
  declined: '键盘日：正在法院打的官司',
  urged: '键盘日：盼了好几天的事',
  disputed: '键盘日：没有答到的那一问',
  published: `键盘日：登记好了打${phone}`,
};

/** Prepares five comments, one for each move of the desk. */
async function prepare(browser: Browser): Promise<{ receiptCode: string }> {
  const desk = await browser.newPage();
  await signIn(desk, 'desk');
  const unit = await browser.newPage();
  await signIn(unit, 'minzheng');
  const answerOf = async (title: string, text: string, publish?: 'yes') => {
    const receipt = await send(title, publish);
    await move(desk, receipt.receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
    await move(unit, receipt.receiptCode, 2, { move: 'reply', text });
    return receipt;
  };
  const published = await answerOf(day.published, '您好，登记表放在镇政府一楼服务台，随到随填。', 'yes');
  const { receiptCode, trackingCode } = await answerOf(day.disputed, '您好，此项工作由我局养老服务股承担。');
  const action = { move: 'dispute', text: '我问的是怎么报名，没有回答。' };
  const headers = { origin: baseUrl };
  const disputeResponse = await unit.request.post('/api/follow/moves', { data: { receiptCode, trackingCode, action } });
  expect(disputeResponse.status()).toBe(200);
  const urged = await send(day.urged);
  await move(desk, urged.receiptCode, 1, { move: 'assign', unit: 'minzhengju' });
  await send(day.declined);
  // Without a proof of work, the comment is held.
  const fields = { about: 'guanxian-2021/tasks/17', kind: 'question', title: day.held, publish: 'no' };
  const person = { name: '赵六', contact: '13600001111' };
  const text = '请问老年人免费体检在哪里登记，要带什么？';
  const held = await unit.request.post('/api/comments', {
    headers,
    data: { ...fields, ...person, text, key: '5'.repeat(32) },
  });
  expect(held.status()).toBe(201);
  await desk.close();
  await unit.close();
  return published;
}

/** Jumps to the moves and opens one form. */
async function openMoveForm(page: Page, name: string): Promise<void> {
  await press(page, 'm');
  await tabTo(page, page.locator('.move-buttons').getByRole('button', { name, exact: true }));
  await press(page, 'Enter');
}

/** Submits the form and waits for the confirmation. */
async function submitMove(page: Page, name: string, done: string): Promise<void> {
  await tabTo(page, page.locator('.move-form').getByRole('button', { name, exact: true }));
  await press(page, 'Enter');
  await expectFocus(page, page.getByText(done, { exact: true }));
}

/** Signs in, starting from the address bar and using the skip link. */
async function signInByKeys(page: Page): Promise<void> {
  await page.goto('/staff/');
  await expect(page.getByRole('heading', { name: '工作人员登录' })).toBeVisible();
  await press(page, 'Tab');
  await expectFocus(page, page.getByRole('link', { name: '跳到正文' }));
  await press(page, 'Enter', 'Tab');
  await expectFocus(page, page.getByLabel('用户名'));
  await page.keyboard.type('desk');
  await press(page, 'Tab');
  await expectFocus(page, page.getByLabel('密码'));
  await page.keyboard.type(samplePassword);
  await press(page, 'Enter');
  await expectFocus(page, page.getByRole('heading', { name: '留言办理' }));
}

test('a desk clerk works a whole day by keyboard alone', async ({ page, browser }) => {
  // A long timeout: several hundred key presses, each followed by a focus check.
  test.slow();
  const { receiptCode } = await prepare(browser);

  await test.step('the clerk signs in', () => signInByKeys(page));

  await test.step('the clerk reads the keyboard shortcuts', async () => {
    await press(page, '?');
    const keys = page.getByRole('dialog', { name: '快捷键' });
    await expect(keys).toContainText('回到列表');
    await expectFocus(page, keys.locator(':focus'));
    await press(page, 'Escape');
    await expect(keys).toBeHidden();
    await expectFocus(page, page.getByRole('heading', { name: '留言办理' }));
  });

  await test.step('the clerk searches the day’s comments and moves through the list', async () => {
    await searchQueue(page, '键盘日', 5);
    await press(page, 'j');
    await expectFocus(page, rowOf(page, day.held));
    await press(page, 'ArrowDown', 'j');
    await expectFocus(page, rowOf(page, day.urged));
    await press(page, 'ArrowUp');
    await expectFocus(page, rowOf(page, day.declined));
    await press(page, 'k');
    await expectFocus(page, rowOf(page, day.held));
  });

  await test.step('the clerk opens a held comment, views its contact and releases it', async () => {
    await openComment(page, day.held);
    await expect(page.getByText('看过后放行，或不予受理')).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: '写明理由后查看' }));
    await press(page, 'Space');
    await expectFocus(page, page.getByLabel('为什么需要查看'));
    await page.keyboard.type('核实所在乡镇');
    await press(page, 'Enter');
    await expectFocus(page, page.getByText('赵六，13600001111'));
    await expect(page.locator('.steps li').last()).toHaveText(/查看联系方式.*政务公开办：核实所在乡镇/u);
    await openMoveForm(page, '放行');
    await expectFocus(page, page.getByRole('form', { name: '放行，照常办理' }));
    await submitMove(page, '放行，照常办理', '已放行。');
  });

  await test.step('the clerk reclassifies the comment as simple', async () => {
    await openMoveForm(page, '改类');
    await expectFocus(page, page.getByLabel('理由'));
    await page.keyboard.type('只问地点');
    await submitMove(page, '改为简单问题', '已改类。');
  });

  await test.step('the clerk assigns the comment to a unit and a supporting unit', async () => {
    await press(page, 'a');
    const unit = page.getByRole('combobox', { name: '责任单位' });
    await choose(page, unit, /^冠县民政局（/u);
    const supportingUnit = page.getByRole('checkbox', { name: '冠县医疗保障局' });
    await tabTo(page, supportingUnit);
    await press(page, 'Space');
    await expect(supportingUnit).toBeChecked();
    await submitMove(page, '分给冠县民政局', '已分办。');
    await expect(page.locator('.facts')).toContainText('冠县医疗保障局');
    await goBack(page, day.held);
    await expect(rowOf(page, day.held)).toContainText('办理中');
  });

  await test.step('the clerk declines another comment with a listed reason', async () => {
    await openComment(page, day.declined);
    await openMoveForm(page, '不予受理');
    await choose(page, page.getByLabel('不予受理的理由'), /诉讼/u);
    await expect(page.locator('.move-form')).toContainText('留言人会看到');
    await press(page, 'Tab');
    await expectFocus(page, page.getByLabel('补充说明（可以不填）'));
    await page.keyboard.type('县法院已经立案');
    await submitMove(page, '不予受理', '已不予受理。');
    await goBack(page, day.declined);
  });

  await test.step('the clerk urges a unit', async () => {
    await openComment(page, day.urged);
    await openMoveForm(page, '督办');
    await expectFocus(page, page.getByLabel('理由'));
    await page.keyboard.type('请今天答复');
    await submitMove(page, '督办冠县民政局', '已督办。');
    await expect(page.locator('.steps li').last()).toContainText('请今天答复');
    await goBack(page, day.urged);
    await expect(rowOf(page, day.urged)).toContainText('督办');
  });

  await test.step('the clerk upholds a disputed reply from its list', async () => {
    await press(page, 'g', 'q');
    await expect(page).toHaveURL(/#list=disputed$/u);
    const lists = page.getByRole('navigation', { name: '列表' });
    await expectFocus(page, lists.getByRole('link', { name: /^有异议/u }));
    await openComment(page, day.disputed);
    await expect(page.getByRole('region', { name: '留言人认为答非所问', exact: true })).toContainText(
      '我问的是怎么报名',
    );
    await openMoveForm(page, '维持');
    await expectFocus(page, page.getByLabel('理由'));
    await page.keyboard.type('报名由镇政府办理');
    await submitMove(page, '维持原答复', '已维持。');
    // The comment has left the list, so the focus falls back to the link to the list.
    await expect(rowOf(page, day.disputed)).toHaveCount(0);
    await press(page, 'u');
    await expectFocus(page, lists.getByRole('link', { name: /^有异议/u }));
  });

  await test.step('the clerk redacts and previews an answer and publishes it', async () => {
    await press(page, 'g', 'p');
    await openComment(page, day.published);
    await openMoveForm(page, '选登');
    const form = page.getByRole('form', { name: '选登' });
    await expectFocus(page, form);
    const submit = form.getByRole('button', { name: '选登', exact: true });
    await tabTo(page, submit);
    await press(page, 'Enter');
    await expectFocus(page, page.getByRole('alert').filter({ hasText: '还有 2 处可能的个人信息没有处理' }));
    for (const turn of [1, 2]) {
      const blackOut = form.getByRole('button', { name: '涂黑', exact: true, pressed: false });
      await tabTo(page, blackOut);
      await press(page, 'Space');
      await expect(form.getByRole('heading', { name: `已涂黑 ${turn} 处` })).toBeVisible();
    }
    await tabTo(page, form.getByRole('textbox', { name: '答复', exact: true }));
    await press(page, 'Control+Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Tab', 'Enter');
    await expect(form.getByRole('region', { name: '已涂黑 3 处' })).toContainText('答复：「您好」');
    const preview = form.getByRole('region', { name: '公众将看到' });
    await expect(preview).toContainText(`键盘日：登记好了打${'■'.repeat(phone.length)}`);
    await expect(preview).toContainText('■■，登记表放在镇政府一楼');
    await expect(preview).not.toContainText(phone);
    await submitMove(page, '选登', '已选登。');
    expect(await (await page.request.get(`/answers/${receiptCode}/`)).text()).not.toMatch(
      new RegExp(`${phone}|您好`, 'u'),
    );
    await goBack(page, day.published);
  });

  await test.step('the clerk views the yearly figures', async () => {
    await press(page, '/');
    await tabBackTo(page, page.getByRole('link', { name: '统计导出' }));
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { name: '统计导出', level: 1 })).toBeVisible();
    await expect(page.getByRole('row', { name: '收到留言数量' })).toBeVisible();
    await press(page, 'Tab', 'Enter');
    await tabTo(page, page.getByLabel('年份'));
    // Tab through each scrollable table and the download links.
    await tabTo(page, page.getByRole('link', { name: '全部 .xlsx' }));
    await tabTo(page, page.getByRole('region', { name: '分月分单位' }));
  });

  await test.step('the clerk signs out', async () => {
    await tabBackTo(page, page.getByRole('button', { name: '退出' }));
    await press(page, 'Enter');
    await expectFocus(page, page.getByText('已退出。'));
    await press(page, 'Tab');
    await expectFocus(page, page.getByLabel('用户名'));
  });
});
