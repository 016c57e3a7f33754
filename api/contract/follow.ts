// What a resident gets back: the receipt, and with its two codes the way the comment went.

import { readReceiptCode, readTrackingCode } from './codes.ts';
import { windowViewSchema } from './window.ts';
import { kindSchema, stateSchema } from './words.ts';
import { z } from './zod.ts';

const aboutSchema = z.object({ title: z.string(), url: z.string() });

export const receiptSchema = z.object({
  /** 受理编号, public. */
  receiptCode: z.string(),
  /** 查询码: shown here once, stored only as a keyed hash. */
  trackingCode: z.string(),
  /** 核验码: ties the receipt to one line of the public ledger. */
  checkCode: z.string(),
  title: z.string(),
  about: aboutSchema,
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

export const followViewSchema = z.object({
  receiptCode: z.string(),
  kind: kindSchema,
  title: z.string(),
  text: z.string(),
  about: aboutSchema,
  state: stateSchema,
  window: windowViewSchema,
  /** Every step, oldest first, in words for the resident; no name of a clerk. */
  steps: z.array(z.object({ at: z.iso.datetime(), what: z.string(), note: z.string(), checkCode: z.string() })),
  reply: z.object({ text: z.string(), unit: z.string(), at: z.iso.datetime() }).nullable(),
  isPublished: z.boolean(),
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
  reply: z.object({ text: z.string(), unit: z.string(), at: z.iso.datetime() }),
  window: windowViewSchema,
  isSample: z.boolean(),
});

export type Receipt = z.infer<typeof receiptSchema>;
export type FollowRequest = z.output<typeof followRequestSchema>;
export type FollowView = z.infer<typeof followViewSchema>;
export type PublishedAnswer = z.infer<typeof publishedAnswerSchema>;
