// A new comment as a resident sends it: the one schema of the form, of the form without script, and of the API.

import { typedText } from './text.ts';
import { kindSchema } from './words.ts';
import { z } from './zod.ts';

/** Limits shown beside the fields; the longest text fits a letter of four pages. */
export const commentLimits = { titleMin: 2, title: 50, textMin: 10, text: 2000, name: 30, contact: 100 } as const;

/** A mobile or landline number, a service number (400…), or an e-mail address; none of the parts can match two ways. */
const contactPattern = /^(?:(?:\+?86)?1\d{10}|(?:\+?86)?0\d{9,11}|[48]00\d{7}|[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+)$/;

/** Numbers are typed in many ways: with spaces, dashes, brackets, full-width digits. */
const squeezeNumber = (text: string) =>
  text.includes('@') ? text : text.normalize('NFKC').replace(/[\s()\p{Pd}]/gu, '');

const contactSchema = typedText({
  min: 0,
  max: commentLimits.contact,
  tooShort: '联系方式请填写文字或数字',
  tooLong: `联系方式不超过 ${commentLimits.contact} 个字`,
  isOneLine: true,
}).refine((text) => text === '' || contactPattern.test(squeezeNumber(text)), {
  error: '请填写手机号、固定电话（如 0635-1234567）或电子邮箱，也可以留空',
});

export const newCommentSchema = z.object({
  /** The subject: a document, point, task or unit of this site, as in its address: `mouxian-2021/tasks/17`. */
  about: z
    .string({ error: '请从要问的任务或要点页面进入' })
    .regex(/^([a-z0-9-]+(\/(tasks\/\d+|points\/\d+-\d+))?|units\/[a-z0-9-]+\/[a-z0-9-]+)$/, {
      error: '请从要问的任务或要点页面进入',
    }),
  kind: kindSchema,
  title: typedText({
    min: commentLimits.titleMin,
    max: commentLimits.title,
    tooShort: '请填写标题，至少 2 个字',
    tooLong: `标题不超过 ${commentLimits.title} 个字`,
    isOneLine: true,
  }),
  text: typedText({
    min: commentLimits.textMin,
    max: commentLimits.text,
    tooShort: '请把问题写清楚一些，至少 10 个字',
    tooLong: `内容不超过 ${commentLimits.text} 个字，一事一问更快得到答复`,
  }),
  name: typedText({
    min: 0,
    max: commentLimits.name,
    tooShort: '称呼请填写文字',
    tooLong: `称呼不超过 ${commentLimits.name} 个字`,
    isOneLine: true,
  }).optional(),
  contact: contactSchema.optional(),
  /** Consent to publish, a choice of its own that nothing makes for the resident. */
  publish: z.enum(['yes', 'no'], { error: '请选择是否同意公开' }),
  /** Random, from the page's load: the same key with the same words is the same comment (a retry, a double click). */
  key: z
    .string({ error: '页面已过期，请刷新后再提交' })
    .regex(/^[0-9a-f]{32}$/, { error: '页面已过期，请刷新后再提交' }),
});

/** As typed. */
export type NewCommentInput = z.input<typeof newCommentSchema>;
/** As checked and cleaned. */
export type NewComment = z.output<typeof newCommentSchema>;
/** The form's fields in their order on the page: errors are listed in it. */
export const commentFields = ['about', 'kind', 'title', 'text', 'name', 'contact', 'publish', 'key'] as const;
export type CommentField = (typeof commentFields)[number];
