// Converts a source text to a content draft. All its text comes from the source, with its position.
import type { Document, LeftOut, Quote, Section } from '../../content/schema.ts';
import { endsSentence } from './chinese-text.ts';
import { ImportError } from './import-error.ts';
import { readPdfTable, startsPdfTable } from './pdf-table.ts';
import type { Report } from './report.ts';
import { joinRanges, type RowBlock, type SourceText, type TextBlock } from './source-text.ts';
import { drawCells, findOrigins, gatherSingleCells, readGridRows } from './task-table.ts';

type Identity = Pick<Document, 'id' | 'jurisdiction' | 'year' | 'source'>;

const sectionMarker = /^([一二三四五六七八九十]+、)(.+)$/u;
const pointMarker = /^([（(][一二三四五六七八九十]+[)）])([^。]+。)(.*)$/su;
const opensBlock = /^(附件|抄送|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])/u;
const dateText = /^\d{4}年\d{1,2}月\d{1,2}日$/u;
const strayAddress = /^https?:\/\/\S+$/u;

const isHeading = (text: string) => /^[一二三四五六七八九十]+、/u.test(text) || text.startsWith('附件');

/** True for a line like `（一）推进民生信息公开`: in Word files, a point's heading is often its own paragraph. */
const isPointHeading = ({ text }: TextBlock) =>
  /^[（(][一二三四五六七八九十]+[)）]/u.test(text) && text.length <= 40 && !endsSentence(text);

interface Paragraph extends Quote {
  /** The point's heading, if it is a line of its own. */
  headingLine?: string;
}

/** Joins printed lines into paragraphs, to undo line and page breaks inside sentences. */
function joinParagraphs(lines: TextBlock[], report: Report, hasParagraphs: boolean): Paragraph[] {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0;
  // Lines of nearly equal length were wrapped at the page's width; each of them may also end a sentence.
  const isBrokenByWidth = lines.length > 20 && usual < 45;
  const paragraphs: TextBlock[][] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1)?.at(-1);
    if (!last || startsParagraph(last, line)) paragraphs.push([line]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.map((paragraph) => {
    const [first] = paragraph;
    const isAlone = hasParagraphs && first && paragraph.length > 1 && isPointHeading(first);
    return { ...joinRanges(paragraph), ...(isAlone ? { headingLine: first.text } : {}) };
  });

  function startsParagraph(last: TextBlock, line: TextBlock): boolean {
    if (opensBlock.test(line.text) || isHeading(last.text)) return true;
    if (!endsSentence(last.text)) return false;
    if (!isBrokenByWidth) return true;
    // The first line of a paragraph is indented, so it has two characters fewer than the others.
    const isShort = last.text.length < usual - 2;
    const isIndented = line.text.length <= usual - 2 && !endsSentence(line.text);
    if (isShort || isIndented) report.doubt(line.line, `从「${line.text.slice(0, 10)}」起算作新的一段`);
    else report.doubt(line.line, `「${line.text.slice(0, 10)}」算作上一段的继续（行末恰是句号）`);
    return isShort || isIndented;
  }
}

/** Joins lines of the imprint: only a line that ends in a comma continues on the next one. */
function joinLists(lines: TextBlock[]): Quote[] {
  const joined: TextBlock[][] = [];
  for (const line of lines) {
    if (/[，、]$/u.test(joined.at(-1)?.at(-1)?.text ?? '')) joined.at(-1)?.push(line);
    else joined.push([line]);
  }
  return joined.map(joinRanges);
}

/** Parses marker, heading and text of a point; null for other paragraphs. */
function readPoint({ text, headingLine }: Paragraph): { marker: string; heading: string; text: string } | null {
  const [, marker, heading, rest] =
    (headingLine ? /^([（(][一二三四五六七八九十]+[)）])(.+)()$/u : pointMarker).exec(headingLine ?? text) ?? [];
  const body = headingLine ? text.slice(headingLine.length) : rest;
  return marker && heading && body ? { marker, heading, text: body } : null;
}

