// The schemas of all reviewed data under content/: the site shows exactly what these files contain.
import { z } from 'zod';

/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * A text's position in its source: ranges `[from, to)` of the source's plain text, which is the file without
 * white space and markup (seeds/import/source-text.ts). A page number in the middle splits a text into two ranges.
 */
const places = z.array(z.tuple([z.int().min(0), z.int().min(1)])).min(1);

/** Words of the source with their position. */
export const quoteSchema = z.object({ text: z.string().min(1), at: places });

const pointSchema = z.object({
  /** `2-2` is the second point of the second section; part of the point's address, so it never changes. */
  id: z.string().regex(/^\d+-\d+$/),
  /** The marker as printed, half-width or full-width: `（一）`. */
  marker: z.string().min(1),
  /** The run-in heading with its full stop, as printed. */
  heading: z.string().min(1),
  /** The point's body, without marker and heading. */
  text: z.string().min(1),
  /** Position of marker, heading and text together. */
  at: places,
});

const sectionSchema = z.object({
  /** The marker as printed: `一、`. */
  marker: z.string().min(1),
  heading: z.string().min(1),
  /** Position of marker and heading together. */
  at: places,
  /** Paragraphs outside of numbered points; they follow `after` points of the section. */
  paragraphs: z.array(quoteSchema.extend({ after: z.int().min(0) })),
  points: z.array(pointSchema),
});

export const columnSchema = z.enum(['number', 'category', 'task', 'requirement', 'units', 'due']);

/** A printed cell of the table. A merged cell is one cell across several rows. */
const cellSchema = z.object({
  column: columnSchema,
  /** First and last row, from 1. */
  rows: z.tuple([z.int().min(1), z.int().min(1)]),
  text: z.string().min(1),
  at: places,
  /** Where the same merged cell is reprinted after a page break. */
  again: z.array(places).optional(),
});

const taskTableSchema = z.object({
  /** What stands above the title: `附件：`. */
  label: z.array(quoteSchema),
  /** Null if the table is the whole document and bears its title. */
  title: quoteSchema.nullable(),
  /** The column heads as printed, once. */
  heads: z.array(quoteSchema),
  cells: z.array(cellSchema),
  /** Each row's point; null for rows that span the headings. */
  origins: z.array(z.object({ rows: z.tuple([z.int().min(1), z.int().min(1)]), point: z.string() })),
});

/** Parts of the source that the site does not show, by name; nothing else may be left out. */
const leftOutSchema = z.object({
  kind: z.enum(['table-head', 'page-number', 'stray-address']),
  text: z.string().min(1),
  at: places,
});

/** A reviewed remark on words that look wrong; the words themselves stay. */
const annotationSchema = z.object({
  /** The words in question, as in the source. */
  quote: z.string().min(1),
  at: places,
  /** `as-printed` 原文如此: printed that way. `extraction` 疑为提取错误: probably damaged when the text was extracted from its file. */
  kind: z.enum(['as-printed', 'extraction']),
  /** For an extraction error: what was probably printed. */
  likely: z.string().nullable(),
  /** The reason, for the reader. */
  note: z.string().min(1),
});

