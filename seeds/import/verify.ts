// Verifies a content file against its source, character by character: all of the content comes from the source, in the same
// order, and uses every character of the source exactly once.
import type { Column, Document, Jurisdiction, Place } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';

/** A mismatch, with its place in the content. */
export interface Finding {
  where: string;
  what: string;
}

export interface Proof {
  /** Characters of the source, without white space and markup. */
  total: number;
  /** Characters that the site shows. */
  shown: number;
  /** Parts that the content file declares as omitted. */
  leftOut: { kind: string; text: string }[];
  findings: Finding[];
}

/** A text of the content file, with its stated position. */
export interface Claim {
  where: string;
  text: string;
  at: Place[];
  /** True for the repetition of a merged cell after a page break. */
  isRepeat?: boolean;
  /** Claims of the same chain must be in source order. */
  chain: string;
}

const squeeze = (text: string) => text.replace(/\s/gu, '');
const abbreviate = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

/** Lists every text of a content file, in reading order. */
export function listClaims(document: Document): Claim[] {
  const claims: Claim[] = [];
  const add = (where: string, quote: { text: string; at: Place[] } | null, chain = '正文') => {
    if (quote) claims.push({ where, text: quote.text, at: quote.at, chain });
  };
  add('masthead', document.masthead);
  add('number', document.number);
  add('noticeTitle', document.noticeTitle);
  add('addressees', document.addressees);
  for (const [index, quote] of document.notice.entries()) add(`notice ${index + 1}`, quote);
  add('issuer', document.issuer);
  add('dateText', document.dateText);
  add('disclosure', document.disclosure);
  add('title', document.title);
  add('generalRequirement', document.generalRequirement);
  for (const [index, section] of document.sections.entries()) {
    const where = `section ${index + 1}`;
    add(where, { text: section.marker + section.heading, at: section.at });
    const paragraphsAfter = (count: number) => section.paragraphs.filter(({ after }) => after === count);
    for (const quote of paragraphsAfter(0)) add(`${where} paragraph`, quote);
    for (const [position, point] of section.points.entries()) {
      add(`point ${point.id}`, { text: point.marker + point.heading + point.text, at: point.at });
      for (const quote of paragraphsAfter(position + 1)) add(`${where} paragraph after point ${point.id}`, quote);
    }
  }
  for (const [index, quote] of document.closing.entries()) add(`closing ${index + 1}`, quote);
  for (const quote of document.attachments) add('attachment', quote);
  const table = document.taskTable;
  for (const quote of table?.label ?? []) add('table label', quote);
  add('table title', table?.title ?? null);
  for (const quote of table?.heads ?? []) add('table head', quote);
  for (const cell of table?.cells ?? []) {
    const where = `row ${cell.rows[0]} ${cell.column}`;
    add(where, cell, `列 ${cell.column}`);
    for (const at of cell.again ?? [])
      claims.push({ where, text: cell.text, at, isRepeat: true, chain: `${where} again` });
  }
  for (const [index, quote] of document.imprint.entries()) add(`imprint ${index + 1}`, quote, '页脚');
  return claims;
}

/** Verifies a content file against its source's plain text. */
export function verifyDocument(document: Document, plain: string, jurisdiction: Jurisdiction): Proof {
  const findings: Finding[] = [];
  const find = (where: string, what: string) => findings.push({ where: `${document.id} ${where}`, what });
  /** For each character of the source, the content that uses it. */
  const claimed: (string | undefined)[] = new Array(plain.length);
  const claims = listClaims(document);
  const lastOf = new Map<string, number>();

  const sliceOf = (at: Place[]) => at.map(([from, to]) => plain.slice(from, to)).join('');
  const claim = (where: string, at: Place[]) => {
    for (const [from, to] of at) {
      for (let index = from; index < to; index++) {
        if (claimed[index] !== undefined) {
          find(where, `原文的「${abbreviate(plain.slice(index, to))}」已经算在 ${claimed[index]} 里`);
          break;
        }
        claimed[index] = where;
      }
    }
  };

  for (const { where, text, at, chain } of claims) {
    const expected = sliceOf(at);
    if (squeeze(text) !== expected)
      find(
        where,
        `内容「${abbreviate(describeDifference(squeeze(text), expected))}」与原文「${abbreviate(describeDifference(expected, squeeze(text)))}」不同`,
      );
    claim(where, at);
    const start = at[0]?.[0] ?? 0;
    if (start < (lastOf.get(chain) ?? 0)) find(where, '次序与原文不同');
    lastOf.set(chain, at.at(-1)?.[1] ?? 0);
  }
  for (const { kind, text, at } of document.leftOut) {
    if (squeeze(text) !== sliceOf(at)) find(`left out (${kind})`, `「${abbreviate(text)}」不是原文的这一处`);
    claim(`left out (${kind})`, at);
  }
  for (let index = 0; index < plain.length; index++) {
    if (claimed[index] !== undefined) continue;
    let end = index;
    while (end < plain.length && claimed[end] === undefined) end++;
    find('source', `原文第 ${index}–${end} 字没有着落：「${abbreviate(plain.slice(index, end))}」`);
    index = end;
  }
  verifyTable(document, jurisdiction, find);
  for (const { quote, at } of document.annotations) {
    if (squeeze(quote) !== sliceOf(at)) find('annotation', `「${quote}」不是原文的这一处`);
  }
  const lengthOf = (at: Place[]) => at.reduce((sum, [from, to]) => sum + to - from, 0);
  return {
    total: plain.length,
    shown: claims.reduce((sum, { at }) => sum + lengthOf(at), 0),
    leftOut: document.leftOut.map(({ kind, text }) => ({ kind, text })),
    findings,
  };
}

/** Shows both texts from their first difference. */
function describeDifference(text: string, other: string): string {
  let index = 0;
  while (index < text.length && text[index] === other[index]) index++;
  return text.slice(Math.max(0, index - 6)) || '（无）';
}

/** Reduces a list of units to the text that splitting must preserve, without separators and prefixes. */
function normalizeUnitList(units: string, { prefix }: Jurisdiction): string {
  return squeeze(units)
    .replace(/[、，,]|和|牵头|配合|等(?=有关|相关)/gu, '')
    .replaceAll(prefix, '');
}

const columns: Column[] = ['number', 'category', 'task', 'requirement', 'units', 'due'];

/** Checks that every row has a requirement, no cells overlap, and no printed unit is lost. */
function verifyTable(
  document: Document,
  jurisdiction: Jurisdiction,
  find: (where: string, what: string) => void,
): void {
  const { taskTable } = document;
  if (!taskTable) return;
  for (const column of columns) {
    const cells = taskTable.cells.filter((cell) => cell.column === column);
    let next = 1;
    for (const { rows } of cells) {
      if (rows[0] < next || rows[1] < rows[0]) find(`row ${rows[0]} ${column}`, '与上一格重叠或次序颠倒');
      if (column === 'requirement' && rows[0] > next) find(`row ${next} requirement`, '缺少这一行');
      next = rows[1] + 1;
    }
  }
  try {
    for (const { row, unitsText, units } of listTasks(document, jurisdiction)) {
      if (unitsText === '') find(`row ${row} units`, '没有责任单位');
      if (normalizeUnitList(units.join(''), jurisdiction) !== normalizeUnitList(unitsText, jurisdiction)) {
        find(`row ${row} units`, `单位「${abbreviate(unitsText)}」没有照原文全部列出`);
      }
    }
  } catch (error) {
    find('table', String(error));
  }
}
