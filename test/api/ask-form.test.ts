import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { countRows, newComment, openTestOffice } from '../api-support/office.ts';

describe('the comment form without script', () => {
  it('the form without script shows its subject and a new submission key on each load', async () => {
    const office = await openTestOffice();
    const load = async () => (await office.request('/ask/?about=guanxian-2021/tasks/17')).text();
    const [first, second] = [await load(), await load()];
    const keyOf = (page: string) => /name="key" value="([0-9a-f]{32})"/.exec(page)?.[1];
    expect(first).toContain('第 17 项任务：深化社会保障、社会救助和养老医疗服务信息公开');
    expect(first).toContain('name="about" value="guanxian-2021/tasks/17"');
    expect(keyOf(first)).toBeDefined();
    expect(keyOf(first)).not.toBe(keyOf(second));
  });

  it('the comment form links a past year’s task to its successor and still accepts comments about it', async () => {
    const office = await openTestOffice();
    const about = 'guanxian-2021/tasks/17';
    const site = office.deps.site;
    const index = await site.index();
    const open = async (later: { year: number; url: string; subject: string | null } | null) => {
      const subjects = index.subjects.map((subject) =>
        subject.id === about && subject.kind !== 'unit' ? { ...subject, later } : subject,
      );
      office.deps.site = { ...site, page: (path) => site.page(path), index: async () => ({ ...index, subjects }) };
      return (await office.request(`/ask/?about=${about}`)).text();
    };
    const url = '/documents/guanxian-2027/';
    const carriedOn = await open({ year: 2027, url, subject: 'guanxian-2027/tasks/2' });
    expect(carriedOn).toContain('这是 2021 年的，往年的照样可以问');
    expect(carriedOn).toContain('href="/ask/?about=guanxian-2027/tasks/2"');
    expect(carriedOn).toContain(`name="about" value="${about}"`);
    expect(await open({ year: 2027, url, subject: null })).toContain(`href="${url}">2027 年的文件</a>`);
    expect(await open(null)).not.toContain('往年');
  });

  it('the comment form asks for a subject first when the address names none', async () => {
    const office = await openTestOffice();
    expect(await (await office.request('/ask/')).text()).toContain('不知道该找谁？直接留言');
  });

  it('shows the same receipt again when the resident resubmits the form', async () => {
    const office = await openTestOffice();
    const pages = [await office.submitForm('/ask/', newComment), await office.submitForm('/ask/', newComment)];
    const codes = await Promise.all(
      pages.map(async (page) => (await page.text()).match(/<output class="code">([^<]+)/g)),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(codes[0]).toHaveLength(2);
    expect(codes[1]).toEqual(codes[0]);
    expect(await countRows('comments')).toBe(1);
  });

  it('limits the codes cookie to half an hour and to this site, and shows no receipt without it', async () => {
    const office = await openTestOffice();
    const [cookie = ''] = (await office.postForm('/ask/', newComment)).headers.getSetCookie();
    expect(cookie.split('; ').slice(1).sort()).toEqual([
      'HttpOnly',
      'Max-Age=1800',
      'Path=/follow/',
      'SameSite=Strict',
    ]);
    for (const page of ['/follow/receipt/', '/follow/result/']) {
      expect((await office.request(page)).headers.get('location')).toBe('/follow/');
      const guess = { cookie: 'codes=GX261120-AAAAA.AAAA-AAAA-AAAA' };
      expect((await office.request(page, { headers: guess })).headers.get('location')).toBe('/follow/');
    }
    const [forgotten = ''] = (
      await office.request('/follow/forget/', { method: 'POST', headers: { cookie: cookie.split(';')[0] ?? '' } })
    ).headers.getSetCookie();
    expect(forgotten).toMatch(/^codes-GX261120-.{5}=; Max-Age=0; Path=\/follow\//);
  });

  it('stores one comment when the page’s script and its plain form both send it', async () => {
    const office = await openTestOffice();
    await office.sendComment({ text: '第一行很长很长很长\n第二行' });
    await office.postForm('/ask/', { ...newComment, name: '', contact: '', text: '第一行很长很长很长\r\n第二行' });
    expect(await countRows('comments')).toBe(1);
  });

  it('the form without script returns every typed word with an error beside each field', async () => {
    const office = await openTestOffice();
    const typed = {
      ...newComment,
      title: '',
      contact: '不是号码',
      text: '一段“引号”、<b>标签</b>\n和第二行，都要留着',
    };
    const response = await office.postForm('/ask/', typed);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('一段“引号”、&lt;b&gt;标签&lt;/b&gt;\n和第二行，都要留着</textarea>');
    expect(page).toMatch(/name="contact"[^>]*value="不是号码"|value="不是号码"[^>]*name="contact"/);
    expect(page).toMatch(/<input[^>]*value="question"[^>]*checked/);
    expect(page).toContain(`value="${newComment.key}"`);
    expect(page).toContain('<a href="#field-title">请填写标题，至少 2 个字</a>');
    expect(page).not.toContain('<astro-island');
    expect(await countRows('comments')).toBe(0);
  });

  it('refuses a form sent by another site and accepts one from a browser without origin headers', async () => {
    const office = await openTestOffice();
    const send = (headers: Record<string, string>) =>
      office.request('/ask/', { method: 'POST', headers, body: new URLSearchParams(newComment) });
    expect((await send({ origin: 'https://elsewhere.test' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await countRows('comments')).toBe(0);
    expect((await send({})).headers.get('location')).toMatch(/^\/follow\/receipt\/\?receiptCode=GX261120-.{5}$/u);
    expect(await countRows('comments')).toBe(1);
  });

  it('the form without script returns the full text of a comment that is far too long', async () => {
    const office = await openTestOffice();
    const text = '很长的信。'.repeat(3000);
    const response = await office.postForm('/ask/', { ...newComment, text });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(`${text}</textarea>`);
  });

  it('answers 422 with an empty form when the body is malformed', async () => {
    const office = await openTestOffice();
    for (const path of ['/ask/', '/follow/']) {
      const response = await office.request(path, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data' },
        body: 'not a form',
      });
      expect([path, response.status]).toEqual([path, 422]);
    }
  });

  it('issues a new submission key when the old one is invalid, so that the next attempt can succeed', async () => {
    const office = await openTestOffice();
    const page = await (await office.postForm('/ask/', { ...newComment, key: 'broken' })).text();
    expect(page).toMatch(/name="key" value="[0-9a-f]{32}"/);
  });

  it('says that nothing was stored when the database fails, and stores nothing', async () => {
    const office = await openTestOffice();
    await env.DB.exec('DROP TABLE contacts');
    const response = await office.postForm('/ask/', { ...newComment, name: '张三' });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('这一步没有完成');
    expect(await countRows('comments')).toBe(0);
    expect(await countRows('events')).toBe(0);
  });
});
