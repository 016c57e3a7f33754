// Reports for staff: the yearly report's rows, months by unit, and the log of contact views.
import { z } from './zod.ts';

/** Values by the name of their column; null if there is nothing to average. */
const rowSchema = z.record(z.string(), z.number().nullable());

export const yearReportSchema = z.object({
  year: z.int(),
  place: z.string(),
  /** Years with comments. */
  years: z.array(z.int()),
  asOf: z.iso.datetime(),
  /** Number of sample comments included. */
  samples: z.int(),
  annual: z.array(z.object({ name: z.string(), value: z.number().nullable(), formula: z.string() })),
  /** The columns of `months` and `total`, in order: the public figures, with their formulas. */
  columns: z.array(z.object({ name: z.string(), word: z.string(), formula: z.string() })),
  months: z.array(z.object({ month: z.string(), unit: z.string(), values: rowSchema })),
  total: rowSchema,
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

export type ReportRow = z.infer<typeof rowSchema>;
export type YearReport = z.infer<typeof yearReportSchema>;
export type ContactViewQuery = z.infer<typeof contactViewQuerySchema>;
export type ContactView = z.infer<typeof contactViewSchema>;
export type ContactViewList = z.infer<typeof contactViewListSchema>;
