import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAnswerSchema } from '../../api/contract/open-answer.ts';
import { openAnsweredOffice } from '../api-support/answered.ts';
import { openTestOffice, origin, shanghai } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const contact = { name: '王小明', contact: '13800138000' };
const replyText = '您好，养老机构名单在县民政局网站公开。';

const keyOf = (number: number) => number.toString(16).padStart(32, '0');

/** Answers and publishes comments one after another, an hour apart. */
async function publishSome(office: Office, count: number): Promise<string[]> {
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  const codes: string[] = [];
  for (let number = 0; number < count; number++) {
    office.clock.now = shanghai('2026-11-10T09:00') + number * 3_600_000;
    const { receiptCode } = await office.sendComment({ ...contact, key: keyOf(number), title: `第 ${number} 件留言` });
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    await unit.move(receiptCode, { move: 'reply', text: replyText });
    await desk.move(receiptCode, { move: 'publish' });
    codes.push(receiptCode);
  }
  return codes;
}

const textOf = async (office: Office, path: string) => (await office.request(path)).text();

describe('pages of published answers', () => {
  it('answer pages show an answer at its own address without the resident’s name or contact', async () => {
    const office = await openTestOffice();
    const [code = ''] = await publishSome(office, 1);
    const page = await textOf(office, `/answers/${code}/`);
    expect(page).toContain('<title>第 0 件留言 · 明白账</title>');
    expect(page).toContain(`<link rel="canonical" href="${origin}/answers/${code}/">`);
    expect(page).toContain('<meta name="PubDate" content="2026-11-10 09:00">');
    expect(page).toContain('<meta name="ContentSource" content="冠县民政局">');
    for (const label of ['留言时间', '回复单位', '回复时间', '留言内容', '回复内容']) expect(page).toContain(label);
    expect(page).toContain(replyText);
    for (const path of [`/answers/${code}/`, '/answers/', '/answers/?place=guanxian', '/feeds/answers.xml', '/']) {
      const text = await textOf(office, path);
      expect([path, text.includes('第 0 件留言')]).toEqual([path, true]);
      expect([path, text.includes(contact.name) || text.includes(contact.contact)]).toEqual([path, false]);
    }
  });

  it('answer pages answer 404 for a comment that is unpublished or unknown, and 410 for one taken down', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const [code = ''] = await publishSome(office, 1);
    const waiting = (await office.sendComment({ key: keyOf(7), title: '还在办的' })).receiptCode;
    expect((await office.request(`/answers/${waiting}/`)).status).toBe(404);
    expect((await office.request('/answers/GX261110-00000/')).status).toBe(404);
    expect((await office.request('/answers/answer/')).status).toBe(404);
    await desk.move(code, { move: 'unpublish', reason: '含个人信息' });
    expect((await office.request(`/answers/${code}/`)).status).toBe(410);
    for (const path of ['/answers/', '/answers/?place=guanxian', '/feeds/answers.xml', '/']) {
      const text = await textOf(office, path);
      expect([path, text.includes('第 0 件留言'), text.includes('还在办的')]).toEqual([path, false, false]);
    }
  });

  it('answer pages require consent in the event log, even if a derived column claims publication', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment({ publish: 'no', title: '不要公开的' });
    await env.DB.exec('UPDATE comments SET is_published = 1, closed_at = 1');
    expect((await office.request(`/answers/${receiptCode}/`)).status).toBe(404);
    expect(await textOf(office, '/answers/?place=guanxian')).not.toContain('不要公开的');
  });

  it('answer pages redirect any spelling of the receipt code to one address', async () => {
    const office = await openTestOffice();
    const [code = ''] = await publishSome(office, 1);
    const response = await office.request(`/answers/${code.toLowerCase()}/`);
    expect([response.status, response.headers.get('location')]).toEqual([301, `/answers/${code}/`]);
  });

  it('answer pages list twenty answers per page, latest first, with a link to older ones', async () => {
    const office = await openTestOffice();
    await publishSome(office, 23);
    const first = await textOf(office, '/answers/?place=guanxian');
    const titles = (page: string) => [...page.matchAll(/">第 (\d+) 件留言<\/a>/gu)].map(([, number]) => Number(number));
    expect(titles(first)).toEqual(Array.from({ length: 20 }, (_, index) => 22 - index));
    const next = /href="(\/answers\/\?place=guanxian[^"]+)" rel="next"/u.exec(first)?.[1]?.replaceAll('&amp;', '&');
    expect(titles(await textOf(office, next ?? ''))).toEqual([2, 1, 0]);
    expect(titles(await textOf(office, '/answers/?place=liaocheng'))).toEqual([]);
  });
});

