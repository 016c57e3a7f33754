// The schemas of the reviewed data under content/, which the site shows verbatim.
import { z } from 'zod';

/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * A text's position in its source: ranges `[from, to)` of the plain text, which is the file without white space and markup
 * (seeds/import/source-text.ts). A text that a page number interrupts has two ranges.
 */
const places = z.array(z.tuple([z.int().min(0), z.int().min(1)])).min(1);

/** A verbatim text with its position in the source. */
export const quoteSchema = z.object({ text: z.string().min(1), at: places });

const pointSchema = z.object({
  /** `2-2` is the second point of the second section. Never change it: it is part of the point's address. */
  id: z.string().regex(/^\d+-\d+$/),
  /** The marker as printed, half-width or full-width: `（一）`. */
  marker: z.string().min(1),
  /** The run-in heading with its full stop, as printed. */
  heading: z.string().min(1),
  /** The point's body, without marker and heading. */
  text: z.string().min(1),
  /** Position of marker, heading and text. */
  at: places,
});

const sectionSchema = z.object({
  /** The marker as printed: `一、`. */
  marker: z.string().min(1),
  heading: z.string().min(1),
  /** Position of marker and heading. */
  at: places,
  /** Paragraphs outside numbered points. `after` is the number of the section's points before it. */
  paragraphs: z.array(quoteSchema.extend({ after: z.int().min(0) })),
  points: z.array(pointSchema),
});

export const columnSchema = z.enum(['number', 'category', 'task', 'requirement', 'units', 'due']);

/** A printed cell of the table. A merged cell spans several rows. */
const cellSchema = z.object({
  column: columnSchema,
  /** First and last row, from 1. */
  rows: z.tuple([z.int().min(1), z.int().min(1)]),
  text: z.string().min(1),
  at: places,
  /** Positions of repetitions of a merged cell after page breaks. */
  again: z.array(places).optional(),
});

const taskTableSchema = z.object({
  /** The text above the title: `附件：`. */
  label: z.array(quoteSchema),
  /** Null if the document consists of the table only and has its title. */
  title: quoteSchema.nullable(),
  /** The printed column headers, without repetitions. */
  heads: z.array(quoteSchema),
  cells: z.array(cellSchema),
  /** The point that each row implements; rows that span the headings have none. */
  origins: z.array(z.object({ rows: z.tuple([z.int().min(1), z.int().min(1)]), point: z.string() })),
});

/** Parts of the source that the site omits. Everything else must be shown. */
const leftOutSchema = z.object({
  kind: z.enum(['table-head', 'page-number', 'stray-address']),
  text: z.string().min(1),
  at: places,
});

/** A reviewed remark on words that look wrong. The words themselves stay unchanged. */
const annotationSchema = z.object({
  /** The words in question, as in the source. */
  quote: z.string().min(1),
  at: places,
  /** `as-printed` 原文如此: printed that way. `extraction` 疑为提取错误: probably an error of text extraction. */
  kind: z.enum(['as-printed', 'extraction']),
  /** For an extraction error, the probable original. */
  likely: z.string().nullable(),
  /** The explanation for readers. */
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
  /** The red letterhead: `某县人民政府办公室文件`. */
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
  /** The printed disclosure note, with brackets: `（此件公开发布）`. */
  disclosure: quoteSchema.nullable(),
  title: quoteSchema,
  generalRequirement: quoteSchema.nullable(),
  sections: z.array(sectionSchema),
  closing: z.array(quoteSchema),
  /** The complete lines that name attachments: `附件：…任务分解表`. */
  attachments: z.array(quoteSchema),
  /** Null if the source has no table, even if the document refers to one. */
  taskTable: taskTableSchema.nullable(),
  /** The imprint on the last page: recipients of copies, printer, date (印发日期), number of copies. */
  imprint: z.array(quoteSchema),
  leftOut: z.array(leftOutSchema),
  annotations: z.array(annotationSchema),
});

export const jurisdictionSchema = z.object({
  id: z.string().regex(/^[a-z]+$/),
  name: z.string(),
  /** Capital letters at the start of its receipt codes. */
  code: z.string().regex(/^[A-Z]{2,4}$/),
  level: z.enum(['county', 'city']),
  /** The prefix that its lists of units print only once: `县`. */
  prefix: z.string(),
  /** Id of the superior jurisdiction; null if it is not on this site. */
  parent: z.string().nullable(),
});

