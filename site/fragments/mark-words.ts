// Highlights search words in a built page, on the server: no script needed, so old phones get it too.
import { html, parse, serialize, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import { findMatches, splitQuery } from '../../api/domain/text/matching.ts';
import { findBody } from './page-body.ts';

/** Inline elements, which do not separate words. */
const inline = new Set(['a', 'b', 'em', 'mark', 'span', 'strong', 'sup', 'wbr']);

const hasAttribute = (element: Tree.Element, name: string) =>
  element.attrs.some((attribute) => attribute.name === name);

/** Collects the text nodes of each sentence or block, without asides and labels. */
function collectRuns(element: Tree.Element, runs: Tree.TextNode[][] = [[]]): Tree.TextNode[][] {
  for (const child of element.childNodes) {
    if (tree.isTextNode(child)) runs[runs.length - 1]?.push(child);
    else if (tree.isElementNode(child) && !hasAttribute(child, 'data-pagefind-ignore')) {
      const isBlock = !inline.has(child.tagName);
      if (isBlock) runs.push([]);
      collectRuns(child, runs);
      if (isBlock) runs.push([]);
    }
  }
  return runs;
}

function createMark(text: string, id: string | null): Tree.Element {
  const mark = tree.createElement('mark', html.NS.HTML, id === null ? [] : [{ name: 'id', value: id }]);
  tree.insertText(mark, text);
  return mark;
}

/** Wraps the parts of matches that lie in one text node. */
function markNode(node: Tree.TextNode, matches: [number, number][], firstId: string | null): void {
  const parent = node.parentNode;
  if (!parent) return;
  let at = 0;
  let id = firstId;
  for (const [from, to] of matches) {
    if (from > at) tree.insertTextBefore(parent, node.value.slice(at, from), node);
    tree.insertBefore(parent, createMark(node.value.slice(from, to), id), node);
    id = null;
    at = to;
  }
  node.value = node.value.slice(at);
}

/** @returns the page with each match in `<mark>`; the first one has the id `match` */
export function markWords(page: string, query: string): string {
  const words = splitQuery(query);
  if (words.length === 0) return page;
  const document = parse(page);
  const body = findBody(document);
  let isFirst = true;
  for (const run of body ? collectRuns(body) : []) {
    const matches = findMatches(run.map(({ value }) => value).join(''), words);
    let start = 0;
    for (const node of run) {
      const { length } = node.value;
      const matchesInNode = matches
        .map(([from, to]): [number, number] => [Math.max(0, from - start), Math.min(length, to - start)])
        .filter(([from, to]) => from < to);
      if (matchesInNode.length > 0) {
        markNode(node, matchesInNode, isFirst ? 'match' : null);
        isFirst = false;
      }
      start += length;
    }
  }
  return serialize(document);
}
