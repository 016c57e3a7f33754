// The site's health, as shown to staff.
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
  /** Recipient and subject of the notice. */
  what: z.string(),
  /** Null for a digest, and for viewers without access to comments. */
  receiptCode: z.string().nullable(),
});

export const statusSchema = z.object({
  version: z.string(),
  asOf: z.iso.datetime(),
  items: z.array(itemSchema),
  /** The newest notes and reminders that failed for good, latest attempt first. */
  failed: z.array(failedSchema),
});

export type StatusItem = z.infer<typeof itemSchema>;
export type Status = z.infer<typeof statusSchema>;
