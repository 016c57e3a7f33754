// What a resident gets back: the receipt, and with its two codes the way the comment went.

import { attachmentSchema } from './attachment.ts';
import { readReceiptCode, readTrackingCode } from './codes.ts';
import { contactSchema } from './comment-fields.ts';
import { refusalSchema } from './decline.ts';
import { windowViewSchema } from './window.ts';
import { kindSchema, stateSchema } from './words.ts';
import { z } from './zod.ts';

const aboutSchema = z.object({ id: z.string(), title: z.string(), url: z.string() });

export const ratingSchema = z.object({ solved: z.int(), speed: z.int(), manner: z.int() });
/** The reply as it stands: `at` is when this wording was sent, `firstAt` when the first was. The two differ once it was corrected. */
export const sentReplySchema = z.object({
  text: z.string(),
  unit: z.string(),
  at: z.iso.datetime(),
  firstAt: z.iso.datetime(),
});
/** Why the resident says that the reply does not answer the question. */
export const disputeSchema = z.object({ text: z.string(), at: z.iso.datetime() });

export const receiptSchema = z.object({
  /** 受理编号, public. */
  receiptCode: z.string(),
  /** 查询码: shown here once, stored only as a keyed hash. */
  trackingCode: z.string(),
  /** 核验码: ties the receipt to one line of the public ledger. */
  checkCode: z.string(),
  title: z.string(),
  about: aboutSchema.omit({ id: true }),
  window: windowViewSchema,
  isSample: z.boolean(),
});

export const followRequestSchema = z.object({
  receiptCode: z
    .string({ error: '请填写受理编号' })
    .max(40, { error: '受理编号过长' })
    .refine((code) => code.trim() !== '', { error: '请填写受理编号' })
    .transform(readReceiptCode),
  trackingCode: z
    .string({ error: '请填写查询码' })
    .max(40, { error: '查询码过长' })
    .refine((code) => code.trim() !== '', { error: '请填写查询码' })
    .transform(readTrackingCode),
});

/** The way of a comment as its resident sees it, but for what the resident may do now (life/requests.ts). */
export const followedSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  text: z.string(),
  about: aboutSchema,
  state: stateSchema,
  /** The unit that holds it or replied; null while it is with the desk. */
  unit: z.string().nullable(),
  /** Names of the units that help it. */
  helpers: z.array(z.string()),
  window: windowViewSchema,
  /** Every step, oldest first, in words for the resident; no name of a clerk. */
  steps: z.array(z.object({ at: z.iso.datetime(), what: z.string(), note: z.string(), checkCode: z.string() })),
  reply: sentReplySchema.nullable(),
  /** Why it was not taken on, and where to turn to instead. */
  refusal: refusalSchema.nullable(),
  rating: ratingSchema.nullable(),
  dispute: disputeSchema.nullable(),
  /** Receipt code of the comment that this one asks on, and of those that ask on this one. */
  follows: z.string().nullable(),
  followUps: z.array(z.string()),
  mayBePublished: z.boolean(),
  isPublished: z.boolean(),
  /** What is stored of the resident, masked; each empty where nothing is. */
  contact: contactSchema,
  attachments: z.array(attachmentSchema),
  /** Numbers of those that everybody may see now. */
  publicFiles: z.array(z.int()),
  isSample: z.boolean(),
});

/** A published answer: no name, no contact, no tracking. Labels follow what inspections read (留言时间, 回复单位 …). */
export const publishedAnswerSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  text: z.string(),
  about: aboutSchema,
  receivedAt: z.iso.datetime(),
  /** When the desk chose it (选登), or its reply was corrected after that. */
  publishedAt: z.iso.datetime(),
  reply: sentReplySchema,
  window: windowViewSchema,
  /** What came along and the desk released. */
  files: z.array(attachmentSchema),
  isSample: z.boolean(),
});

export type Receipt = z.infer<typeof receiptSchema>;
export type FollowRequest = z.output<typeof followRequestSchema>;
export type PublishedAnswer = z.infer<typeof publishedAnswerSchema>;
