import { describe, expect, it } from 'vitest';
import { openDesk } from '../api-support/desk.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

async function search(office: Office, query: string, more = '', headers: Record<string, string> = {}) {
  const response = await office.request(`/search/?q=${encodeURIComponent(query)}${more}`, { headers });
  const page = await response.text();
  const list = /<ol id="search-results"[^>]*>(.*?)<\/ol>/su.exec(page)?.[1] ?? '';
  const textOf = (id: string) => new RegExp(`id="${id}"[^>]*>(.*?)</(?:p|div)>`, 'su').exec(page)?.[1] ?? '';
  const hits = [...list.matchAll(/<a href="([^"?]+)/gu)].map(([, url]) => url);
  return { page, hits, status: textOf('search-status'), list };
}

async function choose(office: Office, query: string, place = '') {
  const address = `/ask/choose/?q=${encodeURIComponent(query)}&place=${place}`;
  const page = await (await office.request(address)).text();
  const list = /<ul class="choose">(.*?)<\/ul>/su.exec(page)?.[1] ?? '';
  return { page, subjects: [...list.matchAll(/about=([^"]+)"/gu)].map(([, about]) => about ?? '') };
}

describe('the search page from the server', () => {
  it('keeps the query and lists pages without script', async () => {
    const { page, hits, status } = await search(await openTestOffice(), '养老服务');
    expect(page).toContain('value="养老服务"');
    expect(hits).toHaveLength(10);
    expect(status).toMatch(/^“养老服务”：\d+处/u);
    expect(page).toContain('<mark>养老服务</mark>');
  });

  it('shows the pages of the best guess at once, says so, and links the typed words alone', async () => {
    const office = await openTestOffice();
    for (const [typed, meant] of [
      ['养老服雾', '养老服务'],
      ['yanglaofuwu', '养老服务'],
      ['陪训', '培训'],
      ['节种', '接种'],
    ] as const) {
      const { page, hits, status } = await search(office, typed);
      expect([typed, status]).toEqual([typed, `没有页面写到“${typed}”，按“${meant}”显示：`]);
      expect(hits.length).toBeGreaterThan(0);
      expect(page).toContain(`words=typed">只找“${typed}”</a>`);
      expect((await search(office, typed, '&words=typed')).hits).toEqual([]);
    }
  });

  it('never counts pages that do not say the query', async () => {
    const { status } = await search(await openTestOffice(), '核酸');
    expect(status).toBe('没有页面写到“核酸”，下面按相近的说法列出：');
  });

  it('stays empty for what is nowhere, names the likeliest unit, and keeps the words for a comment', async () => {
    const office = await openTestOffice();
    const { page, hits, status } = await search(office, '驾照丢了', '&place=guanxian');
    expect([hits, status]).toEqual([[], '没有找到与“驾照丢了”有关的内容']);
    expect(page).toContain('这类事一般由这些单位负责：<a href="/units/guanxian/gonganju/">冠县公安局</a>');
    expect(page).toContain(`<a href="/ask/?place=guanxian&amp;q=${encodeURIComponent('驾照丢了')}">直接留言</a>`);
    expect((await search(office, '奥运会')).hits).toEqual([]);
  });

  it('says that the pages are of another county where the one that the query names has none', async () => {
    const { hits, status } = await search(await openTestOffice(), '台前停水');
    expect(hits.length).toBeGreaterThan(0);
    expect(status).toBe('没有找到所问地区或年份的内容，下面是其他地区或年份的：');
  });

  it('says that the site lists commitments and is no guide to services', async () => {
    expect((await search(await openTestOffice(), '低保怎么申请')).page).toContain(
      '本站收录的是政务公开任务，不是办事指南。',
    );
  });

  it('filters by place, year, unit and kind without script, and lists further hits in a longer page', async () => {
    const office = await openTestOffice();
    const { hits, page } = await search(office, '养老', '&place=pingyin&kind=task');
    expect(hits.length).toBeGreaterThan(0);
    for (const url of hits) expect(url).toMatch(/^\/documents\/pingyin-2023\/tasks\//u);
    expect(page).toMatch(/<option value="pingyin" selected="">/u);
    const { page: first } = await search(office, '信息公开');
    const [, next = ''] = /href="([^"]+count=20)"/u.exec(first) ?? [];
    expect(
      (await (await office.request(next.replaceAll('&amp;', '&'))).text()).match(/<li>/gu)?.length,
    ).toBeGreaterThan(15);
  });

  it('lists the pages of the remembered county first', async () => {
    const cookie = { cookie: 'place=taiqian' };
    const { hits } = await search(await openTestOffice(), '医保局', '', cookie);
    expect(hits[0]).toBe('/units/taiqian/yibaoju/');
  });

  it('finds published answers, also by other words, and shows no typed markup', async () => {
    const office = await openDesk();
    const about = 'guanxian-2021/tasks/17';
    const { receiptCode } = await office.sendComment({
      ...newComment,
      about,
      title: '敬老院的饭菜价目表',
      publish: 'yes',
    });
    await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    await office.clerk.move(receiptCode, { move: 'reply', text: '您好，价目表贴在敬老院门口，请您查看。' });
    await office.desk.move(receiptCode, { move: 'publish' });
    expect((await search(office, '价目表贴在')).hits).toEqual([`/answers/${receiptCode}/`]);
    expect((await search(office, '养老院')).hits).toContain(`/answers/${receiptCode}/`);
    expect((await search(office, '<b>价目表</b>')).page).not.toContain('<b>价目表');
  });

  it('still lists pages while the record does not answer', async () => {
    const office = await openTestOffice();
    const { database } = office.deps;
    office.deps.database = new Proxy(database, {
      get() {
        throw new Error('the database is down');
      },
    });
    expect((await search(office, '养老服务')).hits).toHaveLength(10);
    office.deps.database = database;
  });

  it('leaves an empty search as built', async () => {
    const office = await openTestOffice();
    expect(await (await office.request('/search/?q=')).text()).toBe(await office.deps.site.page('/search/'));
  });
});

describe('the page for asking', () => {
  /** Everyday words, and what must be in the first list for a resident of 冠县. */
  const asked: [query: string, first: string][] = [
    ['医保局', 'units/guanxian/yibaoju'],
    ['医保报销', 'units/guanxian/yibaoju'],
    ['低保怎么申请', 'units/guanxian/minzhengju'],
    ['派出所', 'units/guanxian/gonganju'],
    ['停水', 'units/guanxian/shuiwujituan'],
    ['停电了咋弄', 'units/guanxian/gongdiangongsi'],
    ['孩子上学怎么报名', 'units/guanxian/jiaotiju'],
    ['拖欠工资', 'units/guanxian/rensheju'],
    ['房产证', 'units/guanxian/ziranziyuanju'],
    ['暖气不热', 'units/guanxian/zhujianju'],
    ['公交车', 'units/guanxian/jiaotongju'],
    ['打疫苗', 'units/guanxian/weijianju'],
    ['过期食品', 'units/guanxian/shichangjianguanju'],
    ['退伍军人', 'units/guanxian/tuiyijunrenju'],
    ['养老院', 'units/guanxian/minzhengju'],
    ['驾照', 'units/guanxian/gonganju'],
    ['户口', 'units/guanxian/gonganju'],
    ['结婚证', 'units/guanxian/minzhengju'],
    ['环保局', 'units/guanxian/shengtaihuanjing-fenju'],
    ['垃圾没人清', 'units/guanxian/zonghezhifaju'],
    ['办执照', 'units/guanxian/xingzhengshenpiju'],
    ['工厂着火', 'units/guanxian/yingjiju'],
    ['种粮补贴', 'units/guanxian/nongyenongcunju'],
    ['法律援助', 'units/guanxian/sifaju'],
    ['城管', 'units/guanxian/zonghezhifaju'],
    ['minzhengju', 'units/guanxian/minzhengju'],
  ];

  it.each(asked)(
    'offers a resident of 冠县 who asks about %s first of all %s, and nothing of another county',
    async (query, first) => {
      const { subjects } = await choose(await openTestOffice(), query, 'guanxian');
      const units = subjects.filter((about) => about.startsWith('units/'));
      expect(subjects[0]).toMatch(/^units\/guanxian\//u);
      expect(units.slice(0, 2)).toContain(first);
      expect(subjects.filter((about) => !about.includes('guanxian'))).toEqual([]);
    },
  );

  it('offers the bureaus of all counties while none is chosen, and those of a county that the query names', async () => {
    const office = await openTestOffice();
    expect((await choose(office, '医保局')).subjects.slice(0, 4).sort()).toEqual([
      'units/guanxian/yibaoju',
      'units/liaocheng/yibaoju',
      'units/pingyin/yibaoju',
      'units/taiqian/yibaoju',
    ]);
    expect((await choose(office, '平阴医保局')).subjects[0]).toBe('units/pingyin/yibaoju');
  });

  it('remembers the county chosen last', async () => {
    const office = await openTestOffice();
    const address = `/ask/choose/?q=${encodeURIComponent('医保局')}`;
    const page = await (await office.request(address, { headers: { cookie: 'place=taiqian' } })).text();
    expect(page).toContain('about=units/taiqian/yibaoju');
    expect(page).not.toContain('about=units/guanxian');
  });

  it('says which words it searched for after a mistake, and what it did not find', async () => {
    const office = await openTestOffice();
    expect((await choose(office, '民正局')).page).toContain('没有写着“民正局”的，按“民政局”显示');
    expect((await choose(office, '奥运会')).page).toContain('没有找到与“奥运会”有关的任务、要点或单位');
  });
});

describe('the search of the office', () => {
  it('finds comments in other words when none has the typed ones, and says so', async () => {
    const office = await openDesk();
    await office.sendComment({ ...newComment, title: '敬老院的饭菜怎么样' });
    const read = async (q: string) =>
      (await office.desk.get(`/api/queue?q=${encodeURIComponent(q)}`)).json<{
        items: { title: string }[];
        searchProblem: string;
      }>();
    const found = await read('养老院');
    expect(found.items.map(({ title }) => title)).toEqual(['敬老院的饭菜怎么样']);
    expect(found.searchProblem).toBe('没有留言写到“养老院”，下面按相近的说法列出。');
    expect((await read('敬老院')).searchProblem).toBe('');
    expect((await read('奥运会')).items).toEqual([]);
  });
});
