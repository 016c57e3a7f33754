// A reply window as shown on every page: its due date and standing, and the days and clause that explain it.

import { classificationSchema, windowStateSchema } from './words.ts';
import { z } from './zod.ts';

const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const windowDaySchema = z.object({
  day: daySchema,
  standing: z.enum(['working', 'make-up', 'weekend', 'holiday', 'statutory']),
  holiday: z.string(),
  /** A day off of the office's own, which no known data set has. */
  isOwn: z.literal(true).optional(),
  part: z.enum(['receipt', 'counted', 'skipped', 'due', 'late']),
  number: z.int().nullable(),
  /** Relative to today; for a closed comment, to the day of the reply. */
  when: z.enum(['past', 'today', 'ahead']),
});

export const windowViewSchema = z.object({
  classification: classificationSchema,
  workingDays: z.int(),
  receivedAt: z.iso.datetime(),
  dueOn: daySchema,
  dueAt: z.iso.datetime(),
  closesAt: z.string(),
  provisional: z.boolean(),
  state: windowStateSchema,
  elapsed: z.int(),
  left: z.int(),
  late: z.int(),
  usedUntilStop: z.int().nullable(),
  /** The day the clock stopped, in Shanghai. */
  stoppedOn: daySchema.nullable(),
  /** What stopped the clock. */
  stoppedBy: z.enum(['reply', 'refusal', 'withdrawal']).nullable(),
  /** The classification changed to the longer window after the shorter one had ended (rule 8). */
  isReclassifiedLate: z.boolean(),
  days: z.array(windowDaySchema),
  rule: z.object({ source: z.string(), clause: z.string(), url: z.string(), isDefault: z.boolean() }),
  calendar: z.object({
    version: z.int(),
    label: z.string(),
    notices: z.array(z.object({ title: z.string(), publishedOn: z.string().nullable() })),
  }),
});

export type WindowView = z.infer<typeof windowViewSchema>;
export type WindowDayView = z.infer<typeof windowDaySchema>;
