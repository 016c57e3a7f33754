// Pages for the search benchmark: the built ones, and generated variants of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, serialize, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';

export interface BenchPage {
  url: string;
  /** The page's text, one line per block: what the search promises to find. */
  text: string;
  html: string;
}

/** Reproducible random numbers from 0 to 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = <Item>(items: Item[], random: () => number): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
};

const hasAttribute = (node: Tree.Node, name: string): boolean =>
  tree.isElementNode(node) && node.attrs.some((attribute) => attribute.name === name);

function findElement(node: Tree.Node, isWanted: (element: Tree.Element) => boolean): Tree.Element | null {
  if (tree.isElementNode(node) && isWanted(node)) return node;
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = findElement(child, isWanted);
    if (found) return found;
  }
  return null;
}

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'li', 'dd', 'dt', 'td', 'th', 'tr', 'div', 'section', 'caption']);

function textOf(node: Tree.Node): string {
  if (tree.isTextNode(node)) return node.value.replace(/\s+/gu, '');
  if (hasAttribute(node, 'data-pagefind-ignore') || !('childNodes' in node)) return '';
  const text = node.childNodes.map(textOf).join('');
  return tree.isElementNode(node) && blocks.has(node.tagName) ? `\n${text}\n` : text;
}

/** A minimal page around the indexed part, as small as Pagefind accepts. */
function asPage(url: string, body: Tree.Element): BenchPage {
  const attributes = body.attrs.map(({ name, value }) => ` ${name}="${value}"`).join('');
  return {
    url,
    text: textOf(body).replace(/\n+/gu, '\n').trim(),
    html: `<!doctype html><html lang="zh-CN"><body><div${attributes}>${serialize(body)}</div></body></html>`,
  };
}

/** Every indexed page of the built site. */
export function readBuiltPages(dist: string): BenchPage[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.html'))
    .sort()
    .flatMap((file) => {
      const body = findElement(parse(readFileSync(join(dist, file), 'utf8')), (element) =>
        hasAttribute(element, 'data-pagefind-body'),
      );
      return body ? [asPage(`/${file.replace(/index\.html$/u, '')}`, body)] : [];
    });
}

const clause = /[^，。；：、\s]{4,}/gu;

/**
 * In a variant, every third clause is replaced by another clause of the site, and every tenth character by another
 * character.
 */
const clausesChanged = 1 / 3;
const charactersChanged = 1 / 10;

/**
 * Multiplies the pages by adding variants of every page under new addresses. Their clauses and characters differ, so
 * that words and pairs grow with the pages as they do in reality.
 */
export function growPages(pages: BenchPage[], times: number, seed: number): BenchPage[] {
  const random = createRandom(seed);
  const clauses = pages.flatMap(({ text }) => text.match(clause) ?? []);
  const characters = Array.from(clauses.join('')).filter((character) => /\p{Script=Han}/u.test(character));
  const vary = (text: string) =>
    text.replace(clause, (original) => {
      if (random() > clausesChanged) return original;
      return Array.from(pick(clauses, random), (character) =>
        random() < charactersChanged && /\p{Script=Han}/u.test(character) ? pick(characters, random) : character,
      ).join('');
    });
  const variants = Array.from({ length: times - 1 }, (_, index) =>
    pages.map(({ url, html }) => {
      const body = findElement(parse(html), (element) => hasAttribute(element, 'data-pagefind-body'));
      if (!body) throw new Error(`${url} has lost its body.`);
      const change = (node: Tree.Node) => {
        if (tree.isTextNode(node)) node.value = vary(node.value);
        for (const child of 'childNodes' in node ? node.childNodes : []) change(child);
      };
      change(body);
      return asPage(`/variant-${index + 1}${url}`, body);
    }),
  );
  return [...pages, ...variants.flat()];
}

/**
 * Draws random stretches of the pages' text, without duplicates: 2 to 8 characters between punctuation marks. The
 * site's search does not distinguish punctuation marks, so no query contains one.
 */
export function drawQueries(pages: BenchPage[], count: number, seed: number): string[] {
  const random = createRandom(seed);
  const queries = new Set<string>();
  while (queries.size < count) {
    const line = pick(pick(pages, random).text.split(/[^\p{L}\p{N}]+/u), random);
    const length = 2 + Math.floor(random() * 7);
    const from = Math.floor(random() * Math.max(1, line.length - length));
    const query = line.slice(from, from + length);
    // At least one Chinese character: nobody searches for a lone digit or punctuation mark.
    if (query.length === length && /\p{Script=Han}{2}/u.test(query)) queries.add(query);
  }
  return [...queries];
}
