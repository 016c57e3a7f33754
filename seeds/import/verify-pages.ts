// Extends the verification to built pages: compares every element that states its position in the source
// (`data-at="120-188"`) with that range, and checks that the pages contain all of the source.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';
import type { Document } from '../../content/schema.ts';
import type { Finding } from './verify.ts';

const squeeze = (text: string) => text.replace(/\s/gu, '');
const attribute = (element: Tree.Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value;

/** Text of an element without reader aids inside it, such as footnote marks, which have `data-aside`. */
function readSourceText(node: Tree.Node): string {
  if (tree.isTextNode(node)) return node.value;
  if (tree.isElementNode(node) && attribute(node, 'data-aside') !== undefined) return '';
  return 'childNodes' in node ? node.childNodes.map(readSourceText).join('') : '';
}

interface Shown {
  at: [number, number][];
  text: string;
}

/** Collects elements with a position, and document text without one. */
function collect(node: Tree.Node, inDocument: boolean, shown: Shown[], foreign: string[]): void {
  if (tree.isTextNode(node)) {
    if (inDocument && node.value.trim() !== '') foreign.push(node.value.trim());
    return;
  }
  if (!('childNodes' in node)) return;
  let within = inDocument;
  if (tree.isElementNode(node)) {
    if (attribute(node, 'data-aside') !== undefined) return;
    const at = attribute(node, 'data-at');
    if (at !== undefined) {
      shown.push({
        at: at.split(',').map((stretch): [number, number] => {
          const [from = 0, to = 0] = stretch.split('-').map(Number);
          return [from, to];
        }),
        text: squeeze(readSourceText(node)),
      });
      return;
    }
    within ||= attribute(node, 'data-document') !== undefined;
  }
  for (const child of node.childNodes) collect(child, within, shown, foreign);
}

function pagesOf(document: Document, dist: string): string[] {
  const folder = join(dist, 'documents', document.id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.html'))
    .map((file) => join(folder, file))
    .sort();
}

export function verifyPages(
  document: Document,
  plain: string,
  dist: string,
): { pages: number; checked: number; findings: Finding[] } {
  const findings: Finding[] = [];
  const seen = new Uint8Array(plain.length);
  const files = pagesOf(document, dist);
  let checked = 0;
  for (const file of files) {
    const shown: Shown[] = [];
    const foreign: string[] = [];
    collect(parse(readFileSync(file, 'utf8')), false, shown, foreign);
    for (const text of foreign)
      findings.push({ where: file, what: `文件正文里有原文没有的字：「${text.slice(0, 24)}」` });
    for (const { at, text } of shown) {
      checked++;
      const expected = at.map(([from, to]) => plain.slice(from, to)).join('');
      if (text !== expected)
        findings.push({ where: file, what: `页面写的「${text.slice(0, 24)}」与原文「${expected.slice(0, 24)}」不同` });
      for (const [from, to] of at) seen.fill(1, from, to);
    }
  }
  for (const { at } of document.leftOut) for (const [from, to] of at) seen.fill(1, from, to);
  for (const cell of document.taskTable?.cells ?? []) {
    for (const [from, to] of (cell.again ?? []).flat()) seen.fill(1, from, to);
  }
  const missing = seen.indexOf(0);
  if (missing >= 0) {
    findings.push({
      where: `dist/documents/${document.id}`,
      what: `网页上找不到原文的「${plain.slice(missing, missing + 24)}」`,
    });
  }
  if (files.length === 0) findings.push({ where: `dist/documents/${document.id}`, what: '没有生成网页' });
  return { pages: files.length, checked, findings };
}
