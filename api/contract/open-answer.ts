// Published answers as open data: the content of each /answers/{code}/, for recounting and for the site's search.
import { kindSchema } from './words.ts';
import { z } from './zod.ts';

export const openAnswerSchema = z.object({
  receiptCode: z
    .string()
    .regex(/^[0-9A-Z]+-[0-9A-Z]+$/u)
    .describe('受理编号'),
  place: z.string().describe('地区编号，如 mouxian'),
  year: z.int().describe('所关于的文件的年份；关于单位的，为答复的年份'),
  kind: kindSchema.describe('留言类别'),
  title: z.string().describe('标题'),
  text: z.string().describe('留言内容'),
  about: z.string().describe('关于：任务、要点、文件或单位的编号，如 mouxian-2021/tasks/17'),
  aboutTitle: z.string().describe('关于：名称'),
  receivedAt: z.iso.datetime().describe('留言时间'),
  publishedAt: z.iso.datetime().describe('公开时间'),
  unit: z.string().describe('回复单位编号，如 minzhengju'),
  unitName: z.string().describe('回复单位'),
  reply: z.string().describe('回复内容'),
  repliedAt: z.iso.datetime().describe('回复时间，即第一次答复的时间'),
  correctedAt: z.iso.datetime().nullable().describe('更正时间；没有更正为 null。更正过的，回复内容是更正后的全文'),
  files: z.array(z.string()).describe('随答复公开的附件的地址；没有的为空'),
  isSample: z.boolean().describe('true 为演示数据'),
  url: z.string().describe('页面地址'),
});

export type OpenAnswer = z.infer<typeof openAnswerSchema>;

/** A search of the published answers. All parameters are optional; an empty query lists the newest answers. */
export const answerSearchSchema = z.object({
  q: z.string().max(200, { error: '搜索的话不超过 200 个字' }).default('').describe('要找的话'),
  place: z.string().max(40).optional().describe('地区编号'),
  unit: z.string().max(40).optional().describe('该地区的单位编号'),
  year: z.coerce.number().int().optional().describe('所关于的文件的年份'),
});
