// Prepares a built page for Pagefind: only its main text, as character pairs.
import { parse, serialize, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import { findBody } from '../../fragments/page-body.ts';
import { lineEnd, spread } from './pairs.ts';

/** Inline elements, which do not separate words: 期限<span>不得超过 stays together. */
const inline = new Set(['a', 'b', 'em', 'mark', 'span', 'strong', 'wbr']);

const hasAttribute = (node: Tree.Node, start: string): boolean =>
  tree.isElementNode(node) && node.attrs.some(({ name }) => name.startsWith(start));

/** Flattens child nodes: unwraps inline elements, drops unindexed parts and joins adjacent text. */
function flatten(children: Tree.ChildNode[]): Tree.ChildNode[] {
  const flat: Tree.ChildNode[] = [];
  for (const child of children) {
    if (hasAttribute(child, 'data-pagefind-ignore')) continue;
    const isOpened = tree.isElementNode(child) && inline.has(child.tagName) && !hasAttribute(child, 'data-pagefind');
    const nodes = isOpened ? flatten(child.childNodes) : [child];
    for (const node of nodes) {
      const last = flat[flat.length - 1];
      if (last && tree.isTextNode(last) && tree.isTextNode(node)) last.value += node.value;
      else flat.push(node);
    }
  }
  return flat;
}

function spreadNode(element: Tree.Element): void {
  element.childNodes = flatten(element.childNodes);
  // Remove ids: Pagefind would use them as anchors and split words there. Search results link to the words themselves.
  element.attrs = element.attrs.filter(({ name }) => name !== 'id');
  for (const child of element.childNodes) {
    if (tree.isTextNode(child)) child.value = spread(child.value);
    else if (tree.isElementNode(child)) spreadNode(child);
  }
  if (element.childNodes.some((child) => tree.isTextNode(child) && child.value.trim() !== '')) {
    tree.insertText(element, lineEnd);
  }
}

/** @returns null if the page is excluded from search */
export function spreadPage(html: string): string | null {
  const body = findBody(parse(html));
  if (!body) return null;
  // Keep the page's search weight, which is an attribute of the body.
  const weight = body.attrs.find(({ name }) => name === 'data-pagefind-weight')?.value;
  const weighed = weight === undefined ? '' : ` data-pagefind-weight="${Number(weight)}"`;
  spreadNode(body);
  return `<!doctype html><html><body><div data-pagefind-body${weighed}>${serialize(body)}</div></body></html>`;
}
