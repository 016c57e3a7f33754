// State of the staff's screens beside the queue: saved views, changes, and who else is looking.
import { queueFilterSchema } from './queue.ts';
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** Nobody finds anything in a longer list. */
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
  /** Receipt codes that changed in this clerk's view; null if there are so many that the screen should reload. */
  changed: z.array(z.string()).nullable(),
  /** The day in China, by which windows are counted. */
  today: z.iso.date(),
});

export const presenceSchema = z.object({
  /** Names of others who have the comment open. */
  others: z.array(z.string()),
});

/** FilterOptions of the filters that differ between jurisdictions. */
export const choicesSchema = z.object({
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  documents: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type SavedView = z.infer<typeof savedViewSchema>;
export type FilterOptions = z.infer<typeof choicesSchema>;
export type Changes = z.infer<typeof changesSchema>;
