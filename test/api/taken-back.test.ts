// What was public and was taken back: its words are at no address of the site any more.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { servedRoutes } from '../../api/contract/served-pages.ts';
import { indexMissingAnswers } from '../../api/record/maintenance.ts';
import { answerText, openAnsweredOffice } from '../api-support/answered.ts';
import { openTestOffice, origin } from '../api-support/office.ts';

/** Characters that no document of the site uses, so that any of them gives the words away. */
const words = { title: '饕餮街的路灯', text: '饕餮街的魑魅巷晚上没有灯。', reply: '您好，魍魉路的灯已修好。' };
const secrets = ['饕餮', '魑魅', '魍魉'];
const corrected = '您好，路灯全部修好了，请再看看。';

type Office = Awaited<ReturnType<typeof openPublished>>;

async function openPublished() {
  const office = await openTestOffice();
  const receipt = await office.sendComment({ title: words.title, text: words.text });
  const { receiptCode, trackingCode } = receipt;
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
  await unit.move(receiptCode, { move: 'reply', text: words.reply });
  const act = (action: object) => office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
  return { ...office, receiptCode, desk, unit, act };
}

const parts: Record<string, string> = {
  document: 'guanxian-2021',
  row: '17',
  number: '1',
  jurisdiction: 'guanxian',
  unit: 'minzhengju',
  place: 'guanxian',
  topic: 'yanglao',
  point: '1-1',
};

/** Every address that could tell: all served pages, all of the API's public reading, and searches for the very words. */
function addressesOf({ receiptCode }: Office): string[] {
  const served = servedRoutes
    .filter(({ route }) => route.startsWith('GET '))
    .flatMap(({ pattern }) => {
      const files = pattern.includes('units') ? ['minzhengju.xml'] : ['17.xml'];
      return files.map((file) =>
        pattern.replace(/:(\w+)/gu, (_, name: string) => ({ ...parts, receiptCode, file })[name] ?? name),
      );
    });
  const asked = [...secrets, words.title, '路灯'].flatMap((query) => {
    const q = encodeURIComponent(query);
    return [`/api/answers/search?q=${q}`, `/answers/?q=${q}`, `/answers/?q=${q}&place=guanxian`];
  });
  const title = encodeURIComponent(words.title);
  return [
    ...served,
    ...asked,
    '/answers/?place=guanxian',
    '/api/answers/search',
    '/api/answers/search?place=guanxian&unit=minzhengju',
    '/api/answers?about=guanxian-2021/tasks/17',
    `/api/offers?about=guanxian-2021/tasks/17&title=${title}`,
    `/api/offers?about=guanxian-2021/tasks/1&title=${title}`,
    `/ask/?about=guanxian-2021/tasks/17&title=${title}`.replace(`&title=${title}`, ''),
    '/figures/list/?place=guanxian&year=2026&figure=received',
  ];
}

/** Addresses whose response holds one of the secrets, apart from the search words that the visitor typed. */
async function findWords(office: Office): Promise<string[]> {
  const found: string[] = [];
  for (const address of addressesOf(office)) {
    const response = await office.request(address);
    const typed = new URL(address, origin).searchParams.get('q') ?? '';
    const text = (await response.text()).replaceAll(typed === '' ? '\0' : typed, '');
    if (secrets.some((secret) => text.includes(secret))) found.push(address);
  }
  return found;
}

const cacheOf = async (office: Office, address: string) => (await office.request(address)).headers.get('cache-control');

