import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { countRows, letter, openOffice } from '../api-support/office.ts';

describe('the form without script', () => {
  it('comes with its subject and a key of its own', async () => {
    const office = await openOffice();
    const load = async () => (await office.request('/ask/?about=guanxian-2021/tasks/17')).text();
    const [first, second] = [await load(), await load()];
    const keyOf = (page: string) => /name="key" value="([0-9a-f]{32})"/.exec(page)?.[1];
    expect(first).toContain('第 17 项任务：深化社会保障、社会救助和养老医疗服务信息公开');
    expect(first).toContain('name="about" value="guanxian-2021/tasks/17"');
    expect(keyOf(first)).toBeDefined();
    expect(keyOf(first)).not.toBe(keyOf(second));
  });

  it('about a closed year says what carries it on, and stays a form about it', async () => {
    const office = await openOffice();
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

  it('helps to find a task where the address names none', async () => {
    const office = await openOffice();
    expect(await (await office.request('/ask/')).text()).toContain('先选要问的事');
  });

  it('answers with the receipt page, and with the same one when it is sent again', async () => {
    const office = await openOffice();
    const pages = [await office.submitForm('/ask/', letter), await office.submitForm('/ask/', letter)];
    const codes = await Promise.all(
      pages.map(async (page) => (await page.text()).match(/<output class="code">([^<]+)/g)),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(codes[0]).toHaveLength(2);
    expect(codes[1]).toEqual(codes[0]);
    expect(await countRows('comments')).toBe(1);
  });

  it('keeps the codes where only this site can read them, only for a while, and shows nothing without them', async () => {
    const office = await openOffice();
    const [cookie = ''] = (await office.postForm('/ask/', letter)).headers.getSetCookie();
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
    const [forgotten = ''] = (await office.postForm('/follow/forget/', {})).headers.getSetCookie();
    expect(forgotten).toMatch(/^codes=; Max-Age=0; Path=\/follow\//);
  });

  it('is the same comment as the one that a script sent from the same page', async () => {
    const office = await openOffice();
    await office.send({ text: '第一行很长很长很长\n第二行' });
    await office.postForm('/ask/', { ...letter, name: '', contact: '', text: '第一行很长很长很长\r\n第二行' });
    expect(await countRows('comments')).toBe(1);
  });

  it('comes back with every word and an error beside each field, and no script takes it over', async () => {
    const office = await openOffice();
    const typed = { ...letter, title: '', contact: '不是号码', text: '一段“引号”、<b>标签</b>\n和第二行，都要留着' };
    const response = await office.postForm('/ask/', typed);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('一段“引号”、&lt;b&gt;标签&lt;/b&gt;\n和第二行，都要留着</textarea>');
    expect(page).toMatch(/name="contact"[^>]*value="不是号码"|value="不是号码"[^>]*name="contact"/);
    expect(page).toMatch(/<input[^>]*value="question"[^>]*checked/);
    expect(page).toContain(`value="${letter.key}"`);
    expect(page).toContain('<a href="#field-title">请填写标题，至少 2 个字</a>');
    expect(page).not.toContain('<astro-island');
    expect(await countRows('comments')).toBe(0);
  });

  it('is refused where another site sends it, and taken from a browser that does not say', async () => {
    const office = await openOffice();
    const send = (headers: Record<string, string>) =>
      office.request('/ask/', { method: 'POST', headers, body: new URLSearchParams(letter) });
    expect((await send({ origin: 'https://elsewhere.test' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await countRows('comments')).toBe(0);
    expect((await send({})).headers.get('location')).toBe('/follow/receipt/');
    expect(await countRows('comments')).toBe(1);
  });

  it('comes back with all that was written where it was much too long', async () => {
    const office = await openOffice();
    const text = '很长的信。'.repeat(3000);
    const response = await office.postForm('/ask/', { ...letter, text });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(`${text}</textarea>`);
  });

  it('comes back empty, and not as a failure, where the body is broken', async () => {
    const office = await openOffice();
    for (const path of ['/ask/', '/follow/']) {
      const response = await office.request(path, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data' },
        body: 'not a form',
      });
      expect([path, response.status]).toEqual([path, 422]);
    }
  });

  it('gets a new key where the old one was none, so that the next try can succeed', async () => {
    const office = await openOffice();
    const page = await (await office.postForm('/ask/', { ...letter, key: 'broken' })).text();
    expect(page).toMatch(/name="key" value="[0-9a-f]{32}"/);
  });

  it('waits a minute too where a sender sends too much, and keeps what was typed', async () => {
    const office = await openOffice({ refuse: ['intake'] });
    const response = await office.postForm('/ask/', letter);
    expect(response.status).toBe(429);
    expect(await response.text()).toContain(letter.text);
  });

  it('says that nothing was stored when the database fails, and stores nothing', async () => {
    const office = await openOffice();
    await env.DB.exec('DROP TABLE contacts');
    const response = await office.postForm('/ask/', { ...letter, name: '张三' });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('这一步没有完成');
    expect(await countRows('comments')).toBe(0);
    expect(await countRows('events')).toBe(0);
  });
});
