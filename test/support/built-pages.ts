// The built site as files and parsed trees.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type DefaultTreeAdapterTypes as Tree, defaultTreeAdapter as tree } from 'parse5';

export type Element = Tree.Element;

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value;

/** Descendants in page order, without the content of `<template>`. */
export function findAll(node: Tree.Node, isWanted: (element: Element) => boolean): Element[] {
  const here = tree.isElementNode(node) && isWanted(node) ? [node] : [];
  return 'childNodes' in node ? [...here, ...node.childNodes.flatMap((child) => findAll(child, isWanted))] : here;
}

export function wordsOf(node: Tree.Node): string {
  if (tree.isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : '';
}

export interface BuiltPage {
  /** The address, such as `/documents/guanxian-2021/`. */
  path: string;
  file: string;
  html: string;
  tree: Tree.Document;
}

export function readBuiltPages(dist = 'dist'): BuiltPage[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((name) => {
      const html = readFileSync(join(dist, name), 'utf8');
      const path = `/${name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/u, '$1')}`;
      return { path, file: join(dist, name), html, tree: parse(html) };
    });
}

/** `meta` contents by name or property. */
export function metaOf(page: Pick<BuiltPage, 'tree'>): Record<string, string> {
  const elements = findAll(page.tree, ({ tagName }) => tagName === 'meta');
  return Object.fromEntries(
    elements.flatMap((element): [string, string][] => {
      const name = attributeOf(element, 'name') ?? attributeOf(element, 'property');
      return name ? [[name, attributeOf(element, 'content') ?? '']] : [];
    }),
  );
}
