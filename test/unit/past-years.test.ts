// Among equal matches, search ranks earlier years behind the newest. Also finds the item that continues a text.
import { describe, expect, it } from 'vitest';
import type { IndexedPage } from '../../api/domain/search/knowledge.ts';
import { createNearest } from '../../content/lineage.ts';
import { findExact } from '../../site/lib/search/exact.ts';
import { spreadPage } from '../../site/lib/search/spread-page.ts';

const page = (title: string, isPast: boolean): IndexedPage => ({
  url: `/${title}${isPast ? '旧' : ''}/`,
  title,
  kind: '任务',
  where: '',
  text: `${title}养老服务`,
  isPast,
});

const search = (pages: IndexedPage[], isByDate = false) =>
  findExact(async () => pages.map((found) => async () => found), {
    query: '养老服务',
    filters: {},
    isByDate,
    isVerbatim: false,
  });

/** With these the search returns ten hits, a full page. */
const fillers = Array.from({ length: 7 }, (_, index) => page(`其他${index}`, false));

describe('search across years', () => {
  const pages = [page('甲', true), page('甲', false), page('养老服务', true), ...fillers];

  it('search ranks the newest year before earlier ones, and an exact title match before both', async () => {
    const { hits } = await search(pages);
    expect(hits.map(({ url }) => url).slice(0, 2)).toEqual(['/养老服务旧/', '/甲/']);
    expect(hits.at(-1)?.url).toBe('/甲旧/');
  });

  it('search keeps date order when the reader sorts by date', async () => {
    const { hits } = await search(pages, true);
    expect(hits.map(({ url }) => url)).toEqual(pages.map(({ url }) => url));
  });

  it('search counts only pages of which the text was checked, or whose word the index has', async () => {
    const find = async (query: string, pages: IndexedPage[]) =>
      (
        await findExact(async () => pages.map((found) => async () => found), {
          query,
          filters: {},
          isByDate: false,
          isVerbatim: false,
        })
      ).exactCount;
    const many = Array.from({ length: 17 }, (_, index) => page(`核心${index}`, false));
    // For a word that the index lacks, it gives the pages of a shorter one.
    expect(await find('核酸', many)).toBe(0);
    expect(await find('核心', many)).toBe(17);
    expect(await find('核心养老', [...many, page('核心养老', false)])).toBe(1);
  });

  it('search lowers the weight of a page from an earlier year', () => {
    const html = (weight: string) => `<main data-pagefind-body${weight}><p>养老服务</p></main>`;
    expect(spreadPage(html(' data-pagefind-weight="0.5"'))).toContain('data-pagefind-body data-pagefind-weight="0.5">');
    expect(spreadPage(html(''))).toContain('<div data-pagefind-body>');
  });
});

describe('finding the item that continues a text', () => {
  const findNearest = createNearest([
    { id: 'tasks/1', text: '做好义务教育入学信息公开。' },
    { id: 'tasks/2', text: '深化社会保障、社会救助和养老医疗服务信息公开。' },
  ]);

  it('the item that continues a text is the one that shares most of its words', () => {
    expect(findNearest('深化社会救助和养老服务信息公开。')?.item.id).toBe('tasks/2');
    expect(findNearest('稳步扩大')).toBeNull();
  });
});
