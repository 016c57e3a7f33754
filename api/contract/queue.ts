// The queue: lists of comments, and a comment as shown to staff.
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
  /** The person must set up a second factor before anything else. */
  mustEnrol: z.boolean(),
});

export const queueItemSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  about: z.object({ id: z.string(), title: z.string(), url: z.string() }),
  state: stateSchema,
  unit: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Supporting units (协办). */
  helpers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The unit that last returned it to the desk, and the reason. Null unless the comment is in that state. */
  returned: z.object({ unit: z.string(), reason: z.string() }).nullable(),
  window: windowViewSchema,
  /** Number of events so far. A move must send it, so that it cannot overwrite unread changes. */
  version: z.int(),
  /** When the desk last urged the unit to reply; null if it has not, or after the reply. */
  urgedAt: z.iso.datetime().nullable(),
  /** Why the desk must review it; null if it need not. */
  heldBecause: holdReasonSchema.nullable(),
  isPublished: z.boolean(),
  isSample: z.boolean(),
});

/**
 * Lists that a clerk can choose. `overdue` and `soon` (due by the next working day) are parts of `open`. `triage`: for the
 * desk, comments to assign, returned ones first. `review`: for reviewers, replies in review. `helping`: for a unit,
 * comments that it supports.
 */
export const queueListSchema = z.enum(['open', 'overdue', 'soon', 'triage', 'review', 'helping', 'disputed', 'closed']);

/** Already overdue, due by the end of today, or due within this many working days. */
export const dueSchema = z.enum(['overdue', 'today', 'three-days', 'five-days']);
const flagSchema = z.literal('yes').optional();

/** The clerk's filters, in the page address, in saved views and in the request. */
export const queueFilterSchema = z.object({
  list: queueListSchema.default('open'),
  state: stateSchema.optional(),
  unit: z.string().max(80).optional(),
  kind: kindSchema.optional(),
  document: z.string().max(80).optional(),
  due: dueSchema.optional(),
  held: flagSchema,
  urged: flagSchema,
  /** Words, or part of a receipt code. The search covers all lists, newest first. */
  q: z.string().trim().max(100).optional(),
});

export const queuePageSchema = z.object({
  items: z.array(queueItemSchema),
  /** Cursor of the next page; null on the last page. */
  next: z.string().nullable(),
  /** Number of comments in every list, and of held and urged comments. 1000 means 1000 or more. */
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
  /** Number of overdue comments that the filters exclude; a minimum if `isMore`. Null without filters. */
  hiddenOverdue: z.object({ count: z.int(), isMore: z.boolean() }).nullable(),
  /** Why the query cannot be searched for; empty if it can. */
  searchProblem: z.string(),
  /** Position of the last event that this page includes; `/api/desk/changes` returns later ones. */
  position: z.int(),
  /** The oldest open comment that this clerk can view; `days` are calendar days since receipt. Null if none is open. */
  oldestUnanswered: z.object({ receiptCode: z.string(), days: z.int() }).nullable(),
  /** While a year has begun without its calendar: the notice about it; empty otherwise (design rule 21). */
  calendarMissing: z.string(),
  /** `isDouble`: no real provider is connected. `failed`: for the desk, receipt codes of undelivered notes. */
  notes: z.object({ isDouble: z.boolean(), failed: z.array(z.string()) }),
});

/** A redacted range of one part: UTF-16 offsets, end exclusive, as in String.slice. */
export const blackoutSchema = z
  .object({ part: publicPartSchema, from: z.int().min(0), to: z.int().min(1) })
  .refine(({ from, to }) => from < to, { error: '涂黑的范围不对' });

/** One comment as shown to staff. life/requests.ts adds the available moves. */
export const caseViewSchema = queueItemSchema.extend({
  text: z.string(),
  mayBePublished: z.boolean(),
  /** Name and contact masked (张**, 138****0000); empty if not given. */
  masked: contactSchema,
  /** The window that 改类 would set; null if this person may not change the classification now. */
  otherWindow: windowViewSchema.nullable(),
  events: z.array(stepSchema),
  reply: sentReplySchema.nullable(),
  /** The reply in review or sent back; for staff only. */
  draft: draftViewSchema.nullable(),
  /** Number of reviewers who approve a reply to this comment before it is sent. */
  reviewers: z.int(),
  /** Attachments; public only once the desk releases them. */
  attachments: z.array(attachmentSchema),
  /** Numbers of the attachments that are public now. */
  publicFiles: z.array(z.int()),
  /** Redactions of the last publication that still fit the current words. The 选登 form starts with them. */
  lastBlackouts: z.array(blackoutSchema),
  /** Other permissions of this person, from the access table. */
  maySaveAttachments: z.boolean(),
  mayViewContact: z.boolean(),
  rating: ratingSchema.nullable(),
  dispute: disputeSchema.nullable(),
  /** Receipt code of the comment that this one follows up, if any, and the codes of its own follow-ups. */
  follows: z.string().nullable(),
  followUps: z.array(z.string()),
  /** True if this person's unit supports another unit with this comment. */
  isHelping: z.boolean(),
  /** Advice from supporting units, oldest first. */
  advice: z.array(adviceSchema),
});

/** Viewing name and contact requires a reason. The application records both. */
export const contactRequestSchema = z.object({ reason: reasonSchema });

export type Staff = z.infer<typeof staffSchema>;
export type QueueItem = z.infer<typeof queueItemSchema>;
export type QueueList = z.infer<typeof queueListSchema>;
export type QueueFilter = z.infer<typeof queueFilterSchema>;
export type Due = z.infer<typeof dueSchema>;
export type QueuePage = z.infer<typeof queuePageSchema>;
export type CaseView = z.infer<typeof caseViewSchema>;
export type Blackout = z.infer<typeof blackoutSchema>;
