// Data of the staff screens other than the queue: saved views, changes, and other viewers of a comment.
import { queueFilterSchema } from './queue.ts';
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** A longer list is hard to scan. */
export const maxSavedViews = 20;

export const newViewSchema = z.object({
  name: typedText({
    min: 1,
    max: 20,
    isOneLine: true,
    tooShort: '请给这组筛选起个名字',
    tooLong: '名字不超过 20 个字',
  }),
  filter: queueFilterSchema,
});

export const savedViewSchema = z.object({ id: z.int(), name: z.string(), filter: queueFilterSchema });

export const changesSchema = z.object({
  /** Cursor for the next request. */
  position: z.int(),
  /** Receipt codes of changed comments in this clerk's view; null if too many changed and the screen should reload. */
  changed: z.array(z.string()).nullable(),
  /** Today in Asia/Shanghai; reply windows count by this day. */
  today: z.iso.date(),
});

export const presenceSchema = z.object({
  /** Names of other staff who have the comment open. */
  others: z.array(z.string()),
});

/** Options of the filters that differ between jurisdictions. */
export const choicesSchema = z.object({
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  documents: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type SavedView = z.infer<typeof savedViewSchema>;
export type FilterOptions = z.infer<typeof choicesSchema>;
export type Changes = z.infer<typeof changesSchema>;