function parseSections(paragraphs: Paragraph[], report: Report): { sections: Section[]; closing: Quote[] } {
  const sections: Section[] = [];
  const closing: Quote[] = [];
  for (const [index, { headingLine, ...paragraph }] of paragraphs.entries()) {
    const { text, at } = paragraph;
    const [, marker, heading] = sectionMarker.exec(text) ?? [];
    const point = readPoint(headingLine ? { ...paragraph, headingLine } : paragraph);
    const section = sections.at(-1);
    if (marker && heading) {
      sections.push({ marker, heading, at, paragraphs: [], points: [] });
    } else if (section && point) {
      section.points.push({ id: `${sections.length}-${section.points.length + 1}`, ...point, at });
    } else if (section && (section.points.length === 0 || isWithin(index))) {
      section.paragraphs.push({ ...paragraph, after: section.points.length });
    } else {
      closing.push(paragraph);
    }
  }
  for (const { marker, heading, points } of sections) {
    if (points.length === 0)
      report.doubt(0, `「${marker}${heading}」下面没有认出要点（要点要以「（一）」这样的编号开头）`);
  }
  return { sections, closing };

  function isWithin(index: number): boolean {
    return paragraphs.slice(index + 1).some((later) => sectionMarker.test(later.text) || readPoint(later) !== null);
  }
}

/** Parses the notice that issues the document: number, title, addressees, signature, date, disclosure. */
function parseNotice(lines: TextBlock[], report: Report, hasParagraphs: boolean) {
  const find = (test: (text: string) => boolean, from = 0) => lines.findIndex(({ text }, i) => i >= from && test(text));
  const quote = (from: number, to: number): Quote | null =>
    from >= 0 && to > from ? joinRanges(lines.slice(from, to)) : null;
  const addressees = find((text) => text.endsWith('：'));
  const date = find((text) => dateText.test(text), addressees);
  if (addressees < 0 || date < 0) throw new ImportError('没有找到主送机关或成文日期，这份文件的开头与通常的写法不同。');
  const number = find((text) => /〔\d{4}〕\d+号$/u.test(text));
  const hasNumber = number >= 0 && number < addressees;
  if (!hasNumber) report.doubt(lines[0]?.line ?? 1, '原文没有发文字号');
  const titleFrom = hasNumber ? number + 1 : 0;
  const disclosure = find((text) => /^[（(]此件.*[)）]$/u.test(text), date);
  return {
    masthead: quote(hasNumber ? number - 1 : -1, hasNumber ? number : -1),
    number: hasNumber ? quote(number, number + 1) : null,
    noticeTitle: quote(titleFrom, addressees),
    addressees: quote(addressees, addressees + 1),
    notice: joinParagraphs(lines.slice(addressees + 1, date - 1), report, hasParagraphs),
    issuer: quote(date - 1, date),
    dateText: quote(date, date + 1),
    disclosure: disclosure < 0 ? null : quote(disclosure, disclosure + 1),
    titleFrom: Math.max(date, disclosure) + 1,
  };
}

interface Parts {
  body: Omit<Document, keyof Identity | 'taskTable' | 'imprint' | 'leftOut' | 'annotations' | 'title'> & {
    title: Quote | null;
  };
  /** Lines between the attachment's name and the table. */
  tableHeadLines: TextBlock[];
}

/**
 * Finds the start of the work points, after their title: the paragraph with 总体要求是, otherwise the first sentence after
 * the notice.
 */
function findRequirement(lines: TextBlock[], report: Report): number {
  const usual = lines.findIndex(({ text }) => text.includes('总体要求是'));
  const firstSection = lines.findIndex(({ text }) => sectionMarker.test(text));
  if (usual >= 0 || firstSection < 0) return usual;
  const date = lines.findIndex(({ text }, index) => index < firstSection && dateText.test(text));
  const sentence = lines.findIndex(
    ({ text }, index) => index > date && !/^[（(]此件.*[)）]$/u.test(text) && endsSentence(text),
  );
  const found = sentence < 0 ? firstSection : Math.min(sentence, firstSection);
  const line = lines[found];
  if (line)
    report.doubt(line.line, `没有「总体要求是」，正文从「${line.text.slice(0, 10)}」算起，它前面的一行算作标题`);
  return found;
}

