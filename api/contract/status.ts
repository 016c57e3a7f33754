// The site's health, as staff see it.
import { z } from './zod.ts';

export const statusStateSchema = z.enum(['fine', 'attention', 'problem']);

export const statusStateWords: Record<z.infer<typeof statusStateSchema>, string> = {
  fine: '正常',
  attention: '要注意',
  problem: '有问题',
};

const itemSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: statusStateSchema,
  /** The finding. */
  found: z.string(),
  /** What to do about it; empty if all is well. */
  todo: z.string(),
});

const failedSchema = z.object({
  /** When it was last attempted. */
  at: z.iso.datetime(),
  /** What it told whom. */
  what: z.string(),
  /** Of the comment; null for a digest, and for who may not read comments. */
  receiptCode: z.string().nullable(),
});

export const statusSchema = z.object({
  version: z.string(),
  asOf: z.iso.datetime(),
  items: z.array(itemSchema),
  /** Notes and reminders that were given up, the last tried first; the newest of them where there are many. */
  failed: z.array(failedSchema),
});

export type StatusItem = z.infer<typeof itemSchema>;
export type Status = z.infer<typeof statusSchema>;
