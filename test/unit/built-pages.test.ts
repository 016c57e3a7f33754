// Checks every built page: valid HTML, working links, no empty lists, low weight, machine-readable metadata.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findServedPage } from '../../api/contract/served-pages.ts';
import { attributeOf, type BuiltPage, findAll, metaOf, readBuiltPages, wordsOf } from '../support/built-pages.ts';
import { findHtmlFaults } from '../support/html-faults.ts';

const pages = readBuiltPages();
const byPath = new Map(pages.map((page) => [page.path, page]));
const files = new Set(readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((file) => `/${file}`));

/** True for a path without a static file, which the Worker serves to programs or to a form. */
function isServed(path: string): boolean {
  const served = findServedPage(path);
  return path === '/api/openapi.json' || served?.for === 'programs' || served?.methods.includes('GET') === false;
}

const idsOf = (page: BuiltPage) =>
  new Set(findAll(page.tree, () => true).flatMap((element) => attributeOf(element, 'id') ?? []));
const ids = new Map(pages.map((page) => [page.path, idsOf(page)]));

/** Returns the page and the link if the link's target or anchor is missing, otherwise null. */
function findFault(from: BuiltPage, link: string): string | null {
  const { origin, pathname, hash } = new URL(link, `http://site${from.path}`);
  if (origin !== 'http://site' || isServed(pathname)) return null;
  const path = decodeURI(pathname);
  const target = byPath.get(path);
  if (!target) return files.has(path) ? null : `${from.path}: ${link}`;
  if (hash === '' || ids.get(path)?.has(decodeURIComponent(hash.slice(1)))) return null;
  return `${from.path}: ${link} (no such anchor)`;
}

const gzippedSize = (content: string | Buffer) => gzipSync(content, { level: 9 }).length;
const isIndexed = (page: BuiltPage) => metaOf(page)['robots'] !== 'noindex';

describe('every built page', () => {
  // Six parts, so that none comes close to its time limit.
  it.each([0, 1, 2, 3, 4, 5])('built pages are valid HTML (part %i of 6)', async (part) => {
    const faults: string[] = [];
    for (const { html, path } of pages.filter((_, index) => index % 6 === part)) {
      for (const fault of await findHtmlFaults(html)) faults.push(`${path} ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  it('built pages link only to pages and anchors that exist', () => {
    const links = pages.flatMap((page) =>
      findAll(page.tree, ({ tagName }) => ['a', 'link', 'form'].includes(tagName)).flatMap((element) => {
        // A form's anchor exists only in the response to the form.
        const link = attributeOf(element, 'href') ?? attributeOf(element, 'action')?.replace(/#.*/u, '');
        return link === undefined || attributeOf(element, 'rel') === 'canonical' ? [] : [{ page, link }];
      }),
    );
    expect(links.length).toBeGreaterThan(5_000);
    expect(links.flatMap(({ page, link }) => findFault(page, link) ?? [])).toEqual([]);
  });

  it('built pages contain no empty list, no empty table and no page without text', () => {
    const blank = pages.flatMap((page) => {
      const [main] = findAll(page.tree, ({ tagName }) => tagName === 'main');
      const lists = findAll(page.tree, ({ tagName }) => ['ul', 'ol', 'dl', 'tbody'].includes(tagName)).filter(
        // The script fills this element; the status above it says so.
        (list) => wordsOf(list).trim() === '' && attributeOf(list, 'data-search-results') === undefined,
      );
      const isFilled = page.html.includes('<template data-part=');
      const isWordless = !isFilled && (!main || wordsOf(main).trim().length < 8);
      return [...lists.map(({ tagName }) => `${page.path}: empty ${tagName}`), ...(isWordless ? [page.path] : [])];
    });
    expect(blank).toEqual([]);
  });

  it('built pages declare their site, column and address in meta tags', () => {
    for (const page of pages.filter(isIndexed)) {
      const meta = metaOf(page);
      const column = ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'];
      const article = ['ArticleTitle', 'PubDate', 'ContentSource', 'Keywords'];
      const expected = 'ArticleTitle' in meta ? article : column;
      for (const name of ['SiteName', 'description', 'og:title', 'og:url', ...expected]) {
        expect([page.path, name, Boolean(meta[name])]).toEqual([page.path, name, true]);
      }
      if ('PubDate' in meta) expect(meta['PubDate']).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/u);
    }
  });

  it('built pages omit site details that the operator has not filled in', () => {
    const settings: Record<string, unknown> = JSON.parse(readFileSync('content/site-settings.json', 'utf8'));
    expect(settings['siteIdCode']).toBeNull();
    for (const page of pages) {
      expect(metaOf(page)['SiteIDCode']).toBeUndefined();
      const foot = findAll(page.tree, ({ tagName }) => tagName === 'footer')
        .map(wordsOf)
        .join('');
      expect([page.path, /备案|标识码|主办单位/u.test(foot)]).toEqual([page.path, false]);
    }
    const unset = Object.values(settings).filter((value) => value === null).length;
    expect(wordsOf(byPath.get('/staff/')?.tree ?? ({} as never))).toContain(`还有 ${unset} 项没有填`);
  });

  it('built pages carry one short inline script, and valid JSON-LD wherever indexing is allowed', () => {
    for (const page of pages) {
      const scripts = findAll(page.tree, ({ tagName }) => tagName === 'script');
      const inline = scripts.filter(
        (script) => attributeOf(script, 'src') === undefined && attributeOf(script, 'type') === undefined,
      );
      expect([page.path, wordsOf(inline[0] ?? page.tree).length < 700]).toEqual([page.path, true]);
      const jsonLdScripts = scripts.filter((script) => attributeOf(script, 'type') === 'application/ld+json');
      expect([page.path, jsonLdScripts.length]).toEqual([page.path, isIndexed(page) ? 1 : 0]);
      for (const script of jsonLdScripts) expect(JSON.parse(wordsOf(script))).toHaveProperty('@graph');
    }
  });

  it('a task’s page with its styles compresses to under 14 kB, so that one round trip loads it', () => {
    const tasks = pages.filter(({ path }) => /\/tasks\/\d+\/$/u.test(path));
    expect(tasks.length).toBeGreaterThan(100);
    const weights = tasks.map((page) => {
      const styles = findAll(page.tree, (element) => attributeOf(element, 'rel') === 'stylesheet')
        .map((element) => attributeOf(element, 'href') ?? '')
        .filter((href) => href.startsWith('/_astro/'));
      const bytes =
        gzippedSize(page.html) + styles.reduce((sum, href) => sum + gzippedSize(readFileSync(join('dist', href))), 0);
      return { path: page.path, bytes };
    });
    expect(weights.filter(({ bytes }) => bytes >= 14 * 1024)).toEqual([]);
  });
});

describe('big-text mode (关怀版) without script', () => {
  it('big-text styles apply to the whole page without waiting for a class', () => {
    const rulesFile = readFileSync('dist/care/care.css', 'utf8');
    expect(rulesFile).toContain(':root:root:root {');
    expect(rulesFile).not.toMatch(/\.care(?![\w-])/u);
    expect(existsSync('dist/care/choice.css')).toBe(true);
  });
});
