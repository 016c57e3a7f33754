// Reads HTML, and Word files converted by mammoth: paragraphs, and tables with explicit spans.
import { parse, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import { SourceCollector, type SourceText } from './source-text.ts';

const skipped = new Set(['script', 'style', 'head', 'template', 'noscript', 'nav', 'footer']);
const blockTags = new Set([
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'section',
  'article',
  'tr',
  'br',
]);

function textOf(node: Tree.Node): string {
  if (tree.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function spanOf(cell: Tree.Element, name: 'rowspan' | 'colspan'): number {
  const value = Number(cell.attrs.find((attr) => attr.name === name)?.value ?? 1);
  return Number.isInteger(value) && value > 0 ? value : 1;
}

/** True for `[1]` and `↑`, which mammoth adds for footnotes and which are not in the document. */
const isFootnoteLink = (node: Tree.Element): boolean =>
  node.tagName === 'a' &&
  node.attrs.some(({ name, value }) => name === 'href' && /^#(foot|end)note-(ref-)?\d+$/u.test(value));

function* rowsOf(node: Tree.Element): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if (!tree.isElementNode(child)) continue;
    if (child.tagName === 'tr') yield child;
    else if (child.tagName !== 'table') yield* rowsOf(child);
  }
}

export function readHtml(html: string): SourceText {
  const collector = new SourceCollector();
  let running = '';
  let blocks = 0;
  const flush = () => {
    collector.addText(running, ++blocks);
    running = '';
  };

  function walk(node: Tree.Node): void {
    if (tree.isTextNode(node)) {
      running += node.value;
      return;
    }
    if (!('childNodes' in node)) return;
    if (tree.isElementNode(node)) {
      if (skipped.has(node.tagName) || isFootnoteLink(node)) return;
      if (node.tagName === 'table') {
        flush();
        for (const row of rowsOf(node)) addRow(row);
        return;
      }
      if (blockTags.has(node.tagName)) flush();
    }
    for (const child of node.childNodes) walk(child);
    if (tree.isElementNode(node) && blockTags.has(node.tagName)) flush();
  }

  function addRow(row: Tree.Element): void {
    const cells = row.childNodes.filter(
      (child): child is Tree.Element => tree.isElementNode(child) && ['td', 'th'].includes(child.tagName),
    );
    collector.addRow(
      cells.map((cell) => ({
        text: textOf(cell),
        rowSpan: spanOf(cell, 'rowspan'),
        columnSpan: spanOf(cell, 'colspan'),
      })),
      ++blocks,
    );
  }

  walk(parse(html));
  flush();
  return { plain: collector.plain, blocks: collector.blocks, hasSpans: true };
}
