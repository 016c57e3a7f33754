// What the staff's screens keep and ask besides the queue: saved views, what changed, who else is looking.
import { queueFilterSchema } from './queue.ts';
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** More names than that nobody finds again. */
export const mostViews = 20;

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
  /** Where to ask on from. */
  position: z.int(),
  /** Receipt codes of what changed in this clerk's view; null where it is so much that all should be read again. */
  changed: z.array(z.string()).nullable(),
  /** The day in China, by which windows are counted. */
  today: z.iso.date(),
});

export const presenceSchema = z.object({
  /** Names of the others who have the comment open. */
  others: z.array(z.string()),
});

/** What the filters can be set to, besides what every jurisdiction has. */
export const choicesSchema = z.object({
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  documents: z.array(z.object({ id: z.string(), name: z.string() })),
});

export type SavedView = z.infer<typeof savedViewSchema>;
export type Choices = z.infer<typeof choicesSchema>;
export type Changes = z.infer<typeof changesSchema>;
