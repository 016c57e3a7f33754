// The shape of all reviewed data under content/: what the site shows is exactly what stands in these files.
import { z } from 'zod';

/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** First and last line (counted from 1) of the source file from which a text was taken. */
const sourceLines = z.tuple([z.int().min(1), z.int().min(1)]);

const pointSchema = z.object({
  /** `2-2` is the second point of the second part; part of the point's address, so it never changes. */
  id: z.string().regex(/^\d+-\d+$/),
  /** The marker as printed, half- or full-width: `（一）`. */
  marker: z.string().min(1),
  /** The run-in heading with its full stop, as printed. */
  heading: z.string().min(1),
  /** The point's body, without marker and heading. */
  text: z.string().min(1),
  lines: sourceLines,
});

const sectionSchema = z.object({
  /** The marker as printed: `一、`. */
  marker: z.string().min(1),
  heading: z.string().min(1),
  /** Paragraphs that belong to no numbered point. */
  paragraphs: z.array(z.string().min(1)),
  points: z.array(pointSchema),
});

const noticeSchema = z.object({
  /** The red head: `冠县人民政府办公室文件`. */
  masthead: z.string().nullable(),
  title: z.string(),
  addressees: z.string(),
  body: z.array(z.string()),
  signature: z.string(),
  /** The date as printed under the signature. */
  dateText: z.string(),
});

const taskSchema = z.object({
  /** 1-based position in the table; part of the task's address, so it never changes. */
  row: z.int().min(1),
  /** The number as printed, where the table has a column for it. */
  number: z.string().nullable(),
  /** First heading column, a merged cell filled down; null where the row spans it. */
  category: z.string().nullable(),
  /** Second heading column, a merged cell filled down; null where the row spans it. */
  task: z.string().nullable(),
  requirement: z.string().min(1),
  /** The responsible units as printed. */
  unitsText: z.string(),
  /** One name a unit, with the place that the list prints once (县) carried to each. */
  units: z.array(z.string().min(1)),
  dueText: z.string().nullable(),
  dueOn: day.nullable(),
  /** The point that the row comes from. */
  point: z.string().nullable(),
  lines: sourceLines,
});

const taskTableSchema = z.object({
  /** What stands over the title: `附件：`. */
  label: z.array(z.string()),
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(taskSchema),
});

export const documentSchema = z.object({
  id: z.string().regex(/^[a-z]+-\d{4}$/),
  jurisdiction: z.string(),
  year: z.int().min(2000).max(2100),
  title: z.string().min(1),
  /** 发文字号, as printed. */
  number: z.string().nullable(),
  /** 发文机关: who signed. */
  issuer: z.string().nullable(),
  /** 成文日期. */
  issuedOn: day.nullable(),
  /** 印发日期: when it was printed and sent, which may be later. */
  printedOn: day.nullable(),
  /** The words on disclosure as printed: `此件公开发布`. */
  disclosure: z.string().nullable(),
  source: z.object({
    /** File name in seeds/sources/. */
    file: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  notice: noticeSchema.nullable(),
  generalRequirement: z.string().nullable(),
  sections: z.array(sectionSchema),
  closing: z.array(z.string()),
  attachments: z.array(z.string()),
  taskTable: taskTableSchema.nullable(),
  /** The lines at the foot of the last page: who printed it, when, how many. */
  imprint: z.array(z.string()),
});

export const jurisdictionSchema = z.object({
  id: z.string().regex(/^[a-z]+$/),
  name: z.string(),
  /** Capital letters that open its receipt codes. */
  code: z.string().regex(/^[A-Z]{2,4}$/),
  level: z.enum(['county', 'city']),
  /** The short word that its lists of units print once for all of them: `县`. */
  prefix: z.string(),
  /** The jurisdiction above, or null. */
  parent: z.string().nullable(),
});

export const unitSchema = z.object({
  /** Part of the unit's address, so it never changes. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The full name: `冠县教育和体育局`. */
  name: z.string(),
  /** The names by which this jurisdiction's documents print it; nowhere else are they read so. */
  printed: z.array(z.string()).min(1),
  kind: z.enum(['department', 'township', 'zone', 'party', 'enterprise', 'collective']),
});

export const unitListSchema = z.object({
  jurisdiction: z.string(),
  units: z.array(unitSchema),
});

/** Which reply window applies, and the clause that sets it (design: the window is data, not code). */
export const ruleSchema = z.object({
  jurisdiction: z.string(),
  /** Working days for each classification. */
  workingDays: z.object({ simple: z.int().min(1), standard: z.int().min(1) }),
  /** When a working day ends: `24:00`, or the closing hour where the rule sets one (《民法典》第二百零三条). */
  closesAt: z.string().regex(/^(24:00|([01]\d|2[0-3]):[0-5]\d)$/),
  /** Where the clause stands. */
  source: z.string(),
  /** The clause, word for word. */
  clause: z.string(),
  /** The point in which it stands, as an address on this site. */
  url: z.string(),
  /** True where the document sets no window and the site's own default is used. */
  isDefault: z.boolean(),
});

const dayNames = z.record(day, z.string());

/** The working-day calendar of mainland China, as announced by the State Council year by year. */
export const calendarSchema = z.object({
  version: z.string(),
  source: z.string(),
  years: z.array(
    z.object({
      year: z.int(),
      /** The yearly notice: its title and the day on which it was published, null where not recorded. */
      notice: z.object({ title: z.string(), publishedOn: day.nullable() }),
      daysOff: dayNames,
      makeUpDays: dayNames,
    }),
  ),
  /** Years not announced: the days off that 《全国年节及纪念日放假办法》 itself fixes. */
  statutory: z.object({
    source: z.string(),
    years: z.array(z.object({ year: z.int(), daysOff: dayNames })),
  }),
});

export type Document = z.infer<typeof documentSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Point = z.infer<typeof pointSchema>;
export type Task = z.infer<typeof taskSchema>;
export type Jurisdiction = z.infer<typeof jurisdictionSchema>;
export type Unit = z.infer<typeof unitSchema>;
export type CalendarData = z.infer<typeof calendarSchema>;