function parseBody(lines: TextBlock[], report: Report, hasParagraphs: boolean): Parts {
  const requirement = findRequirement(lines, report);
  if (requirement < 0) {
    const nothing = { masthead: null, number: null, noticeTitle: null, addressees: null, notice: [], issuer: null };
    const empty = {
      dateText: null,
      disclosure: null,
      generalRequirement: null,
      sections: [],
      closing: [],
      attachments: [],
    };
    report.doubt(lines[0]?.line ?? 1, '只有任务表，没有发文字号、发文机关和日期');
    return { body: { ...nothing, ...empty, title: null }, tableHeadLines: lines };
  }
  const { titleFrom, ...notice } = parseNotice(lines.slice(0, requirement), report, hasParagraphs);
  const attachment = lines.findIndex(({ text }, i) => i > requirement && /^附件：./u.test(text));
  const end = attachment < 0 ? lines.length : attachment;
  const body = joinParagraphs(lines.slice(requirement, end), report, hasParagraphs);
  const general = sectionMarker.test(body[0]?.text ?? '') ? null : (body.shift() ?? null);
  const { sections, closing } = parseSections(body, report);
  return {
    body: {
      ...notice,
      title: joinRanges(lines.slice(titleFrom, requirement)),
      generalRequirement: general,
      sections,
      closing,
      attachments: attachment < 0 ? [] : [joinRanges(lines.slice(attachment, attachment + 1))],
    },
    tableHeadLines: attachment < 0 ? [] : lines.slice(attachment + 1),
  };
}

/** Builds the draft of a document: notice and work points, a task table, or both. */
export function parseDocument(source: SourceText, identity: Identity, report: Report): Document {
  const leftOut: LeftOut[] = [];
  const kept = source.blocks.filter((block) => {
    if (block.kind === 'row' || !strayAddress.test(block.text)) return true;
    leftOut.push({ kind: 'stray-address', text: block.text, at: [block.place] });
    return false;
  });
  const tableFrom = kept.findIndex((block) => block.kind === 'row' || startsPdfTable(block.text));
  const isText = (block: (typeof kept)[number]): block is TextBlock => block.kind === 'text';
  const isRow = (block: (typeof kept)[number]): block is RowBlock => block.kind === 'row';
  const before = (tableFrom < 0 ? kept : kept.slice(0, tableFrom)).filter(isText);
  const { body, tableHeadLines } = parseBody(before, report, source.hasSpans);

  const after = tableFrom < 0 ? [] : kept.slice(tableFrom);
  const rowBlocks = after.filter(isRow);
  const headings = {
    category: body.sections.map(({ heading }) => heading),
    task: body.sections.flatMap(({ points }) => points.map(({ heading }) => heading.replace(/。$/u, ''))),
  };
  const printed =
    rowBlocks.length > 0
      ? readGridRows(gatherSingleCells(rowBlocks), source.hasSpans)
      : after.length > 0
        ? readPdfTable(after.filter(isText), headings, report)
        : null;
  if (printed && printed.rows.length === 0) throw new ImportError('任务表是空的，没有一行任务。');
  if (!printed && body.attachments.length > 0) report.doubt(0, '文件提到任务分解表，但来源文件里没有这张表');

  const title = body.title ?? (tableHeadLines.length > 0 ? joinRanges(tableHeadLines) : null);
  if (!title) throw new ImportError('没有找到文件标题。');
  const cells = printed ? drawCells(printed.rows, source.hasSpans, report) : [];
  const lastHeadLine = tableHeadLines.at(-1);
  leftOut.push(...(printed?.leftOut ?? []));
  return {
    ...identity,
    ...body,
    title,
    taskTable: printed
      ? {
          label: body.title ? tableHeadLines.slice(0, -1).map((line) => joinRanges([line])) : [],
          title: body.title && lastHeadLine ? joinRanges([lastHeadLine]) : null,
          heads: printed.heads.map((head) => ('at' in head ? head : joinRanges([head]))),
          cells,
          origins: findOrigins(cells, body.sections, report),
        }
      : null,
    imprint: rowBlocks.length > 0 ? joinLists(after.filter(isText)) : [],
    leftOut: leftOut.sort((a, b) => (a.at[0]?.[0] ?? 0) - (b.at[0]?.[0] ?? 0)),
    annotations: [],
  };
}
