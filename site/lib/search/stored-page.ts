// Reads a built page for the search over pages in memory: text and filters, as Pagefind reads them (Indexed.astro).
import { parse, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import type { StoredPage } from '../../../api/domain/search/knowledge.ts';
import { findBody } from '../../fragments/page-body.ts';

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'li', 'dd', 'dt', 'td', 'th', 'tr', 'div', 'section', 'caption']);

const attributeOf = (node: Tree.Node, name: string): string | undefined =>
  tree.isElementNode(node) ? node.attrs.find((attribute) => attribute.name === name)?.value : undefined;

function textOf(node: Tree.Node): string {
  if (tree.isTextNode(node))
    return node.value.replace(/\s+/gu, ' ').replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1');
  if (attributeOf(node, 'data-pagefind-ignore') !== undefined || !('childNodes' in node)) return '';
  const text = node.childNodes.map(textOf).join('');
  return tree.isElementNode(node) && blocks.has(node.tagName) ? `\n${text}\n` : text;
}

const tidy = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');

function* listElements(node: Tree.Node): Generator<Tree.Element> {
  if (tree.isElementNode(node)) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* listElements(child);
}

/** `kind:要点` → the part after the name */
const valuesOf = (attributes: string[], name: string): string[] =>
  attributes.flatMap((value) => (value.startsWith(`${name}:`) ? [value.slice(name.length + 1)] : []));

/** @returns null if the page is excluded from search */
export function readStoredPage(url: string, html: string): StoredPage | null {
  const body = findBody(parse(html));
  if (!body) return null;
  const elements = [...listElements(body)];
  const metaOf = (name: string) => {
    const element = elements.find((one) => attributeOf(one, 'data-pagefind-meta') === name);
    return element ? tidy(textOf(element)) : undefined;
  };
  const written = elements.flatMap((element) => attributeOf(element, 'data-pagefind-meta') ?? []);
  const filters = elements.flatMap((element) => attributeOf(element, 'data-pagefind-filter') ?? []);
  const sorts = elements.flatMap((element) => attributeOf(element, 'data-pagefind-sort') ?? []);
  const heading = elements.find(({ tagName }) => tagName === 'h1');
  return {
    url,
    title: metaOf('title') ?? (heading ? tidy(textOf(heading)) : url),
    kind: valuesOf(written, 'kind')[0] ?? '',
    where: metaOf('where') ?? '',
    isPast: valuesOf(written, 'past').length > 0,
    text: tidy(textOf(body)),
    filters: {
      kind: valuesOf(filters, 'kind')[0] ?? '',
      place: valuesOf(filters, 'place')[0] ?? '',
      years: valuesOf(filters, 'year'),
      units: valuesOf(filters, 'unit'),
    },
    date: valuesOf(sorts, 'date')[0] ?? '0',
  };
}
