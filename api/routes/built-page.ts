// Fills static pages: the build renders each page once, and the server inserts live data.

import type { Context } from 'hono';
import {
  parse,
  parseFragment,
  serialize,
  type DefaultTreeAdapterTypes as Tree,
  defaultTreeAdapter as tree,
} from 'parse5';
import { type ErrorSummaryContent, errorSummaryBody, errorTitlePrefix } from '../../site/fragments/error-summary.ts';
import { type Html, scriptJson } from '../../site/fragments/html.ts';
import type { FieldError } from '../contract/problem.ts';

/** Maximum characters of the query to highlight, the length of the search box. */
const maxMarkLength = 100;

/** Reads the search words to highlight: `?mark=养老`. */
export const readSearchedWords = (c: Context): string => (c.req.query('mark') ?? '').slice(0, maxMarkLength);

/** The marker of a slot in a static page: `<template data-part="answers"></template>`. */
const slotMarker = (part: string) => `<template data-part="${part}"></template>`;

export const hasPart = (page: string, part: string): boolean => page.includes(slotMarker(part));

/** Fills a slot. @throws Error if the page has no such slot, because page and server are of different builds */
export function fillPart(page: string, part: string, content: Html | string): string {
  const marker = slotMarker(part);
  if (!page.includes(marker)) throw new Error(`the static page has no slot ${part}`);
  return page.replace(marker, () => String(content));
}

/**
 * Replaces a slot's default content, between its marker and its end marker
 * `<template data-part-end="look-back"></template>`.
 *
 * @throws Error if the page has no such slot
 */
export function replacePart(page: string, part: string, content: Html | string): string {
  const endMarker = `<template data-part-end="${part}"></template>`;
  const from = page.indexOf(slotMarker(part));
  const to = page.indexOf(endMarker, from);
  if (from < 0 || to < 0) throw new Error(`the static page has no slot ${part}`);
  return page.slice(0, from) + String(content) + page.slice(to + endMarker.length);
}

function* listElements(node: Tree.Node): Generator<Tree.Element> {
  if (tree.isElementNode(node)) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* listElements(child);
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

function setAttribute(element: Tree.Element, name: string, value: string | null): void {
  element.attrs = element.attrs.filter((attr) => attr.name !== name);
  if (value !== null) element.attrs.push({ name, value });
}

function textOf(element: Tree.Element): string {
  return element.childNodes.map((child) => (tree.isTextNode(child) ? child.value : '')).join('');
}

function setText(element: Tree.Element, text: string): void {
  element.childNodes = [];
  tree.insertText(element, text);
}

function setValue(field: Tree.Element, value: string): void {
  if (field.tagName === 'textarea') setText(field, value);
  else if (attribute(field, 'type') === 'radio') {
    setAttribute(field, 'checked', attribute(field, 'value') === value ? '' : null);
  } else if (field.tagName === 'select') {
    for (const option of listElements(field)) {
      if (option.tagName === 'option') {
        setAttribute(option, 'selected', attribute(option, 'value') === value ? '' : null);
      }
    }
  } else setAttribute(field, 'value', value);
}

/** Values for a form; after a failed submission, with errors and summary. */
export interface FormState {
  values: Record<string, string>;
  errors?: FieldError[];
  summary?: { title: string; detail: string };
}

/**
 * Fills a static form with values and, after a failed submission, with errors: each beside its field, and all in the
 * summary at the top. Disables the form's islands, so that no script replaces the input.
 */
export function fillForm(page: string, { values, errors = [], summary }: FormState): string {
  const document = parse(page);
  for (const element of listElements(document)) {
    const name = attribute(element, 'name');
    if (name !== undefined && values[name] !== undefined && ['input', 'textarea', 'select'].includes(element.tagName)) {
      setValue(element, values[name]);
    }
    if (!summary) continue;
    if (element.tagName === 'title') setText(element, `${errorTitlePrefix}${textOf(element)}`);
    // Rename the element, so that Astro does not hydrate it.
    if (element.tagName === 'astro-island') element.tagName = element.nodeName = 'div';
    markError(element, name, errors);
    if (attribute(element, 'data-error-summary') !== undefined) fillSummary(element, { ...summary, errors });
  }
  return serialize(document);
}

function markError(element: Tree.Element, name: string | undefined, errors: FieldError[]): void {
  const ownError = errors.find(({ field }) => field === name);
  if (ownError && attribute(element, 'type') !== 'hidden') setAttribute(element, 'aria-invalid', 'true');
  const errorField = attribute(element, 'data-error-for');
  const error = errors.find(({ field }) => field === errorField);
  if (error) {
    setText(element, error.message);
    setAttribute(element, 'hidden', null);
  }
}

function fillSummary(element: Tree.Element, content: ErrorSummaryContent): void {
  setAttribute(element, 'hidden', null);
  setAttribute(element, 'autofocus', '');
  element.childNodes = [];
  for (const child of [...parseFragment(String(errorSummaryBody(content))).childNodes])
    tree.appendChild(element, child);
}

/** A page's title and metadata. */
export interface PageHead {
  title: string;
  description: string;
  address: string;
  /** Further `<meta>` elements by name. */
  meta: Record<string, string>;
  structured: Record<string, unknown>;
}

/** Sets title, address and metadata of a page that the build renders once for all pages of a kind. */
export function setPageHead(page: string, { title, description, address, meta, structured }: PageHead): string {
  const document = parse(page);
  const contents: Record<string, string> = {
    description,
    ArticleTitle: title,
    'og:title': title,
    'og:description': description,
    'og:url': address,
    ...meta,
  };
  for (const element of listElements(document)) {
    const name = attribute(element, 'name') ?? attribute(element, 'property') ?? '';
    const content = contents[name];
    if (element.tagName === 'meta' && content !== undefined) setAttribute(element, 'content', content);
    if (element.tagName === 'title') setText(element, `${title} · 明白账`);
    if (attribute(element, 'rel') === 'canonical') setAttribute(element, 'href', address);
    if (element.tagName === 'li' && attribute(element, 'aria-current') === 'page') setText(element, title);
    if (attribute(element, 'type') === 'application/ld+json') {
      setText(element, scriptJson({ '@context': 'https://schema.org', ...structured }));
    }
  }
  return serialize(document);
}
