// The built handbook: what it covers without script, and the size of its pictures.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roles, roleWords } from '../../api/contract/words.ts';
import { staffPagesOf } from '../../site/lib/staff-pages.ts';
import { attributeOf, findAll, readBuiltPages, wordsOf } from '../support/built-pages.ts';

const folder = 'site/assets/handbook';
const page = readBuiltPages().find(({ path }) => path === '/staff/handbook/');
const tree = page?.tree ?? ({} as never);

describe('the handbook', () => {
  it('the handbook has a part for every role, for the operator and for everyone', () => {
    const headings = findAll(tree, ({ tagName }) => tagName === 'h2').map(wordsOf);
    for (const words of [...roles.map((role) => roleWords[role]), '运维人员', '都用得到的'])
      expect(headings).toContainEqual(expect.stringContaining(words));
  });

  it('the handbook names each page of a role by its link', () => {
    const words = wordsOf(tree);
    for (const role of roles)
      for (const { name } of staffPagesOf(role).filter(({ url }) => url !== '/staff/account/'))
        expect([role, name, words.includes(name)]).toEqual([role, name, true]);
  });

  it('every role has a link to the handbook', () => {
    for (const role of roles) expect(staffPagesOf(role).map(({ url }) => url)).toContain('/staff/handbook/');
  });

  it('the handbook covers every task of the desk and the units', () => {
    const words = wordsOf(tree);
    for (const word of [
      ...['每天第一件事', '动态口令', '主办', '协办', '转办', '改类', '不予受理', '督办', '选登', '涂黑', '统计导出'],
      ...['答复', '模板', '审核', '退回', '更正', '查看联系方式要写理由', '期限怎么算', '快捷键', '常见问题'],
    ])
      expect([word, words.includes(word)]).toEqual([word, true]);
  });

  it('the handbook lazy-loads every screenshot with alternative text and its dimensions', () => {
    const images = findAll(tree, (element) => element.tagName === 'img');
    expect(images.length).toBe(readdirSync(folder).length);
    for (const image of images) {
      expect(attributeOf(image, 'alt')?.length).toBeGreaterThan(10);
      expect(attributeOf(image, 'loading')).toBe('lazy');
      expect(Number(attributeOf(image, 'width')) * Number(attributeOf(image, 'height'))).toBeGreaterThan(10_000);
    }
  });

  it('the handbook keeps every screenshot under 60 kB', () => {
    for (const name of readdirSync(folder))
      expect([name, statSync(`${folder}/${name}`).size < 60_000]).toEqual([name, true]);
  });
});

it('links only to existing sections of the handbook from its table of contents', () => {
  const html = readFileSync('dist/staff/handbook/index.html', 'utf8');
  const links = [...html.matchAll(/href="#([a-z-]+)"/gu)].map(([, id = '']) => id);
  expect(links).toEqual(expect.arrayContaining(['desk', 'unit', 'reviewer', 'auditor', 'admin', 'operator', 'common']));
  expect(links.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
});

describe('the operator’s guide', () => {
  const guide = readBuiltPages().find(({ path }) => path === '/staff/handbook/operate/')?.tree ?? ({} as never);
  const source = readFileSync('content/docs/operate.zh.md', 'utf8');

  it('the operator’s guide shows every chapter and command of the file under the anchors it links to', () => {
    const headings = findAll(guide, ({ tagName }) => /^h[23]$/u.test(tagName));
    const written = source.replace(/^```[\s\S]*?^```/gmu, '').match(/^#{2,3} .+$/gmu) ?? [];
    expect(headings.map(wordsOf)).toEqual(written.map((line) => line.replace(/^#+ /u, '')));
    const commands = (source.match(/^```[\s\S]*?^```/gmu) ?? []).map((block) =>
      block.split('\n').slice(1, -1).join('\n'),
    );
    expect(findAll(guide, ({ tagName }) => tagName === 'pre').map((block) => wordsOf(block).trim())).toEqual(commands);
  });

  it('the operator’s guide has a header for each column and no colours that the content policy blocks', () => {
    const heads = findAll(guide, ({ tagName }) => tagName === 'th');
    expect(heads.length).toBeGreaterThan(20);
    for (const head of heads) expect(attributeOf(head, 'scope')).toBe('col');
    expect(findAll(guide, (element) => attributeOf(element, 'style') !== undefined)).toEqual([]);
  });
});