export const documentSchema = z.object({
  id: z.string().regex(/^[a-z]+-\d{4}$/),
  jurisdiction: z.string(),
  year: z.int().min(2000).max(2100),
  source: z.object({
    /** File name in seeds/sources/. */
    file: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /** The red head: `某县人民政府办公室文件`. */
  masthead: quoteSchema.nullable(),
  /** 发文字号, as printed. */
  number: quoteSchema.nullable(),
  noticeTitle: quoteSchema.nullable(),
  addressees: quoteSchema.nullable(),
  notice: z.array(quoteSchema),
  /** 发文机关: the signatory. */
  issuer: quoteSchema.nullable(),
  /** 成文日期 as printed below the signature. */
  dateText: quoteSchema.nullable(),
  /** The words on disclosure as printed, with brackets: `（此件公开发布）`. */
  disclosure: quoteSchema.nullable(),
  title: quoteSchema,
  generalRequirement: quoteSchema.nullable(),
  sections: z.array(sectionSchema),
  closing: z.array(quoteSchema),
  /** `附件：…任务分解表`, complete. */
  attachments: z.array(quoteSchema),
  /** Null if there is none, or if one is named but missing from the source. */
  taskTable: taskTableSchema.nullable(),
  /** The footer of the last page: recipients of copies, printer, date (印发日期), number of copies. */
  imprint: z.array(quoteSchema),
  leftOut: z.array(leftOutSchema),
  annotations: z.array(annotationSchema),
});

export const jurisdictionSchema = z.object({
  id: z.string().regex(/^[a-z]+$/),
  name: z.string(),
  /** Capital letters that begin its receipt codes. */
  code: z.string().regex(/^[A-Z]{2,4}$/),
  level: z.enum(['county', 'city']),
  /** The short word that its lists of units print once for all: `县`. */
  prefix: z.string(),
  /** The jurisdiction above; null if it is not on this site. */
  parent: z.string().nullable(),
});

export const unitSchema = z.object({
  /** Part of the unit's address, so it never changes. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The full name: `某县教育和体育局`. */
  name: z.string(),
  /** Names that this jurisdiction's documents print for it; not valid elsewhere. */
  printed: z.array(z.string()).min(1),
  kind: z.enum(['department', 'township', 'zone', 'party', 'enterprise', 'collective']),
});

export const unitListSchema = z.object({
  jurisdiction: z.string(),
  units: z.array(unitSchema),
});

/** A county document that cites a city's, with corrections to the automatically found pairs. */
export const lineageSchema = z.object({
  county: z.string(),
  city: z.string(),
  /** Pairs to add or drop: `{ "county": "tasks/14", "city": "points/1-3" }`. */
  add: z.array(z.object({ county: z.string(), city: z.string() })),
  drop: z.array(z.object({ county: z.string(), city: z.string() })),
});

const dayNames = z.record(daySchema, z.string());

/** One year of the holiday calendar, as the State Council announced it. */
export const calendarYearSchema = z.strictObject({
  year: z.int({ error: '缺少年份' }).min(2000, { error: '年份不对' }).max(2100, { error: '年份不对' }),
  /** The yearly notice and its amendments: title, and date of publication if looked up. */
  notices: z
    .array(z.strictObject({ title: z.string().min(1), publishedOn: daySchema.nullable() }), {
      error: '缺少所依据的通知',
    })
    .min(1, { error: '缺少所依据的通知' }),
  /** Days off with the holiday's name. */
  daysOff: dayNames,
  /** 调休上班 with the holiday that they make up for. */
  makeUpDays: dayNames,
});

/** A calendar that was once in force. Versions are only added: a closed window keeps the one that judged it. */
export const calendarVersionSchema = z.object({
  version: z.int().min(1),
  takenIn: daySchema,
  source: z.string(),
  /** Years that the office entered itself; a newer package does not overwrite them. */
  byOffice: z.array(z.int()),
  years: z.array(calendarYearSchema).min(1),
});

export const calendarVersionsSchema = z
  .array(calendarVersionSchema)
  .refine((versions) => versions.every(({ version }, index) => version === index + 1), {
    error: 'versions are numbered from 1 without a gap',
  });

/** Years not announced: the days off that 《全国年节及纪念日放假办法》 itself fixes. */
export const statutoryYearsSchema = z.object({
  source: z.string(),
  years: z.array(z.object({ year: z.int(), daysOff: dayNames })),
});

/** A subject in residents' words, with the documents' words that identify its points and tasks. */
export const topicSchema = z.strictObject({
  /** Part of the topic's address, so it never changes. */
  id: z.string().regex(/^[a-z]+$/),
  name: z.string().min(1),
  /** A point or task that uses one of them belongs to the topic; each occurs in a document. */
  words: z.array(z.string().min(2)).min(1),
  /** One sentence for the reader. */
  description: z.string().endsWith('。'),
});

/** Residents' words and what documents write instead; each of the latter occurs in a document. */
export const synonymListSchema = z.array(
  z.strictObject({ said: z.array(z.string().min(2)).min(1), written: z.array(z.string().min(2)).min(1) }),
);

/** How the middle of a unit's name is shortened: 教育和体育 → 教体, so that 县教体局 finds 某县教育和体育局. */
export const abbreviationListSchema = z.array(
  z.strictObject({ full: z.array(z.string().min(2)).min(1), short: z.array(z.string().min(2)).min(1) }),
);

export type Place = [from: number, to: number];
export type Quote = z.infer<typeof quoteSchema>;
export type Document = z.infer<typeof documentSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Point = z.infer<typeof pointSchema>;
export type Column = z.infer<typeof columnSchema>;
export type Cell = z.infer<typeof cellSchema>;
export type TaskTable = z.infer<typeof taskTableSchema>;
export type LeftOut = z.infer<typeof leftOutSchema>;
export type Annotation = z.infer<typeof annotationSchema>;
export type Lineage = z.infer<typeof lineageSchema>;
export type Jurisdiction = z.infer<typeof jurisdictionSchema>;
export type Unit = z.infer<typeof unitSchema>;
export type CalendarYear = z.infer<typeof calendarYearSchema>;
export type CalendarVersion = z.infer<typeof calendarVersionSchema>;
export type StatutoryYears = z.infer<typeof statutoryYearsSchema>;
export type Topic = z.infer<typeof topicSchema>;
export type AbbreviationList = z.infer<typeof abbreviationListSchema>;
