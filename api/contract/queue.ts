// The queue: what staff see of a comment, and the moves that they make.

import { disputeSchema, ratingSchema } from './follow.ts';
import { typedText } from './text.ts';
import { windowViewSchema } from './window.ts';
import { classificationSchema, kindSchema, moveNameSchema, roleSchema, stateSchema } from './words.ts';
import { z } from './zod.ts';

export const staffSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  jurisdiction: z.string(),
  jurisdictionName: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
});

export const queueItemSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  about: z.object({ id: z.string(), title: z.string(), url: z.string() }),
  state: stateSchema,
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  window: windowViewSchema,
  isPublished: z.boolean(),
  isSample: z.boolean(),
});

/**
 * The lists that a clerk may choose: all that is open, of it what is overdue or due by the next working day, what
 * was answered and is disputed, and what is closed.
 */
export const queueListSchema = z.enum(['open', 'overdue', 'soon', 'disputed', 'closed']);

export const queuePageSchema = z.object({
  items: z.array(queueItemSchema),
  /** Where the next page begins; null after the last. */
  next: z.string().nullable(),
  /** How many comments there are in the urgent lists, whichever is shown. */
  counts: z.object({ overdue: z.int(), soon: z.int(), disputed: z.int() }),
  /** Of all that this clerk sees; `days` are calendar days since the day of receipt. Null where nothing is open. */
  oldestUnanswered: z.object({ receiptCode: z.string(), days: z.int() }).nullable(),
  /** Whether residents are told anything at all; for the desk, receipt codes of whom a note was given up. */
  notes: z.object({ isDouble: z.boolean(), failed: z.array(z.string()) }),
});

export const caseSchema = queueItemSchema.extend({
  text: z.string(),
  mayBePublished: z.boolean(),
  /** Name and contact masked (张**, 138****0000), each empty where none was left. */
  maskedName: z.string(),
  maskedContact: z.string(),
  /** The window as it would be after 改类; null where this person may not change the classification now. */
  otherWindow: windowViewSchema.nullable(),
  /** Number of events so far; a move names it, so that nobody overwrites what they have not seen. */
  version: z.int(),
  events: z.array(z.object({ at: z.iso.datetime(), what: z.string(), who: z.string(), note: z.string() })),
  reply: z.object({ text: z.string(), unit: z.string(), at: z.iso.datetime() }).nullable(),
  rating: ratingSchema.nullable(),
  dispute: disputeSchema.nullable(),
  /** Receipt code of the comment that this one asks on, and of those that ask on this one. */
  follows: z.string().nullable(),
  followUps: z.array(z.string()),
  /** What this person may do now, from the lifecycle table. */
  moves: z.array(moveNameSchema),
  /** Responsible units of the subject first, then the others that can be assigned. */
  units: z.array(z.object({ id: z.string(), name: z.string(), isResponsible: z.boolean() })),
});

const replyText = typedText({
  min: 5,
  max: 5000,
  tooShort: '请填写答复内容，至少 5 个字',
  tooLong: '答复不超过 5000 个字',
});
const reason = typedText({ min: 2, max: 200, tooShort: '请写明理由', tooLong: '理由不超过 200 个字', isOneLine: true });
const unit = z.string({ error: '请选择责任单位' }).min(1, { error: '请选择责任单位' });

export const moveSchema = z.discriminatedUnion('move', [
  z.object({ move: z.literal('classify'), classification: classificationSchema, reason }),
  z.object({ move: z.literal('assign'), unit }),
  z.object({ move: z.literal('transfer'), unit, reason }),
  z.object({ move: z.literal('return'), reason }),
  z.object({ move: z.literal('reply'), text: replyText }),
  z.object({ move: z.literal('correct'), text: replyText, reason }),
  z.object({ move: z.literal('uphold'), reason }),
  z.object({ move: z.literal('decline'), reason }),
  z.object({ move: z.literal('publish') }),
  z.object({ move: z.literal('unpublish'), reason }),
]);

/** Name and contact are shown for a reason only; it is recorded with the view. */
export const contactRequestSchema = z.object({ reason });
/** Empty where the resident left none. */
export const contactSchema = z.object({ name: z.string(), contact: z.string() });

export const moveRequestSchema = z.object({ version: z.int().min(1), action: moveSchema });

export type Staff = z.infer<typeof staffSchema>;
export type QueueItem = z.infer<typeof queueItemSchema>;
export type QueueList = z.infer<typeof queueListSchema>;
export type QueuePage = z.infer<typeof queuePageSchema>;
export type Case = z.infer<typeof caseSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Move = z.output<typeof moveSchema>;
export type MoveInput = z.input<typeof moveSchema>;
