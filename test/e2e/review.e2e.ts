import { expect, openCase, signInByForm, test } from '../support/journey.ts';
import { serveSite } from '../support/serve.ts';
import { followOnServer, sendToServer } from '../support/server.ts';

const port = 8795;
const title = '养老服务补贴什么时候发放？';

test('a reply is reviewed, sent back, amended, passed and delivered to the resident', async ({ browser }) => {
  test.setTimeout(240_000);
  const site = await serveSite({ port, state: '.tmp/review-state', reviewers: 1 });
  const signInAs = async (who: 'desk' | 'minzheng' | 'shenhe') => {
    const page = await (await browser.newContext({ baseURL: site.origin })).newPage();
    await signInByForm(page, who);
    return page;
  };
  const receipt = await sendToServer(port, title);

  const desk = await signInAs('desk');
  await openCase(desk, title);
  await desk.getByRole('button', { name: '分办' }).click();
  await desk.getByLabel('责任单位').selectOption('minzhengju');
  await desk.getByRole('button', { name: '分给冠县民政局' }).click();
  await expect(desk.getByText('已分办。')).toBeVisible();

  const unit = await signInAs('minzheng');
  await test.step('the unit fills in a template beside the question and its source', async () => {
    await openCase(unit, title);
    await unit.getByRole('button', { name: '答复', exact: true }).click();
    const question = unit.getByRole('region', { name: '要答复的问题' });
    await expect(question).toContainText(`${title}。请问我们镇的养老服务信息在哪里可以看到？`);
    await question.getByText('原文：').click();
    await expect(question.locator('.source-text')).toContainText('养老');
    await unit.getByLabel('套用模板（可选）').selectOption({ label: '解答咨询' });
    await expect(unit.getByLabel('答复内容')).toHaveValue(/【填写：用一句话复述问题】/);
    await unit.getByRole('button', { name: `送审：答复 ${receipt.receiptCode}` }).click();
    await expect(unit.getByText(/模板里还有没填的地方：【填写：用一句话复述问题】/)).toBeVisible();
    await unit.getByLabel('答复内容').fill('您好！养老服务补贴每月发放。');
    await unit.getByRole('button', { name: `送审：答复 ${receipt.receiptCode}` }).click();
    await expect(unit.getByText('已送审，等待审核；答复期限照常计算。')).toBeVisible();
    await expect(unit.getByRole('button', { name: '答复', exact: true })).toHaveCount(0);
  });

  const reviewer = await signInAs('shenhe');
  await test.step('the reviewer finds the draft in the review list and sends it back', async () => {
    await reviewer.getByRole('link', { name: '待审核 1 件' }).click();
    await expect(reviewer.locator('.row-title')).toHaveText([title]);
    await openCase(reviewer, title);
    await expect(reviewer.getByRole('region', { name: '待审核的答复，没有发出' })).toContainText('补贴每月发放');
    await reviewer.getByRole('button', { name: '退回修改' }).click();
    await reviewer.getByLabel('理由').fill('请写明每月几日');
    await reviewer.getByRole('button', { name: '退回单位修改' }).click();
    await expect(reviewer.getByText('已退回修改。')).toBeVisible();
  });

  await test.step('the unit finds its draft in the form and amends it', async () => {
    await unit.reload();
    await expect(unit.getByRole('region', { name: '审核退回的答复，没有发出' })).toContainText('请写明每月几日');
    await unit.getByRole('button', { name: '答复', exact: true }).click();
    await expect(unit.getByLabel('答复内容')).toHaveValue('您好！养老服务补贴每月发放。');
    await unit.getByLabel('答复内容').fill('您好！养老服务补贴每月 10 日前发放。');
    await unit.getByRole('button', { name: `送审：答复 ${receipt.receiptCode}` }).click();
    await expect(unit.getByText('已送审，等待审核；答复期限照常计算。')).toBeVisible();
  });
  expect((await followOnServer(port, receipt)).reply).toBeNull();

  await test.step('the reviewer passes it', async () => {
    await reviewer.reload();
    await reviewer.getByRole('button', { name: '审核通过' }).click();
    await reviewer.getByRole('button', { name: `通过 ${receipt.receiptCode} 的答复` }).click();
    await expect(reviewer.getByText('已审核通过，答复已经发给留言人。')).toBeVisible();
  });

  await test.step('the resident reads the reply and that it was reviewed, but not the reviewer’s comment', async () => {
    await desk.goto('/follow/');
    await desk.getByLabel('受理编号').fill(receipt.receiptCode);
    await desk.getByLabel('查询码').fill(receipt.trackingCode);
    await desk.getByRole('button', { name: '查询' }).click();
    await expect(desk.getByText('您好！养老服务补贴每月 10 日前发放。')).toBeVisible();
    await expect(desk.locator('.steps li').last()).toContainText('冠县民政局答复');
    await expect(desk.locator('.steps')).toContainText('审核退回修改');
    await expect(desk.locator('.steps')).not.toContainText('请写明每月几日');
  });

  await test.step('the same text on another comment needs confirmation', async () => {
    const other = `${title}（另一件）`;
    const { receiptCode } = await sendToServer(port, other);
    await desk.goto('/staff/');
    await openCase(desk, other);
    await desk.getByRole('button', { name: '分办' }).click();
    await desk.getByLabel('责任单位').selectOption('minzhengju');
    await desk.getByRole('button', { name: '分给冠县民政局' }).click();
    await expect(desk.getByText('已分办。')).toBeVisible();
    await unit.goto('/staff/');
    await openCase(unit, other);
    await unit.getByRole('button', { name: '答复', exact: true }).click();
    await unit.getByLabel('答复内容').fill('您好！养老服务补贴每月 10 日前发放。');
    await unit.getByRole('button', { name: `送审：答复 ${receiptCode}` }).click();
    const warning = unit.getByRole('alert').filter({ hasText: '几乎相同' });
    await expect(warning).toContainText(receipt.receiptCode);
    await warning.getByLabel('我确认这是给这一件的答复').check();
    await unit.getByRole('button', { name: `送审：答复 ${receiptCode}` }).click();
    await expect(unit.getByText('已送审，等待审核；答复期限照常计算。')).toBeVisible();
  });
  await site.stop();
});
