// Finds a built page's main content, without menus.
import { type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';

export function findBody(node: Tree.Node): Tree.Element | null {
  if (tree.isElementNode(node) && node.attrs.some(({ name }) => name === 'data-pagefind-body')) return node;
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = findBody(child);
    if (found) return found;
  }
  return null;
}
