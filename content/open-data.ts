// The open data: every document and task as JSON and CSV, for recounts.

import { z } from 'zod';
import { byteOrderMark, csvLine } from '../api/contract/csv.ts';
import { issuedOn, listAttachmentNames } from './facts.ts';
import { type Document, daySchema, type Jurisdiction } from './schema.ts';
import type { Task } from './tasks.ts';

export const openDocumentSchema = z.object({
  id: z.string().describe('文件编号，如 mouxian-2021'),
  title: z.string().describe('标题'),
  number: z.string().nullable().describe('发文字号；原文未载为 null'),
  jurisdiction: z.string().describe('地区'),
  level: z.enum(['county', 'city']).describe('层级：county 县，city 市'),
  year: z.int().describe('年度'),
  issuer: z.string().nullable().describe('发文机关；原文未载为 null'),
  issuedOn: daySchema.nullable().describe('成文日期；原文未载为 null'),
  disclosure: z.string().nullable().describe('公开方式，照录原文；原文未载为 null'),
  attachments: z.array(z.string()).describe('附件名称'),
  generalRequirement: z.string().nullable().describe('总体要求'),
  sections: z
    .array(
      z.object({
        marker: z.string().describe('序号，如「一、」'),
        heading: z.string().describe('部分标题'),
        paragraphs: z.array(z.string()).describe('不属于任何要点的段落'),
        points: z.array(
          z.object({
            marker: z.string().describe('序号，如「（一）」'),
            heading: z.string().describe('要点标题，照录原文，带句号'),
            text: z.string().describe('要点正文，不含序号和标题'),
          }),
        ),
      }),
    )
    .describe('各部分'),
  closing: z.array(z.string()).describe('结尾段落'),
  url: z.string().describe('页面地址'),
});

export const openTaskSchema = z.object({
  document: z.string().describe('文件编号'),
  row: z.int().describe('在任务表里的行，从 1 数起'),
  number: z.string().nullable().describe('印在表里的序号；没有印为 null'),
  category: z.string().nullable().describe('第一列标题，合并单元格已补全，不含序号；此行横跨各栏为 null'),
  task: z.string().nullable().describe('第二列标题，合并单元格已补全，不含序号；此行横跨各栏为 null'),
  requirement: z.string().describe('具体要求'),
  unitsText: z.string().describe('责任单位，照录原文'),
  units: z.array(z.string()).describe('责任单位逐个列出，省略的「县」「市」已补上'),
  dueText: z.string().nullable().describe('完成时限，照录原文；没有为 null'),
  dueOn: daySchema.nullable().describe('完成时限的最后一天；没有写明日期为 null'),
  point: z.string().nullable().describe('来自哪个要点，如 2-2；没有为 null'),
  url: z.string().describe('页面地址'),
});

export type OpenDocument = z.infer<typeof openDocumentSchema>;
export type OpenTask = z.infer<typeof openTaskSchema>;

/** @param address of the document's page */
export function openDocument(document: Document, jurisdiction: Jurisdiction, address: string): OpenDocument {
  return {
    id: document.id,
    title: document.title.text,
    number: document.number?.text ?? null,
    jurisdiction: jurisdiction.name,
    level: jurisdiction.level,
    year: document.year,
    issuer: document.issuer?.text ?? null,
    issuedOn: issuedOn(document),
    disclosure: document.disclosure?.text.slice(1, -1) ?? null,
    attachments: listAttachmentNames(document),
    generalRequirement: document.generalRequirement?.text ?? null,
    sections: document.sections.map(({ marker, heading, paragraphs, points }) => ({
      marker,
      heading,
      paragraphs: paragraphs.map(({ text }) => text),
      points: points.map((point) => ({ marker: point.marker, heading: point.heading, text: point.text })),
    })),
    closing: document.closing.map(({ text }) => text),
    url: address,
  };
}

/** @param address of the task's page */
export function openTask(document: Document, task: Task, address: string): OpenTask {
  const { row, number, category, requirement, unitsText, units, dueText, dueOn, point } = task;
  const common = { document: document.id, row, number, category, task: task.task, requirement };
  return { ...common, unitsText, units, dueText, dueOn, point, url: address };
}

const columns = Object.keys(openTaskSchema.shape) as (keyof OpenTask)[];

/** Tasks as CSV. */
export function toCsv(tasks: OpenTask[]): string {
  const lines = tasks.map((task) => csvLine(columns.map((column) => task[column])));
  return `${byteOrderMark}${csvLine(columns)}${lines.join('')}`;
}
