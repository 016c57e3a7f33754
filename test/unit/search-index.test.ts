import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { OpenAnswer } from '../../api/contract/open-answer.ts';
import type { StoredPage } from '../../api/domain/search/knowledge.ts';
import { toPage } from '../../site/fragments/search.ts';
import { answersAddress, mergeCandidates } from '../../site/lib/search/answers.ts';
import { writeIndex, writePages } from '../../site/lib/search/write-index.ts';

const answer: OpenAnswer = {
  receiptCode: 'GX261121-7K3QF',
  place: 'guanxian',
  year: 2021,
  kind: 'question',
  title: '<养老> & 医保',
  text: '哪里能看 看名单？\n\n谢谢',
  about: 'guanxian-2021/tasks/17',
  aboutTitle: '第 17 项任务：深化社会保障',
  unit: 'minzhengju',
  unitName: '冠县民政局',
  reply: '见犇犇栏目。',
  receivedAt: '2026-11-20T01:00:00.000Z',
  publishedAt: '2026-11-22T01:00:00.000Z',
  repliedAt: '2026-11-21T17:30:00.000Z',
  correctedAt: null,
  isSample: false,
  files: [],
  url: 'https://county.example/answers/GX261121-7K3QF/',
};

describe('published answers among the search results', () => {
  const state = { query: '养老', filters: {}, isByDate: false, isVerbatim: false };

  it('shows an answer with its stable address, the subject and every public word of its page', () => {
    expect(toPage(answer)).toEqual({
      url: '/answers/GX261121-7K3QF/',
      title: '<养老> & 医保',
      kind: '答复',
      where: '第 17 项任务：深化社会保障',
      isPast: false,
      text: '<养老> & 医保\n第 17 项任务：深化社会保障\n哪里能看 看名单？\n\n谢谢\n冠县民政局\n见犇犇栏目。',
    });
    expect(toPage({ ...answer, isSample: true }).kind).toBe('答复（演示数据）');
  });

  it('asks the server for the answers of the chosen place, unit and year, and not at all for other kinds of pages', () => {
    const ask = (filters: Parameters<typeof answersAddress>[0]['filters']) => answersAddress({ ...state, filters });
    const search = '/api/answers/search?q=%E5%85%BB%E8%80%81';
    expect(ask({})).toBe(search);
    expect(ask({ place: 'guanxian', year: '2021', kind: 'answer' })).toBe(`${search}&place=guanxian&year=2021`);
    expect(ask({ unit: 'guanxian/minzhengju' })).toBe(`${search}&place=guanxian&unit=minzhengju`);
    expect(ask({ unit: 'guanxian/minzhengju', place: 'pingyin' })).toBeNull();
    expect(ask({ kind: 'task' })).toBeNull();
  });

  it('lists three answers among the first ten results, and answers first when sorted by date', async () => {
    const pages = Array.from({ length: 20 }, (_, at) => async () => ({ ...toPage(answer), url: `/page-${at}/` }));
    const answers = Array.from({ length: 5 }, (_, at) => ({ ...toPage(answer), url: `/answer-${at}/` }));
    const read = async (isByDate: boolean) =>
      (await Promise.all(mergeCandidates(pages, answers, isByDate).map((read) => read()))).map(({ url }) => url);
    const byRank = await read(false);
    expect(byRank).toHaveLength(25);
    expect(new Set(byRank).size).toBe(25);
    expect(byRank.slice(7, 10)).toEqual(['/answer-0/', '/answer-1/', '/answer-2/']);
    expect((await read(true)).slice(0, 6)).toEqual([...answers.map(({ url }) => url), '/page-0/']);
  });
});

describe('the search index of the built site', () => {
  const folder = mkdtempSync(join(tmpdir(), 'search-index-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const index = join(folder, 'pagefind');

  it('holds built pages alone: no published answer, which could be taken down, is in a file that is kept for a year', async () => {
    const pages = await writeIndex('dist', index);
    expect(pages).toBeGreaterThan(300);
    const addresses = readdirSync(join(index, 'fragment')).map((name) => {
      const fragment = gunzipSync(readFileSync(join(index, 'fragment', name))).toString('utf8');
      return /"url":"([^"]+)"/u.exec(fragment)?.[1] ?? '';
    });
    expect(addresses).toHaveLength(pages);
    expect(addresses.filter((address) => !/^\/(documents|topics|units)\//u.test(address))).toEqual([]);
  });

  it('comes with the pages’ text, titles and filters for the server', () => {
    const file = join(folder, 'pages.json');
    writePages('dist', file);
    const pages: StoredPage[] = JSON.parse(readFileSync(file, 'utf8'));
    const task = pages.find(({ url }) => url === '/documents/guanxian-2021/tasks/17/');
    expect(task).toMatchObject({
      title: '深化社会保障、社会救助和养老医疗服务信息公开',
      kind: '任务',
      where: '2021年冠县政务公开工作要点 · 第 17 项任务',
      isPast: false,
      filters: {
        kind: 'task',
        place: 'guanxian',
        years: ['2021'],
        units: ['guanxian/minzhengju', 'guanxian/rensheju', 'guanxian/yibaoju'],
      },
    });
    expect(task?.text).toContain('深化社会保障、社会救助和养老医疗服务信息公开。');
    expect(task?.text).not.toContain('具体要求');
  });

  it('is split into small chunks so that a query loads little, through an unstable Pagefind setting', () => {
    const pieces = readdirSync(join(index, 'index')).map((name) => statSync(join(index, 'index', name)).size);
    expect(pieces.length).toBeGreaterThan(30);
    expect(Math.max(...pieces)).toBeLessThan(12 * 1024);
  });
});
