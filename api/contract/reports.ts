// Reports for staff: the yearly report's rows, months by unit, and the log of contact views.
import { z } from './zod.ts';

const countsSchema = z.object({
  received: z.int(),
  closed: z.int(),
  onTime: z.int(),
  late: z.int(),
  /** Working days; null if nothing is closed. */
  averageWorkingDays: z.number().nullable(),
  published: z.int(),
});

/** The order of the columns everywhere. */
export const reportColumns = [
  ['received', '收到'],
  ['closed', '办结'],
  ['onTime', '按期'],
  ['late', '超期'],
  ['averageWorkingDays', '平均工作日'],
  ['published', '公开'],
] as const satisfies [keyof z.infer<typeof countsSchema>, string][];

/** Formula of each column, as printed on the page. */
export const reportFormulas: Record<keyof z.infer<typeof countsSchema>, string> = {
  received: '这个月收到的留言，按收到时间归月',
  closed: '其中已经答复或告知不予受理的；留言人撤回的不算',
  onTime: '其中在期限结束之前答复或告知不予受理的',
  late: '其中超期答复的和期限已过还没有答复的',
  averageWorkingDays: '办结的留言从收到次日到办结用了几个工作日，取平均（收到当天为 0）',
  published: '其中经留言人同意公开答复的',
};

export const yearReportSchema = z.object({
  year: z.int(),
  place: z.string(),
  /** Years with comments. */
  years: z.array(z.int()),
  asOf: z.iso.datetime(),
  /** How many of them are samples. */
  samples: z.int(),
  annual: z.array(z.object({ name: z.string(), value: z.number().nullable(), formula: z.string() })),
  months: z.array(countsSchema.extend({ month: z.string(), unit: z.string() })),
  total: countsSchema,
});

const day = z.iso.date({ error: '请填写日期' }).optional();

export const contactViewQuerySchema = z.object({
  /** Id of an account. */
  person: z.string().max(60).optional(),
  /** First and last day in Shanghai. */
  from: day,
  to: day,
  /** Cursor: instant and position of the previous page's last line. */
  after: z
    .string()
    .regex(/^\d{1,15}_\d{1,15}$/u)
    .optional(),
});

const contactViewSchema = z.object({
  at: z.iso.datetime(),
  /** Name and username. */
  person: z.string(),
  role: z.string(),
  receiptCode: z.string(),
  reason: z.string(),
});

export const contactViewListSchema = z.object({
  views: z.array(contactViewSchema),
  next: z.string().nullable(),
  /** The jurisdiction's accounts, for the filter. */
  persons: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type ReportCounts = z.infer<typeof countsSchema>;
export type YearReport = z.infer<typeof yearReportSchema>;
export type ContactViewQuery = z.infer<typeof contactViewQuerySchema>;
export type ContactView = z.infer<typeof contactViewSchema>;
export type ContactViewList = z.infer<typeof contactViewListSchema>;
