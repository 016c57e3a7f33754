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
  /** Supporting units (协办). */
  helpers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Which unit last returned it to the desk, and why; null unless it waits there for that reason. */
  returned: z.object({ unit: z.string(), reason: z.string() }).nullable(),
  window: windowViewSchema,
  /** Number of events so far; a move names it, so that nobody overwrites unread changes. */
  version: z.int(),
  /** When the desk last urged the unit to reply; null if it did not, or once replied. */
  urgedAt: z.iso.datetime().nullable(),
  /** Why the desk must review it; null if it need not. */
  heldBecause: holdReasonSchema.nullable(),
  isPublished: z.boolean(),
  isSample: z.boolean(),
});

/**
 * Lists that a clerk can choose: all open comments, and of these the overdue ones or those due by the next working day;
 * for the desk, comments to assign, returned ones first; for a reviewer, replies in review; for a unit, comments it
 * supports; disputed comments; closed comments.
 */
export const queueListSchema = z.enum(['open', 'overdue', 'soon', 'triage', 'review', 'helping', 'disputed', 'closed']);

/** Due by the end of today, or within this many working days; overdue ones come before. */
export const dueSchema = z.enum(['overdue', 'today', 'three-days', 'five-days']);
const chosen = z.literal('yes').optional();

/** What a clerk asks to see; the address, saved views and the request all use it. */
export const queueFilterSchema = z.object({
  list: queueListSchema.default('open'),
  state: stateSchema.optional(),
  unit: z.string().max(80).optional(),
  kind: kindSchema.optional(),
  document: z.string().max(80).optional(),
  due: dueSchema.optional(),
  held: chosen,
  urged: chosen,
  /** Words, a receipt code, or the beginning of a part of one: searched in all lists, newest first. */
  q: z.string().trim().max(100).optional(),
});

export const queuePageSchema = z.object({
  items: z.array(queueItemSchema),
  /** Where the next page begins; null after the last page. */
  next: z.string().nullable(),
  /** Number of comments in each list, and of held or urged ones, whichever list is shown; 1000 means more. */
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
  /** How many overdue comments the filters exclude; with `isMore` at least this many. Null without filters. */
  hiddenOverdue: z.object({ count: z.int(), isMore: z.boolean() }).nullable(),
  /** Why the search is impossible; empty if it is possible. */
  searchProblem: z.string(),
  /** The event up to which this page is current; `/api/desk/changes` returns later ones. */
  position: z.int(),
  /** Among all that this clerk sees; `days` are calendar days since receipt. Null if nothing is open. */
  oldestUnanswered: z.object({ receiptCode: z.string(), days: z.int() }).nullable(),
  /** Whether residents get notifications at all; for the desk, receipt codes of failed notes. */
  notes: z.object({ isDouble: z.boolean(), failed: z.array(z.string()) }),
});

/** A redaction in one part: UTF-16 offsets, end exclusive, as String.slice counts. */
export const blackoutSchema = z
  .object({ part: publicPartSchema, from: z.int().min(0), to: z.int().min(1) })
  .refine(({ from, to }) => from < to, { error: '涂黑的范围不对' });

/** One comment as staff see it, without the available moves (life/requests.ts). */
export const caseViewSchema = queueItemSchema.extend({
  text: z.string(),
  mayBePublished: z.boolean(),
  /** Name and contact masked (张**, 138****0000); empty if not given. */
  masked: contactSchema,
  /** The window after 改类; null if this person may not change the classification now. */
  otherWindow: windowViewSchema.nullable(),
  events: z.array(stepSchema),
  reply: sentReplySchema.nullable(),
  /** The unit's unsent reply; for staff only. */
  draft: draftViewSchema.nullable(),
  /** Number of reviewers who approve a reply to this comment before it is sent. */
  reviewers: z.int(),
  /** Attachments; public only once the desk releases them. */
  attachments: z.array(attachmentSchema),
  /** Numbers of the attachments that are public now. */
  publicFiles: z.array(z.int()),
  /** Redactions of the last publication that still fit title, text and reply: 选登 starts with them. */
  lastBlackouts: z.array(blackoutSchema),
  /** Further permissions of this person, from the access table. */
  maySaveAttachments: z.boolean(),
  mayViewContact: z.boolean(),
  rating: ratingSchema.nullable(),
  dispute: disputeSchema.nullable(),
  /** Receipt code of the comment it follows up, and of its own follow-ups. */
  follows: z.string().nullable(),
  followUps: z.array(z.string()),
  /** This person's unit supports another one with it. */
  isHelping: z.boolean(),
  /** What supporting units wrote, oldest first. */
  advice: z.array(adviceSchema),
});

/** Name and contact are shown only for a reason, which is recorded with the view. */
export const contactRequestSchema = z.object({ reason: reasonSchema });

export type Staff = z.infer<typeof staffSchema>;
export type QueueItem = z.infer<typeof queueItemSchema>;
export type QueueList = z.infer<typeof queueListSchema>;
export type QueueFilter = z.infer<typeof queueFilterSchema>;
export type Due = z.infer<typeof dueSchema>;
export type QueuePage = z.infer<typeof queuePageSchema>;
export type CaseView = z.infer<typeof caseViewSchema>;
export type Blackout = z.infer<typeof blackoutSchema>;
