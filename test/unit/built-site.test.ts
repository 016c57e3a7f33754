// Compares the built pages with the source documents without any of the importer's code.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { siteIndexSchema } from '../../api/contract/subject.ts';

const squeeze = (text: string) => text.replace(/\s/gu, '');

/** The text of a node without annotations for the reader (footnote marks). */
function textOf(node: Tree.Node): string {
  if (tree.isTextNode(node)) return node.value;
  if (tree.isElementNode(node) && node.attrs.some(({ name }) => name === 'data-aside')) return '';
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function findAll(node: Tree.Node, test: (element: Tree.Element) => boolean): Tree.Element[] {
  const here = tree.isElementNode(node) && test(node) ? [node] : [];
  return 'childNodes' in node ? [...here, ...node.childNodes.flatMap((child) => findAll(child, test))] : here;
}

const readPage = (path: string) => parse(readFileSync(join('dist', path, 'index.html'), 'utf8'));
const hasClass = (name: string) => (element: Tree.Element) =>
  element.attrs.some((attr) => attr.name === 'class' && attr.value.split(' ').includes(name));

const lines = readFileSync('seeds/sources/guanxian-2021.txt', 'utf8').split('\n');
const sourceRows = lines
  .filter((line) => line.includes('\t') && !line.startsWith('工作任务'))
  .map((line) =>
    line
      .replace(/<\/?p>/g, '')
      .split('\t')
      .map(squeeze),
  )
  .map(([first = '', second = '', third = '', units = '']) => [second === '' && third === '' ? first : third, units]);

describe('the built pages', () => {
  it('built pages show each of the 38 rows’ requirement and units verbatim, in the table and on the task’s page', () => {
    expect(sourceRows).toHaveLength(38);
    const table = readPage('documents/guanxian-2021/tasks');
    const cells = findAll(table, (element) => element.tagName === 'td').map((cell) => squeeze(textOf(cell)));
    for (const [index, [requirement = '', units = '']] of sourceRows.entries()) {
      expect(cells).toContain(requirement);
      expect(cells).toContain(units);
      const task = readPage(`documents/guanxian-2021/tasks/${index + 1}`);
      expect(findAll(task, hasClass('quoted')).map((quoted) => squeeze(textOf(quoted)))).toEqual([requirement]);
      expect(squeeze(textOf(task))).toContain(units);
    }
  });

  it('built pages prefix the county’s name to every unit except the city’s branch', () => {
    const units = findAll(readPage('documents/guanxian-2021/tasks/21'), hasClass('unit-list')).map((list) =>
      findAll(list, (element) => element.tagName === 'li').map(textOf),
    )[0];
    expect(units).toEqual([
      '冠县教育和体育局',
      '冠县财政局',
      '冠县交通运输局',
      '冠县卫生健康局',
      '冠县综合行政执法局',
      '聊城市生态环境局冠县分局',
      '冠县水务集团',
      '冠县供电公司',
    ]);
  });

  it('built pages show the document from letterhead to print run in source order', () => {
    const paper = findAll(readPage('documents/guanxian-2021'), hasClass('paper'))[0];
    const shown = squeeze((paper?.childNodes ?? []).map(textOf).join(''));
    const printed = lines
      .filter((line) => !line.includes('\t') && !/^-{3,}$|^附件： ?\.|^## 2021 年/u.test(line))
      .map((line) => squeeze(line.replace(/[#*]/g, '')))
      .join('');
    expect(shown).toBe(printed);
  });

  it('built pages list every page that accepts comments in the site index, and each listed page exists', () => {
    const index = siteIndexSchema.parse(JSON.parse(readFileSync('dist/data/site-index.json', 'utf8')));
    const rows = {
      'guanxian-2021': 38,
      'liaocheng-2021': 35,
      'pingyin-2023': 49,
      'gaotang-2022': 0,
      'taiqian-2021': 42,
    };
    const points = {
      'guanxian-2021': 18,
      'liaocheng-2021': 20,
      'pingyin-2023': 18,
      'gaotang-2022': 3,
      'taiqian-2021': 0,
    };
    const countOf = (kind: string, document: string) =>
      index.subjects.filter((subject) => subject.kind === kind && subject.id.startsWith(`${document}/`)).length;
    for (const [document, count] of Object.entries(rows))
      expect([document, countOf('task', document)]).toEqual([document, count]);
    for (const [document, count] of Object.entries(points))
      expect([document, countOf('point', document)]).toEqual([document, count]);
    for (const { url } of index.subjects)
      expect([url, existsSync(join('dist', url, 'index.html'))]).toEqual([url, true]);
  });

  it('built pages load nothing from other hosts', () => {
    const pages = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(60);
    for (const file of pages) {
      const page = parse(readFileSync(join('dist', file), 'utf8'));
      const loaded = findAll(page, ({ tagName }) =>
        ['script', 'img', 'iframe', 'link', 'source'].includes(tagName),
      ).flatMap((element) =>
        element.attrs.some(({ name, value }) => name === 'rel' && value === 'canonical')
          ? []
          : element.attrs.filter(({ name }) => name === 'src' || name === 'href').map(({ value }) => value),
      );
      expect([file, loaded.filter((url) => !/^\/(?!\/)/u.test(url))]).toEqual([file, []]);
    }
  });
});