describe('published answers as open data', () => {
  const read = async (office: Pick<Office, 'request'>) =>
    z.array(openAnswerSchema.strict()).parse(await (await office.request('/data/answers.json')).json());

  it('published answers in open data match the pages of published answers and reveal nothing about residents', async () => {
    const office = await openTestOffice();
    expect(await read(office)).toEqual([]);
    const codes = await publishSome(office, 23);
    await office.sendComment({ ...contact, key: keyOf(99), title: '还在办的' });
    const answers = await read(office);
    expect(answers.map(({ receiptCode }) => receiptCode)).toEqual(codes.toReversed());
    expect(answers.at(-1)).toMatchObject({
      place: 'guanxian',
      year: 2021,
      about: 'guanxian-2021/tasks/17',
      unit: 'minzhengju',
      unitName: '冠县民政局',
      title: '第 0 件留言',
      reply: replyText,
      url: `${origin}/answers/${codes[0]}/`,
      isSample: false,
    });
    const text = await textOf(office, '/data/answers.json');
    for (const secret of [contact.name, contact.contact, '还在办的']) expect(text).not.toContain(secret);
  });

  it('published answers in open data leave out an answer that the desk unpublished', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const [first = '', second = ''] = await publishSome(office, 2);
    await desk.move(first, { move: 'unpublish', reason: '含个人信息' });
    expect((await read(office)).map(({ receiptCode }) => receiptCode)).toEqual([second]);
  });

  it('published answers in open data leave out an answer whose resident withdrew consent', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    expect(await read(office)).toHaveLength(1);
    await office.act({ move: 'withhold' });
    expect(await read(office)).toEqual([]);
  });

  it('published answers in open data date a comment about a unit by the year of its reply', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const { receiptCode } = await office.sendComment({ about: 'units/guanxian/minzhengju' });
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    await (await office.signIn('minzheng')).move(receiptCode, { move: 'reply', text: replyText });
    await desk.move(receiptCode, { move: 'publish' });
    expect(await read(office)).toMatchObject([{ year: 2026, about: 'units/guanxian/minzhengju' }]);
  });
});

describe('pages that search results open', () => {
  it('pages opened from search results highlight the search words on every kind of page', async () => {
    const office = await openTestOffice();
    const [code] = await publishSome(office, 1);
    for (const [path, word] of [
      [`/answers/${code}/`, '养老机构'],
      ['/units/guanxian/minzhengju/', '县民政局'],
      ['/units/guanxian/ge-xiangzhen-jiedao/', '乡镇'],
      ['/topics/yanglao/', '老年人'],
      ['/documents/guanxian-2021/tasks/17/', '养老医疗'],
    ] as const) {
      expect([path, (await textOf(office, path)).includes('id="match"')]).toEqual([path, false]);
      const page = await textOf(office, `${path}?mark=${encodeURIComponent(word)}`);
      expect([path, page.includes(`<mark id="match">${word}</mark>`)]).toEqual([path, true]);
    }
    expect((await office.request('/topics/nothing/?mark=1')).status).toBe(404);
  });
});

describe('feeds of published answers', () => {
  it('answer feeds cover the whole site, a unit or a task, and escape what residents wrote', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const unit = await office.signIn('minzheng');
    office.clock.now = shanghai('2026-11-10T09:00');
    const { receiptCode } = await office.sendComment({ title: '<养老> & 医保', key: keyOf(1) });
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    await unit.move(receiptCode, { move: 'reply', text: replyText });
    await desk.move(receiptCode, { move: 'publish' });
    for (const path of [
      '/feeds/answers.xml',
      '/feeds/units/guanxian/minzhengju.xml',
      '/feeds/tasks/guanxian-2021/17.xml',
    ]) {
      const response = await office.request(path);
      expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
      const feed = await response.text();
      expect(feed).toContain('<title>&lt;养老&gt; &amp; 医保</title>');
      expect(feed).toContain('<updated>2026-11-10T01:00:00.000Z</updated>');
      expect(feed).toMatch(new RegExp(`<entry><id>https?://[^/]+/answers/${receiptCode}/</id>`, 'u'));
    }
    for (const path of ['/feeds/units/guanxian/caizhengju.xml', '/feeds/tasks/guanxian-2021/16.xml']) {
      expect(await textOf(office, path)).not.toContain('<entry>');
    }
    expect((await office.request('/feeds/units/guanxian/nobody.xml')).status).toBe(404);
    expect((await office.request('/feeds/tasks/guanxian-2021/999.xml')).status).toBe(404);
  });
});

describe('the home page', () => {
  it('the home page counts only the current month and stays available while the database is down', async () => {
    const office = await openTestOffice();
    await publishSome(office, 2);
    office.clock.now = shanghai('2026-11-20T09:00');
    expect(await textOf(office, '/')).toMatch(/按期答复率 <strong>100%<\/strong>（2\/2），收到 2 件/u);
    office.clock.now = shanghai('2026-12-01T00:00');
    expect(await textOf(office, '/')).toContain('本月还没有收到留言');
    await env.DB.exec('ALTER TABLE comments RENAME TO gone');
    const page = await office.request('/');
    await env.DB.exec('ALTER TABLE gone RENAME TO comments');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('按地区和年份');
    expect(office.log.some(({ message }) => message.startsWith('home:'))).toBe(true);
  });
});

describe('big-text mode (关怀版) without script', () => {
  it('big-text mode stores the choice in a cookie and returns to the same page, never to another site', async () => {
    const office = await openTestOffice();
    const choose = (care: string, referer?: string) =>
      office.request('/care/', {
        method: 'POST',
        body: new URLSearchParams({ care }),
        headers: referer ? { referer } : {},
      });
    const chosen = await choose('on', `${origin}/units/?a=b`);
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, `${origin}/units/?a=b`]);
    expect(chosen.headers.get('set-cookie')).toMatch(/^care=on; Max-Age=31536000; Path=\/; SameSite=Lax$/u);
    for (const referer of [undefined, 'https://elsewhere.example/', 'no address', `${origin}.elsewhere.example/`]) {
      expect((await choose('on', referer)).headers.get('location')).toBe('/');
    }
    expect((await choose('off')).headers.get('set-cookie')).toContain('care=off');
  });

  it('big-text mode sends big-text styles only to those who chose them and keeps them out of shared caches', async () => {
    const office = await openTestOffice();
    const styles = (cookie: string) => office.request('/care/choice.css', { headers: { cookie } });
    const chosen = await styles('care=on');
    expect(chosen.headers.get('cache-control')).toBe('private, no-cache');
    expect(await chosen.text()).toContain('font-size: 150%');
    expect(await (await styles('care=off')).text()).toBe('');
  });
});
