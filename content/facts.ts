// Extracts facts from a document's text, for metadata and open data.
import type { Document } from './schema.ts';

/** The first `2021年6月28日` in a text as `2021-06-28`; null if there is none. */
export function readPrintedDay(text: string | undefined): string | null {
  const [, year, month, date] = /(\d{4})年(\d{1,2})月(\d{1,2})日/u.exec(text ?? '') ?? [];
  return year && month && date ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : null;
}

/** 成文日期, `YYYY-MM-DD`. */
export const issuedOn = (document: Document): string | null => readPrintedDay(document.dateText?.text);

/** `附件：…任务分解表` → `…任务分解表` */
export const listAttachmentNames = (document: Document): string[] =>
  document.attachments.map(({ text }) => text.replace(/^附件：/u, ''));

/** True if the document refers to a task table that its source lacks. */
export const isTableMissing = (document: Document): boolean =>
  document.attachments.length > 0 && document.taskTable === null;
