// What a resident receives: the receipt, and the comment's progress in exchange for the receipt's two codes.

import { attachmentSchema } from './attachment.ts';
import { maxCodeInputLength, readReceiptCode, readTrackingCode, sortCodes } from './codes.ts';
import { contactSchema } from './comment-fields.ts';
import { refusalSchema } from './decline.ts';
import { recordHeadSchema } from './ledger.ts';
import { windowViewSchema } from './window.ts';
import { kindSchema, stateSchema } from './words.ts';
import { z } from './zod.ts';

const aboutSchema = z.object({ id: z.string(), title: z.string(), url: z.string() });

export const ratingSchema = z.object({ solved: z.int(), speed: z.int(), manner: z.int() });
/** The current reply. `at`: when this wording was sent. `firstAt`: when the first reply was sent, before any correction. */
export const sentReplySchema = z.object({
  text: z.string(),
  unit: z.string(),
  at: z.iso.datetime(),
  firstAt: z.iso.datetime(),
});
/** The resident's objection: why the reply does not answer the question, or why it is another matter (`isOtherMatter`). */
export const disputeSchema = z.object({
  text: z.string(),
  at: z.iso.datetime(),
  isOtherMatter: z.literal(true).optional(),
});

export const receiptSchema = z.object({
  /** 受理编号, public. */
  receiptCode: z.string(),
  /** 查询码: shown once, stored only as a keyed hash. */
  trackingCode: z.string(),
  /** 核验码: identifies the receipt's event in the public ledger. */
  checkCode: z.string(),
  title: z.string(),
  about: aboutSchema.omit({ id: true }),
  window: windowViewSchema,
  /** The newest seal when the receipt was issued; null before the first. */
  head: recordHeadSchema.nullable(),
  isSample: z.boolean(),
});

const codesSchema = z.object({
  receiptCode: z
    .string({ error: '请填写受理编号' })
    .max(maxCodeInputLength, { error: '受理编号过长' })
    .refine((code) => code.trim() !== '', { error: '请填写受理编号' })
    .transform(readReceiptCode),
  trackingCode: z
    .string({ error: '请填写查询码' })
    .max(maxCodeInputLength, { error: '查询码过长' })
    .refine((code) => code.trim() !== '', { error: '请填写查询码' })
    .transform(readTrackingCode),
});

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Accepts both codes pasted into one field, or each into the other's. */
function assignCodes(typed: unknown): unknown {
  if (typeof typed !== 'object' || typed === null) return typed;
  const { receiptCode, trackingCode } = typed as { receiptCode?: unknown; trackingCode?: unknown };
  const [first, other] = [asText(receiptCode), asText(trackingCode)];
  const [receipt, tracking] = sortCodes(first, other, 'tracking');
  return receipt === first && tracking === other ? typed : { ...typed, receiptCode: receipt, trackingCode: tracking };
}

export const withCodes = <Shape extends z.ZodRawShape>(fields: Shape) =>
  z.preprocess(assignCodes, codesSchema.extend(fields));

export const followRequestSchema = withCodes({});

/** A comment's progress as shown to its resident. life/requests.ts adds the available moves. */
export const followedSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  text: z.string(),
  about: aboutSchema,
  state: stateSchema,
  /** The unit that handles it or replied; null while it is with the desk. */
  unit: z.string().nullable(),
  /** Names of the supporting units. */
  helpers: z.array(z.string()),
  window: windowViewSchema,
  /** Every step, oldest first, in words for the resident. Never contains a clerk's name. */
  steps: z.array(z.object({ at: z.iso.datetime(), what: z.string(), note: z.string(), checkCode: z.string() })),
  reply: sentReplySchema.nullable(),
  /** Why it was declined, and the right channel. */
  refusal: refusalSchema.nullable(),
  rating: ratingSchema.nullable(),
  dispute: disputeSchema.nullable(),
  /** Receipt code of the comment that this one follows up, if any, and the codes of its own follow-ups. */
  follows: z.string().nullable(),
  followUps: z.array(z.string()),
  mayBePublished: z.boolean(),
  isPublished: z.boolean(),
  /** The resident's stored details, masked; empty if nothing is stored. */
  contact: contactSchema,
  attachments: z.array(attachmentSchema),
  /** Numbers of the attachments that are public now. */
  publicFiles: z.array(z.int()),
  /** The ledger's newest seal; null before the first. */
  head: recordHeadSchema.nullable(),
  isSample: z.boolean(),
});

/** A published answer, without name, contact and tracking code. Labels follow the inspection rules (留言时间, 回复单位 …). */
export const publishedAnswerSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  text: z.string(),
  about: aboutSchema,
  receivedAt: z.iso.datetime(),
  /** When the desk published it (选登). A later correction does not move it. */
  publishedAt: z.iso.datetime(),
  reply: sentReplySchema,
  window: windowViewSchema,
  /** Attachments that the desk released. */
  files: z.array(attachmentSchema),
  isSample: z.boolean(),
});

export type Receipt = z.infer<typeof receiptSchema>;
export type FollowRequest = z.output<typeof followRequestSchema>;
export type PublishedAnswer = z.infer<typeof publishedAnswerSchema>;