describe('what was published and then taken back', () => {
  it.each([
    [
      'the desk takes the answer down',
      async ({ desk, receiptCode }: Office) => desk.move(receiptCode, { move: 'unpublish', reason: '含个人信息' }),
    ],
    ['the resident withdraws consent', async ({ act }: Office) => act({ move: 'withhold' })],
  ] as const)('no address has a word of it once %s', async (_, takeBack) => {
    const office = await openPublished();
    expect(await findWords(office)).toEqual([]);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const shown = await findWords(office);
    for (const address of [
      '/',
      '/answers/',
      `/answers/${office.receiptCode}/`,
      '/documents/guanxian-2021/tasks/17/',
      '/data/answers.json',
      '/feeds/answers.xml',
      '/feeds/tasks/guanxian-2021/17.xml',
      '/feeds/units/guanxian/minzhengju.xml',
      `/api/answers/search?q=${encodeURIComponent('饕餮')}`,
      `/answers/?q=${encodeURIComponent('魍魉')}`,
    ]) {
      expect(shown).toContain(address);
    }
    // No browser and no cache may show what it kept without asking again.
    for (const address of shown) {
      expect([address, await cacheOf(office, address)]).toEqual([
        address,
        expect.stringMatching(/(^|, )no-(cache|store)$/u),
      ]);
    }
    expect((await takeBack(office)).status).toBe(200);
    expect(await findWords(office)).toEqual([]);
  });

  it('the old words of a corrected answer are at no address, and its new words are found', async () => {
    const office = await openPublished();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    await office.act({ move: 'dispute', text: '没有修好，请再看。' });
    await office.unit.move(office.receiptCode, { move: 'correct', text: corrected, reason: '原答复有误' });
    const left = await findWords(office);
    for (const address of left) expect(await (await office.request(address)).text()).not.toContain('魍魉');
    const found = async (query: string) => {
      const response = await office.request(`/api/answers/search?q=${encodeURIComponent(query)}`);
      return (await response.json<{ answers: unknown[] }>()).answers.length;
    };
    expect([await found('全部修好'), await found('魍魉'), await found('饕餮')]).toEqual([1, 0, 1]);
  });

  it('redacted words are never found, and publishing again after taking down finds only what is public then', async () => {
    const office = await openPublished();
    const { desk, receiptCode } = office;
    const hidden = { part: 'text', from: 4, to: 6 } as const;
    await desk.move(receiptCode, { move: 'publish', blackouts: [hidden] });
    const found = async (query: string) =>
      (await office.request(`/api/answers/search?q=${encodeURIComponent(query)}`)).json<{
        answers: { text: string }[];
      }>();
    expect((await found('魑魅')).answers).toEqual([]);
    expect((await found('饕餮')).answers).toMatchObject([{ text: '饕餮街的■■巷晚上没有灯。' }]);
    await desk.move(receiptCode, { move: 'unpublish', reason: '再看一遍' });
    expect((await found('饕餮')).answers).toEqual([]);
    await desk.move(receiptCode, { move: 'publish' });
    expect((await found('魑魅')).answers).toMatchObject([{ text: words.text }]);
  });

  it('a file released with an answer is gone once the resident erases the attachments', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    await office.act({ move: 'erase' });
    const page = await (await office.request(`/answers/${office.receiptCode}/`)).text();
    expect(page).toContain(answerText);
    expect((await office.request(`/answers/${office.receiptCode}/files/1`)).status).toBe(404);
  });

  it('the page of an answer that was taken down says so with the day, and shows nothing of it', async () => {
    const office = await openPublished();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    office.clock.now += 3 * 86_400_000;
    await office.desk.move(office.receiptCode, { move: 'unpublish', reason: '含个人信息' });
    const response = await office.request(`/answers/${office.receiptCode}/`);
    const page = await response.text();
    expect(response.status).toBe(410);
    expect(page).toContain('这件答复已停止公开（2026年11月23日）');
    expect(page).not.toContain('含个人信息');
    // One that never was public looks like one that does not exist.
    const { receiptCode } = await office.sendComment({ title: '没有公开过', key: 'f'.repeat(32) });
    expect(await (await office.request(`/answers/${receiptCode}/`)).text()).not.toContain('已停止公开');
  });

  it('answers that were taken down are counted in the figures, by whomever, until they are public again', async () => {
    const office = await openPublished();
    const count = async () => {
      const figures = await office.request('/data/figures.json?place=guanxian&year=2026');
      const { total } = await figures.json<{ total: Record<string, { count: number }> }>();
      return [total['published']?.count, total['takenDown']?.count];
    };
    expect(await count()).toEqual([0, 0]);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    expect(await count()).toEqual([1, 0]);
    await office.desk.move(office.receiptCode, { move: 'unpublish', reason: '含个人信息' });
    expect(await count()).toEqual([0, 1]);
    const list = await office.request('/figures/list/?place=guanxian&year=2026&figure=takenDown');
    expect(await list.text()).toContain(office.receiptCode);
    await office.desk.move(office.receiptCode, { move: 'publish' });
    expect(await count()).toEqual([1, 0]);
    await office.act({ move: 'withhold' });
    expect(await count()).toEqual([0, 1]);
    expect(await (await office.request(`/answers/${office.receiptCode}/`)).text()).toContain('这件答复已停止公开');
  });

  it('the search index lists published answers from before it existed after the next upkeep', async () => {
    const office = await openPublished();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    await env.DB.prepare('DELETE FROM answer_words').run();
    const count = async () =>
      (await (await office.request(`/api/answers/search?q=${encodeURIComponent('饕餮')}`)).json<{ answers: [] }>())
        .answers.length;
    expect(await count()).toBe(0);
    expect(await indexMissingAnswers(office.deps)).toBe(1);
    expect([await count(), await indexMissingAnswers(office.deps)]).toEqual([1, 0]);
  });
});

