// The queue: what staff see of a comment.
import { attachmentSchema } from './attachment.ts';
import { contactSchema } from './comment-fields.ts';
import { disputeSchema, ratingSchema, sentReplySchema } from './follow.ts';
import { stepSchema } from './problem.ts';
import { reasonSchema } from './reason.ts';
import { draftViewSchema } from './reply.ts';
import { adviceSchema } from './triage.ts';
import { windowViewSchema } from './window.ts';
import { holdReasonSchema, kindSchema, publicPartSchema, roleSchema, stateSchema } from './words.ts';
import { z } from './zod.ts';

export const staffSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  jurisdiction: z.string(),
  jurisdictionName: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Nothing works until a second factor is set up. */
  mustEnrol: z.boolean(),
});

export const queueItemSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  about: z.object({ id: z.string(), title: z.string(), url: z.string() }),
  state: stateSchema,
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Units that help that one (协办). */
  helpers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Who returned it to the desk last, and why; null where it does not wait there for that. */
  returned: z.object({ unit: z.string(), reason: z.string() }).nullable(),
  window: windowViewSchema,
  /** Number of events so far; a move names it, so that nobody overwrites what they have not seen. */
  version: z.int(),
  /** When the desk last urged the unit to answer; null where it did not, or the answer is there. */
  urgedAt: z.iso.datetime().nullable(),
  /** Why it waits for a look by the desk; null where it does not. */
  heldBecause: holdReasonSchema.nullable(),
  isPublished: z.boolean(),
  isSample: z.boolean(),
});

/**
 * The lists that a clerk may choose: all that is open, of it what is overdue or due by the next working day; for the
 * desk, what waits to be assigned, what was returned before the rest; for a reviewer, the replies that wait for one; for a
 * unit, what it helps another with; what was answered and is disputed, and what is closed.
 */
export const queueListSchema = z.enum(['open', 'overdue', 'soon', 'triage', 'review', 'helping', 'disputed', 'closed']);

/** Due by the end of today, or of so many working days from now; what is overdue is due before. */
export const dueSchema = z.enum(['overdue', 'today', 'three-days', 'five-days']);
const chosen = z.literal('yes').optional();

/** What a clerk asks to see; it stands in the address, in saved views, and in the request alike. */
export const queueFilterSchema = z.object({
  list: queueListSchema.default('open'),
  state: stateSchema.optional(),
  unit: z.string().max(80).optional(),
  kind: kindSchema.optional(),
  document: z.string().max(80).optional(),
  due: dueSchema.optional(),
  held: chosen,
  urged: chosen,
  /** Words, or a receipt code or the beginning of a part of one: sought in all lists, the newest first. */
  q: z.string().trim().max(100).optional(),
});

export const queuePageSchema = z.object({
  items: z.array(queueItemSchema),
  /** Where the next page begins; null after the last. */
  next: z.string().nullable(),
  /** How many comments there are in each list, and held or urged ones, whichever are shown; 1000 stands for more. */
  counts: z.object({
    open: z.int(),
    overdue: z.int(),
    soon: z.int(),
    held: z.int(),
    urged: z.int(),
    triage: z.int(),
    review: z.int(),
    helping: z.int(),
    disputed: z.int(),
    closed: z.int(),
  }),
  /** How many overdue ones the filters leave out; with `isMore` at least so many. Null where there is no filter. */
  hiddenOverdue: z.object({ count: z.int(), isMore: z.boolean() }).nullable(),
  /** Why a search cannot be made; empty where it can. */
  searchProblem: z.string(),
  /** Up to which event this page tells; what comes after it is asked for at `/api/desk/changes`. */
  position: z.int(),
  /** Of all that this clerk sees; `days` are calendar days since the day of receipt. Null where nothing is open. */
  oldestUnanswered: z.object({ receiptCode: z.string(), days: z.int() }).nullable(),
  /** Whether residents are told anything at all; for the desk, receipt codes of whom a note was given up. */
  notes: z.object({ isDouble: z.boolean(), failed: z.array(z.string()) }),
});

/** What the public does not see of one part: from the first UTF-16 unit to before the last, as String.slice counts. */
export const blackoutSchema = z
  .object({ part: publicPartSchema, from: z.int().min(0), to: z.int().min(1) })
  .refine(({ from, to }) => from < to, { error: '涂黑的范围不对' });

/** One comment as staff see it, but for what they may do now (life/requests.ts). */
export const caseViewSchema = queueItemSchema.extend({
  text: z.string(),
  mayBePublished: z.boolean(),
  /** Name and contact masked (张**, 138****0000), each empty where none was left. */
  masked: contactSchema,
  /** The window as it would be after 改类; null where this person may not change the classification now. */
  otherWindow: windowViewSchema.nullable(),
  events: z.array(stepSchema),
  reply: sentReplySchema.nullable(),
  /** What the unit wrote and was not sent yet; for staff alone. */
  draft: draftViewSchema.nullable(),
  /** How many second persons pass a reply of this comment before it is sent. */
  reviewers: z.int(),
  /** What came along; public only where the desk releases it with the answer. */
  attachments: z.array(attachmentSchema),
  /** Numbers of those that everybody may see now. */
  publicFiles: z.array(z.int()),
  /** What was blacked out when it was last published and fits title, text and reply as they stand: 选登 begins with it. */
  lastBlackouts: z.array(blackoutSchema),
  /** What this person may have besides, from the table of access. */
  maySaveAttachments: z.boolean(),
  mayViewContact: z.boolean(),
  rating: ratingSchema.nullable(),
  dispute: disputeSchema.nullable(),
  /** Receipt code of the comment that this one asks on, and of those that ask on this one. */
  follows: z.string().nullable(),
  followUps: z.array(z.string()),
  /** This person's unit helps another one with it. */
  isHelping: z.boolean(),
  /** What helping units wrote, the oldest first. */
  advice: z.array(adviceSchema),
});

/** Name and contact are shown for a reason only; it is recorded with the view. */
export const contactRequestSchema = z.object({ reason: reasonSchema });

export type Staff = z.infer<typeof staffSchema>;
export type QueueItem = z.infer<typeof queueItemSchema>;
export type QueueList = z.infer<typeof queueListSchema>;
export type QueueFilter = z.infer<typeof queueFilterSchema>;
export type Due = z.infer<typeof dueSchema>;
export type QueuePage = z.infer<typeof queuePageSchema>;
export type CaseView = z.infer<typeof caseViewSchema>;
export type Blackout = z.infer<typeof blackoutSchema>;
