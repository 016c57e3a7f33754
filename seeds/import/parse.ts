// Second step of an import: blocks → a content draft. Takes words only from the blocks; invents none.
import type { Document, Jurisdiction, Section, Task } from '../../content/schema.ts';
import type { Block } from './blocks.ts';
import { splitUnits } from './units.ts';

type TextBlock = Extract<Block, { kind: 'text' }>;
type RowBlock = Extract<Block, { kind: 'row' }>;
type Identity = Pick<Document, 'id' | 'year' | 'source'>;

/** A source that does not have the expected parts; the message names what is missing, for the person importing. */
export class ImportError extends Error {}

const sectionMarker = /^([一二三四五六七八九十]+、)(.+)$/u;
const pointMarker = /^([（(][一二三四五六七八九十]+[)）])([^。]+。)(.*)$/su;
const dateText = /^(\d{4})年(\d{1,2})月(\d{1,2})日/u;

function toDay(text: string | undefined): string | null {
  const match = dateText.exec(text ?? '');
  if (!match) return null;
  const [, year = '', month = '', dayOfMonth = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
}

function findIndex(blocks: TextBlock[], what: string, test: (text: string) => boolean, from = 0): number {
  const index = blocks.findIndex((block, i) => i >= from && test(block.text));
  if (index < 0) throw new ImportError(`没有找到${what}`);
  return index;
}

function parseSections(blocks: TextBlock[]): { sections: Section[]; closing: string[] } {
  const sections: Section[] = [];
  const closing: string[] = [];
  for (const { text, lines } of blocks) {
    const part = sectionMarker.exec(text);
    const point = pointMarker.exec(text);
    const section = sections.at(-1);
    if (part?.[1] && part[2]) {
      sections.push({ marker: part[1], heading: part[2], paragraphs: [], points: [] });
    } else if (point?.[1] && point[2] && point[3] && section) {
      const id = `${sections.length}-${section.points.length + 1}`;
      section.points.push({ id, marker: point[1], heading: point[2], text: point[3], lines });
    } else if (section && section.points.length === 0) {
      section.paragraphs.push(text);
    } else {
      closing.push(text);
    }
  }
  return { sections, closing };
}

const withoutStop = (heading: string) => heading.replace(/。$/u, '');

function parseRows(rows: RowBlock[], sections: Section[], prefix: string): Task[] {
  const tasks: Task[] = [];
  let category: string | null = null;
  let task: string | null = null;
  for (const { cells, lines } of rows) {
    const [first = '', second = '', third = '', unitsText = ''] = cells;
    if (first === '工作任务') continue;
    const spansHeadings = first !== '' && second === '' && third === '';
    if (!spansHeadings) {
      category = first || category;
      task = second || task;
    }
    const point = sections
      .find((section) => section.heading === category)
      ?.points.find(({ heading }) => withoutStop(heading) === task);
    tasks.push({
      row: tasks.length + 1,
      number: null,
      category: spansHeadings ? null : category,
      task: spansHeadings ? null : task,
      requirement: spansHeadings ? first : third,
      unitsText,
      units: splitUnits(unitsText, prefix),
      dueText: null,
      dueOn: null,
      point: spansHeadings ? null : (point?.id ?? null),
      lines,
    });
  }
  return tasks;
}

/** Builds the draft of a document of the usual build: notice, work points, attachment, table, imprint. */
export function parseDocument(blocks: Block[], jurisdiction: Jurisdiction, identity: Identity): Document {
  const texts = blocks.filter((block) => block.kind === 'text');
  const rows = blocks.filter((block) => block.kind === 'row');
  const text = (index: number) => texts[index]?.text ?? '';

  const number = findIndex(texts, '发文字号', (t) => /〔\d{4}〕\d+号$/u.test(t));
  const addressees = findIndex(texts, '主送机关', (t) => t.endsWith('：'), number);
  const signed = findIndex(texts, '成文日期', (t) => dateText.test(t), addressees);
  const disclosure = findIndex(texts, '公开方式', (t) => /^[（(]此件.*[)）]$/u.test(t), signed);
  const title = disclosure + 1;
  const attached = findIndex(texts, '附件说明', (t) => t.startsWith('附件：'), title);
  const tableTitle = findIndex(
    texts,
    '任务分解表标题',
    (t) => t.endsWith('任务分解表') && !t.startsWith('附件'),
    attached,
  );

  const { sections, closing } = parseSections(texts.slice(title + 2, attached));
  const imprint = texts.slice(tableTitle + 1).map((block) => block.text);
  return {
    ...identity,
    jurisdiction: jurisdiction.id,
    title: text(title),
    number: text(number),
    issuer: text(signed - 1),
    issuedOn: toDay(text(signed)),
    printedOn: toDay(imprint.find((line) => line.endsWith('印发'))),
    disclosure: text(disclosure).slice(1, -1),
    notice: {
      masthead: number > 0 ? text(number - 1) : null,
      title: text(number + 1),
      addressees: text(addressees),
      body: texts.slice(addressees + 1, signed - 1).map((block) => block.text),
      signature: text(signed - 1),
      dateText: text(signed),
    },
    generalRequirement: text(title + 1),
    sections,
    closing,
    attachments: [text(attached).replace(/^附件：/u, '')],
    taskTable: {
      label: texts.slice(attached + 1, tableTitle).map((block) => block.text),
      title: text(tableTitle),
      columns: (rows[0]?.kind === 'row' ? rows[0].cells : []).filter((cell) => cell !== ''),
      rows: parseRows(rows, sections, jurisdiction.prefix),
    },
    imprint,
  };
}
