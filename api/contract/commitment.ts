// Progress on tasks: records as staff write them, and as everybody reads them.
import { personalSeenSchema } from './problem.ts';
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** A task's standing against its due date, most urgent first. `ongoing` is 长期坚持; `undated` has no due date. */
export const standingSchema = z.enum(['past-due', 'due-today', 'not-due', 'published', 'ongoing', 'undated']);
export const recordStatusSchema = z.enum(['in-progress', 'finished', 'correction']);

export type Standing = z.infer<typeof standingSchema>;
export type RecordStatus = z.infer<typeof recordStatusSchema>;

export const standingWords: Record<Standing, string> = {
  'past-due': '已过期限，未见公开结果',
  'due-today': '今天到期',
  'not-due': '未到期',
  published: '已公开结果',
  ongoing: '长期坚持',
  undated: '未定期限',
};

export const recordStatusWords: Record<RecordStatus, string> = {
  'in-progress': '推进中',
  finished: '已完成',
  correction: '更正',
};

/** In characters. A note fits one paragraph; people can still check a link of this length by eye. */
export const recordLimits = { text: 500, link: 500 } as const;

const linkAdvice = '请填写公开结果的网址，以 http:// 或 https:// 开头';

/** Accepts web addresses with a public host name and without a password. */
function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return /^https?:$/u.test(protocol) && hostname.includes('.') && username === '' && password === '';
}

const typedLink = z
  .string({ error: linkAdvice })
  .trim()
  .max(recordLimits.link, { error: `网址不超过 ${recordLimits.link} 个字符`, abort: true });
const link = typedLink
  .refine(isPublicAddress, { error: linkAdvice, abort: true })
  .transform((text) => new URL(text).href);
const optionalLink = typedLink
  .refine((text) => text === '' || isPublicAddress(text), { error: linkAdvice, abort: true })
  .transform((text) => (text === '' ? null : new URL(text).href))
  .nullable();

const day = z.iso.date({ error: '请填写日期，年月日都要有' });
const text = typedText({
  min: 5,
  max: recordLimits.text,
  tooShort: '请写明情况，至少 5 个字',
  tooLong: `不超过 ${recordLimits.text} 个字`,
});

/** A correction withdraws one earlier record and gives a reason. A new record then states the right facts. */
export const newRecordSchema = z.discriminatedUnion(
  'status',
  [
    z.object({ status: z.literal('in-progress'), on: day, text, link: optionalLink }),
    z.object({ status: z.literal('finished'), on: day, text, link }),
    z.object({
      status: z.literal('correction'),
      corrects: z.coerce.number({ error: '请选择要更正哪一条' }).int().min(1, { error: '请选择要更正哪一条' }),
      text,
    }),
  ],
  { error: '请选择登记什么' },
);

export const recordRequestSchema = z.object({
  /** Number of records on the clerk's page. A mismatch rejects the request, because the clerk has not read the new ones. */
  version: z.int().min(0),
  /** Random key, created when the form loads. A retry or double click sends the same key and words: the same record. */
  key: z.string().regex(/^[0-9a-f]{32}$/, { error: '页面已过期，请刷新后再提交' }),
  record: newRecordSchema,
  personalSeen: personalSeenSchema,
});

export const commitmentRecordSchema = z.object({
  version: z.int().describe('第几条记录，从 1 数起'),
  status: recordStatusSchema.describe('in-progress 推进中，finished 已完成，correction 更正'),
  on: z.iso.date().nullable().describe('进展或公开结果的日期；更正为 null'),
  text: z.string().describe('情况说明；更正的写理由'),
  link: z.string().nullable().describe('公开结果的网址；没有为 null'),
  corrects: z.int().nullable().describe('更正哪一条记录；不是更正为 null'),
  isCorrected: z.boolean().describe('已被后来的记录更正，不再作数'),
  recordedAt: z.iso.datetime().describe('登记时间（UTC）'),
  recordedBy: z.string().describe('登记的单位，或政务公开办'),
  isSample: z.boolean().describe('演示数据'),
});

export const resultSchema = z.object({
  on: z.iso.date().describe('公开日期'),
  link: z.string().describe('公开结果的网址'),
  daysLate: z.int().nullable().describe('比期限晚几天，提前为负数；没有期限为 null'),
  isRecordedLate: z.boolean().describe('公开日期不晚于期限，但期限过后才登记'),
});

const unit = z.object({ id: z.string(), name: z.string() });

/** A task in the work ledger. */
export const ledgerEntrySchema = z.object({
  id: z.string(),
  /** The year of the document that promises it. */
  year: z.int(),
  title: z.string(),
  url: z.string(),
  units: z.array(unit),
  dueText: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  standing: standingSchema,
  result: resultSchema.nullable(),
  isSample: z.boolean(),
});

export const commitmentSchema = ledgerEntrySchema.extend({
  documentTitle: z.string(),
  /** Oldest first. */
  records: z.array(commitmentRecordSchema),
});

/** One page of the tasks for which a clerk may record progress. */
export const staffLedgerSchema = z.object({
  entries: z.array(ledgerEntrySchema),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
});

/** A task, for the clerk who records its progress. */
export const staffCommitmentSchema = commitmentSchema.extend({
  /** Today in Shanghai: no record may be dated later. */
  today: z.iso.date(),
  /** Records that this clerk may still withdraw. */
  correctable: z.array(z.int()),
});

export const openCommitmentSchema = z.object({
  task: z.string().describe('任务编号，如 mouxian-2021/tasks/5'),
  document: z.string().describe('文件编号'),
  title: z.string().describe('任务'),
  units: z.array(z.string()).describe('责任单位'),
  dueText: z.string().nullable().describe('完成时限，照录原文；没有为 null'),
  dueOn: z.iso.date().nullable().describe('完成时限的最后一天；没有写明日期为 null'),
  standing: standingSchema.describe(
    'not-due 未到期，due-today 今天到期，past-due 已过期限且未见公开结果，published 已公开结果，ongoing 长期坚持，undated 未定期限',
  ),
  asOf: z.iso.date().describe('standing 按哪一天（北京时间）判断'),
  result: resultSchema.nullable().describe('最早公开且未被更正的结果；没有为 null'),
  records: z.array(commitmentRecordSchema).describe('全部记录，先登记的在前'),
  url: z.string().describe('页面地址'),
});

export type NewRecordInput = z.input<typeof newRecordSchema>;
export type NewRecord = z.output<typeof newRecordSchema>;
export type CommitmentRecord = z.infer<typeof commitmentRecordSchema>;
export type Result = z.infer<typeof resultSchema>;
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type Commitment = z.infer<typeof commitmentSchema>;
export type StaffLedger = z.infer<typeof staffLedgerSchema>;
export type StaffCommitment = z.infer<typeof staffCommitmentSchema>;
export type OpenCommitment = z.infer<typeof openCommitmentSchema>;
