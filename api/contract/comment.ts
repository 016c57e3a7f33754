// A new comment as a resident sends it. The script-driven form, the plain form and the API share this definition.
import { contactRefusals, readContactAddress } from './contact-address.ts';
import { type Choice, type FormField, toShape } from './form-field.ts';
import { typedText } from './text.ts';
import { type Kind, kindSchema, kindWords } from './words.ts';
import { z } from './zod.ts';

/** Limits in characters, shown beside the fields. The longest text is about four pages. */
export const commentLimits = { titleMin: 2, title: 50, textMin: 10, text: 2000, name: 30, contact: 100 } as const;

/**
 * Validates the contact without normalizing it, because the submission's identity depends on the contact as typed
 * (submission.ts). `contactOf` normalizes it for storage.
 */
const contactSchema = typedText({
  min: 0,
  max: commentLimits.contact,
  tooShort: '联系方式请填写文字或数字',
  tooLong: `联系方式不超过 ${commentLimits.contact} 个字`,
  isOneLine: true,
}).superRefine((text, context) => {
  const reading = readContactAddress(text);
  if (text !== '' && !reading.ok) context.addIssue({ code: 'custom', message: contactRefusals[reading.reason] });
});

const chooseSubject = '请先选择您要留言的地区';

/**
 * Every field of the form, in page order. comment-fields.ts derives form, preview, errors, drafts, both request formats
 * and the submission's identity from it.
 */
export const commentForm = {
  /** The subject (subject.ts), as in its address: `mouxian-2021/tasks/17`; at least the place, `places/mouxian`. */
  about: {
    schema: z
      .string({ error: chooseSubject })
      .regex(
        /^([a-z0-9-]+(\/(tasks\/\d+|points\/\d+-\d+))?|(units|topics)\/[a-z0-9-]+\/[a-z0-9-]+|places\/[a-z0-9-]+)$/,
        { error: chooseSubject },
      ),
    control: 'hidden',
    keptIn: 'record',
    isInDraft: false,
  },
  title: {
    schema: typedText({
      min: commentLimits.titleMin,
      max: commentLimits.title,
      tooShort: '请填写标题，至少 2 个字',
      tooLong: `标题不超过 ${commentLimits.title} 个字`,
      isOneLine: true,
    }),
    control: 'line',
    label: '标题',
    question: '标题',
    hint: `一句话说明，不超过 ${commentLimits.title} 个字`,
    maxCharacters: commentLimits.title,
    keptIn: 'record',
    isInDraft: true,
  },
  text: {
    schema: typedText({
      min: commentLimits.textMin,
      max: commentLimits.text,
      tooShort: '请把问题写清楚一些，至少 10 个字',
      tooLong: `内容不超过 ${commentLimits.text} 个字，一事一问更快得到答复`,
    }),
    control: 'lines',
    label: '内容',
    question: '您想问什么？',
    hint: `一事一问，另一件事请另写一件。${commentLimits.textMin} 到 ${commentLimits.text} 个字。请不要写身份证号、银行卡号。`,
    maxCharacters: commentLimits.text,
    keptIn: 'record',
    isInDraft: true,
  },
  kind: {
    schema: kindSchema.optional().default('question'),
    control: 'choice',
    label: '类型',
    question: '这是哪一类留言（可不选）',
    hint: '不选的，由政务公开办归类',
    choices: {
      question: { label: kindWords.question, hint: '想知道某件事怎么办、办到哪一步' },
      suggestion: { label: kindWords.suggestion, hint: '有更好的做法' },
      complaint: { label: kindWords.complaint, hint: '该办的没办或没办好' },
      help: { label: kindWords.help, hint: '遇到困难，需要帮助' },
    } satisfies Record<Kind, Choice>,
    keptIn: 'record',
    isInDraft: true,
  },
  name: {
    schema: typedText({
      min: 0,
      max: commentLimits.name,
      tooShort: '称呼请填写文字',
      tooLong: `称呼不超过 ${commentLimits.name} 个字`,
      isOneLine: true,
    }).optional(),
    control: 'line',
    label: '称呼',
    question: '怎么称呼您（可不填）',
    hint: '可以用化名，不会公开',
    autoComplete: 'name',
    keptIn: 'sealed',
    isInDraft: false,
    privacyWords: `称呼（可不填，最多 ${commentLimits.name} 个字，可以用化名）`,
  },
  contact: {
    schema: contactSchema.optional(),
    control: 'line',
    label: '联系方式',
    question: '手机、电话或邮箱（可不填）',
    hint: '只在需要核实情况时联系您，不会公开',
    autoComplete: 'tel',
    keptIn: 'sealed',
    isInDraft: false,
    privacyWords: '一种联系方式（可不填）',
  },
  /** Consent to publish; never preselected. */
  publish: {
    schema: z.enum(['yes', 'no'], { error: '请选择是否同意公开' }),
    control: 'choice',
    label: '公开',
    question: '答复后可以公开这件留言吗？',
    hint: '公开的只有问题和答复，不含称呼和联系方式。是否公开都会答复。',
    choices: {
      yes: {
        label: '可以公开',
        hint: '别人遇到同样的事也能看到',
        preview: '答复后可以公开问题和答复，不含称呼和联系方式',
      },
      no: { label: '不要公开', hint: '只有我凭查询码看得到' },
    } satisfies Record<'yes' | 'no', Choice>,
    keptIn: 'record',
    isInDraft: false,
  },
  /** Random key, created when the form loads. A retry or double click sends the same key and words: the same comment. */
  key: {
    schema: z
      .string({ error: '页面已过期，请刷新后再提交' })
      .regex(/^[0-9a-f]{32}$/, { error: '页面已过期，请刷新后再提交' }),
    control: 'hidden',
    keptIn: 'key',
    isInDraft: true,
  },
} as const satisfies Record<string, FormField>;

export const newCommentSchema = z.object(toShape(commentForm));

/** As typed. */
export type NewCommentInput = z.input<typeof newCommentSchema>;
/** As validated and cleaned. */
export type NewComment = z.output<typeof newCommentSchema>;