describe('the search of published answers', () => {
  it('answers by place, unit and year, and lists the newest without a query', async () => {
    const office = await openPublished();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const count = async (query: string) =>
      (await (await office.request(`/api/answers/search?${query}`)).json<{ answers: [] }>()).answers.length;
    const q = `q=${encodeURIComponent('路灯 饕餮')}`;
    expect(await count(q)).toBe(1);
    expect(await count(`${q}&place=guanxian&unit=minzhengju&year=2021`)).toBe(1);
    expect(await count(`${q}&place=pingyin`)).toBe(0);
    expect(await count(`${q}&place=guanxian&unit=jiaotiju`)).toBe(0);
    expect(await count(`${q}&year=2020`)).toBe(0);
    expect(await count('')).toBe(1);
    expect(await count(`q=${encodeURIComponent('饕餮" OR words : *')}`)).toBe(0);
  });

  it('refuses a sender who searches too often, in words on the page', async () => {
    const office = await openTestOffice({ exceededLimits: ['search'] });
    expect((await office.request('/api/answers/search?q=1')).status).toBe(429);
    const page = await office.request(`/answers/?q=${encodeURIComponent('路灯')}`);
    expect([page.status, (await page.text()).includes('搜索太频繁')]).toEqual([429, true]);
  });
});

describe('times of a published answer', () => {
  it('a correction leaves the published time and shows its own beside it', async () => {
    const office = await openPublished();
    const { clock, receiptCode } = office;
    const at = (hours: number) => new Date(clock.now + hours * 3_600_000).toISOString();
    const [published, correctedAt] = [at(1), at(3)];
    clock.now += 3_600_000;
    await office.desk.move(receiptCode, { move: 'publish' });
    clock.now += 2 * 3_600_000;
    await office.act({ move: 'dispute', text: '没有修好，请再看。' });
    await office.unit.move(receiptCode, { move: 'correct', text: corrected, reason: '原答复有误' });
    const feed = await (await office.request('/feeds/answers.xml')).text();
    expect(feed).toContain(`<published>${published}</published>`);
    expect(feed).toContain(`<updated>${correctedAt}</updated>`);
    const [open] = await (await office.request('/data/answers.json')).json<
      { publishedAt: string; correctedAt: string }[]
    >();
    expect(open).toMatchObject({ publishedAt: published, correctedAt });
    const page = await (await office.request(`/answers/${receiptCode}/`)).text();
    expect(page).toContain('<meta name="PubDate" content="2026-11-20 10:00">');
    expect(page).toContain(`<dt>公开时间</dt><dd><time datetime="${published}`);
    const list = await (await office.request('/answers/')).text();
    expect(list).toContain('2026-11-20 09:00</time> 答复，');
    expect(list).toContain('2026-11-20 12:00</time> 更正');
  });
});
