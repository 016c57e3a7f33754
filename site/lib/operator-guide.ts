// Adapts the operator's guide to the site. The repository shows the same file. Links to other repository files become
// plain text, because the site has no page for them.
import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import { compiledContent } from '../../content/docs/operate.zh.md';

export interface OperatorGuide {
  html: string;
  chapters: { id: string; title: string }[];
}

function textOf(node: Tree.Node): string {
  if (tree.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const attributeOf = (element: Tree.Element, wanted: string) =>
  element.attrs.find(({ name }) => name === wanted)?.value ?? '';

/** Adapts one element to the page: heading, table or link. */
function adapt(element: Tree.Element): void {
  // Screen readers announce a column's header with each cell.
  if (element.tagName === 'th') element.attrs.push({ name: 'scope', value: 'col' });
  if (element.tagName === 'a' && !/^(#|https:)/u.test(attributeOf(element, 'href'))) {
    element.tagName = 'span';
    element.nodeName = 'span';
    element.attrs = [];
  }
}

function adaptAll(parent: Tree.ParentNode): void {
  const isShown = (node: Tree.ChildNode) =>
    !tree.isCommentNode(node) && !(tree.isElementNode(node) && node.tagName === 'h1');
  parent.childNodes = parent.childNodes.filter(isShown);
  for (const child of parent.childNodes) {
    if (!tree.isElementNode(child)) continue;
    adapt(child);
    adaptAll(child);
  }
}

/** @returns the guide without its title, and its chapters in order */
export async function readOperatorGuide(): Promise<OperatorGuide> {
  const guide = parseFragment(await compiledContent());
  adaptAll(guide);
  const chapters = guide.childNodes.flatMap((node) =>
    tree.isElementNode(node) && node.tagName === 'h2' ? [{ id: attributeOf(node, 'id'), title: textOf(node) }] : [],
  );
  return { html: serialize(guide), chapters };
}