export const unitSchema = z.object({
  /** Never change it: it is part of the unit's address. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The full name: `某县教育和体育局`. */
  name: z.string(),
  /** Names of the unit in this jurisdiction's documents. */
  printed: z.array(z.string()).min(1),
  kind: z.enum(['department', 'township', 'zone', 'party', 'enterprise', 'collective']),
});

export const unitListSchema = z.object({
  jurisdiction: z.string(),
  units: z.array(unitSchema),
});

/** A county document that implements a city's, with manual corrections to the automatically found pairs. */
export const lineageSchema = z.object({
  county: z.string(),
  city: z.string(),
  /** Pairs to add or remove: `{ "county": "tasks/14", "city": "points/1-3" }`. */
  add: z.array(z.object({ county: z.string(), city: z.string() })),
  drop: z.array(z.object({ county: z.string(), city: z.string() })),
});

const dayNames = z.record(daySchema, z.string());

/** One year of the holiday calendar, from the State Council's notice. */
export const calendarYearSchema = z.strictObject({
  year: z.int({ error: '缺少年份' }).min(2000, { error: '年份不对' }).max(2100, { error: '年份不对' }),
  /** The yearly notice and its amendments: title, and date of publication if looked up. */
  notices: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        publishedOn: daySchema.nullable(),
        /** Its number, such as 国办发明电〔2020〕1号. */
        number: z.string().min(1).optional(),
        /** Its address, or where it was read. */
        readAt: z.string().min(1).optional(),
      }),
      { error: '缺少所依据的通知' },
    )
    .min(1, { error: '缺少所依据的通知' }),
  /** Days off, each with its holiday. */
  daysOff: dayNames,
  /** Make-up working days (调休上班), each with the holiday that it compensates. */
  makeUpDays: dayNames,
  /** Days off that no known data set has: the office's own (本单位自定). Two people stand for them. */
  ownDays: z.array(daySchema).optional(),
  enteredBy: z.string().min(1).optional(),
  approvedBy: z.string().min(1).optional(),
});

/** A calendar that is or was in force. Never change or remove versions: verdicts refer to them. */
export const calendarVersionSchema = z.object({
  version: z.int().min(1),
  takenIn: daySchema,
  source: z.string(),
  /** Years that the office entered itself; a newer package does not replace them. */
  byOffice: z.array(z.int()),
  years: z.array(calendarYearSchema).min(1),
});

export const calendarVersionsSchema = z
  .array(calendarVersionSchema)
  .refine((versions) => versions.every(({ version }, index) => version === index + 1), {
    error: 'versions must be numbered from 1 without gaps',
  });

/** Statutory holidays of years without a notice, from 《全国年节及纪念日放假办法》. */
export const statutoryYearsSchema = z.object({
  source: z.string(),
  years: z.array(z.object({ year: z.int(), daysOff: dayNames })),
});

/** A topic in residents' words, with the words that identify its points and tasks in documents. */
export const topicSchema = z.strictObject({
  /** Never change it: it is part of the topic's address. */
  id: z.string().regex(/^[a-z]+$/),
  name: z.string().min(1),
  /** Points and tasks with any of these words belong to the topic. Each word must occur in a document. */
  words: z.array(z.string().min(2)).min(1),
  /** A one-sentence description. */
  description: z.string().endsWith('。'),
});

/** Residents' words, the documents' words for them, and the bureaus that usually handle them. */
export const synonymListSchema = z.array(
  z
    .strictObject({
      said: z.array(z.string().min(2)).min(1),
      /** Each must occur in a document; the best comes first. */
      written: z.array(z.string().min(2)).default([]),
      /** Names of units without the place, such as 民政局; each must be registered in some jurisdiction. */
      units: z.array(z.string().min(2)).default([]),
      /** True if the words are another name of the unit: 派出所. */
      isUnit: z.boolean().default(false),
    })
    .refine(({ written, units }) => written.length + units.length > 0, {
      error: 'written or units must name something',
    }),
);

/** Abbreviations inside unit names: with 教育和体育 → 教体, the search for 县教体局 finds 某县教育和体育局. */
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
