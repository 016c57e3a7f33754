import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../api/life/requests.ts';
import { loadSampleComments } from '../../seeds/demo/load.ts';
import { assignToCivilAffairs, newComment, openTestOffice, reply } from '../api-support/office.ts';

describe('publishing an answer', () => {
  it('publishing shows question and reply on the task’s page without name or contact', async () => {
    const office = await openTestOffice();
    const response = await office.postJson('/api/comments', {
      about: 'guanxian-2021/tasks/17',
      kind: 'question',
      publish: 'yes',
      key: 'f'.repeat(32),
      title: '养老服务名单',
      text: '请问养老服务机构名单在哪里公布？',
      name: '李四',
      contact: '13900000000',
    });
    const { receiptCode } = await response.json<Case>();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, assignToCivilAffairs);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    const taskPage = async () => (await office.request('/documents/guanxian-2021/tasks/17/')).text();
    expect(await taskPage()).not.toContain('养老服务名单');

    await desk.move(receiptCode, { move: 'publish' });
    const page = await taskPage();
    expect(page).toContain('养老服务名单');
    expect(page).toContain(reply.text);
    expect(page).not.toMatch(/李四|13900000000/);
    expect(await (await office.request('/documents/guanxian-2021/tasks/16/')).text()).not.toContain('养老服务名单');

    await desk.move(receiptCode, { move: 'unpublish', reason: '含个人信息' });
    expect(await taskPage()).not.toContain('养老服务名单');
  });

  it('shows markup in question and reply as plain text on every page', async () => {
    const office = await openTestOffice();
    const markup = '<img src=x onerror=alert(1)>"\'&<script>alert(1)</script>';
    const receipt = await office.sendComment({
      title: `标题${markup}`.slice(0, 50),
      text: `内容${markup}，还有别的话。`,
    });
    const desk = await office.signIn('desk');
    await desk.move(receipt.receiptCode, { move: 'classify', classification: 'simple', reason: `理由${markup}` });
    await desk.move(receipt.receiptCode, assignToCivilAffairs);
    await (await office.signIn('minzheng')).move(receipt.receiptCode, { move: 'reply', text: `答复${markup}` });
    await desk.move(receipt.receiptCode, { move: 'publish' });
    const pages = [
      await office.request('/documents/guanxian-2021/tasks/17/'),
      await office.submitForm('/follow/', { receiptCode: receipt.receiptCode, trackingCode: receipt.trackingCode }),
      await office.postForm('/ask/', { ...newComment, title: `${markup}`.slice(0, 40), text: markup.slice(0, 9) }),
      await office.postForm('/follow/', { receiptCode: markup, trackingCode: markup }),
      await office.request(`/ask/?about=${encodeURIComponent(markup)}`),
    ];
    for (const page of pages) {
      const text = await page.text();
      expect(text).not.toMatch(/<img src=x|<script>alert/);
    }
  });

  it('a task’s page states the total when only some answers are shown', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    for (let index = 0; index < 22; index++) {
      const { receiptCode } = await office.sendComment({ title: `第 ${index} 问` });
      await desk.move(receiptCode, assignToCivilAffairs);
      await clerk.move(receiptCode, reply);
      await desk.move(receiptCode, { move: 'publish' });
    }
    const page = await (await office.request('/documents/guanxian-2021/tasks/17/')).text();
    expect(page).toContain('公开答复（最近 20 件，共 22 件）');
  });

  it('publishes nothing without consent, even if a derived column claims consent', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment({ publish: 'no', title: '不要公开的' });
    await (await office.signIn('desk')).move(receiptCode, assignToCivilAffairs);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    await env.DB.exec('UPDATE comments SET is_published = 1');
    expect(await (await office.request('/documents/guanxian-2021/tasks/17/')).text()).not.toContain('不要公开的');
  });

  it('a published sample comment keeps its label', async () => {
    const office = await openTestOffice();
    await loadSampleComments(office.deps);
    const page = await (await office.request('/documents/guanxian-2021/tasks/17/')).text();
    expect(page).toMatch(/养老服务的信息在哪里能看到？<\/a>\s*<span class="sample">演示数据/);
  });

  it('a task’s page stays readable while the database is down', async () => {
    const office = await openTestOffice();
    await env.DB.exec('DROP TABLE contacts; DROP TABLE replies; DROP TABLE events; DROP TABLE comments;');
    const response = await office.request('/documents/guanxian-2021/tasks/17/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('深化社会保障、社会救助和养老医疗服务信息公开。');
  });
});
