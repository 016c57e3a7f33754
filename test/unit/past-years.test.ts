// Among equal matches, search ranks earlier years behind the newest. Also finds the item that continues a text.
import { describe, expect, it } from 'vitest';
import { createNearest } from '../../content/lineage.ts';
import { find, type Sources } from '../../site/lib/search/find.ts';
import type { IndexedPage } from '../../site/lib/search/index-file.ts';
import { spreadPage } from '../../site/lib/search/spread-page.ts';

const page = (title: string, isPast: boolean): IndexedPage => ({
  url: `/${title}${isPast ? '旧' : ''}/`,
  title,
  kind: '任务',
  where: '',
  text: `${title}养老服务`,
  isPast,
});

function search(pages: IndexedPage[], isByDate = false) {
  const sources: Sources = {
    findCandidates: async () => pages.map((found) => async () => found),
    loadWords: () => Promise.reject(new Error('not asked for')),
    loadSpelling: () => Promise.reject(new Error('not asked for')),
  };
  return find(sources, { query: '养老服务', filters: {}, isByDate });
}

/** With these the search returns ten hits, a full page, so it makes no further lookups. */
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
