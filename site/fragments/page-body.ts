// A built page's own words, without the menus around them.
import { type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';

export function findBody(node: Tree.Node): Tree.Element | null {
  if (tree.isElementNode(node) && node.attrs.some(({ name }) => name === 'data-pagefind-body')) return node;
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = findBody(child);
    if (found) return found;
  }
  return null;
}
