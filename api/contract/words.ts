// The names that code uses and the Chinese words that pages show for them: one list, for form, queue and API.
import { z } from './zod.ts';

export const kindSchema = z.enum(['question', 'suggestion', 'complaint', 'help'], { error: '请选择留言类型' });
export const classificationSchema = z.enum(['simple', 'standard']);
export const stateSchema = z.enum([
  'received',
  'assigned',
  'returned',
  'in-review',
  'replied',
  'disputed',
  'declined',
  'withdrawn',
]);
export const roleSchema = z.enum(['desk', 'unit']);
export const moveNameSchema = z.enum([
  'classify',
  'assign',
  'transfer',
  'return',
  'reply',
  'decline',
  'correct',
  'uphold',
  'publish',
  'unpublish',
]);
/** What the resident who holds the codes may do with the comment. */
export const residentMoveNameSchema = z.enum(['rate', 'dispute', 'follow-up', 'withhold', 'withdraw', 'erase']);
export const windowStateSchema = z.enum(['running', 'due-today', 'overdue', 'met', 'missed']);

export type Kind = z.infer<typeof kindSchema>;
export type Classification = z.infer<typeof classificationSchema>;
export type CommentState = z.infer<typeof stateSchema>;
export type Role = z.infer<typeof roleSchema>;
export type MoveName = z.infer<typeof moveNameSchema>;
export type ResidentMoveName = z.infer<typeof residentMoveNameSchema>;

export const kindWords: Record<Kind, string> = {
  question: '咨询',
  suggestion: '建议',
  complaint: '投诉',
  help: '求助',
};

export const classificationWords: Record<Classification, string> = {
  simple: '简单问题',
  standard: '一般问题',
};

/** What 改类 changes a comment to. */
export const otherClassification: Record<Classification, Classification> = { simple: 'standard', standard: 'simple' };

export const stateWords: Record<CommentState, string> = {
  received: '待受理',
  assigned: '办理中',
  returned: '已退回',
  'in-review': '待审核',
  replied: '已答复',
  disputed: '答非所问，待处理',
  declined: '不予受理',
  withdrawn: '已撤回',
};

export const roleWords: Record<Role, string> = {
  desk: '政务公开办',
  unit: '责任单位',
};

export const moveWords: Record<MoveName, string> = {
  classify: '改类',
  assign: '分办',
  transfer: '转办',
  return: '退回',
  reply: '答复',
  decline: '不予受理',
  correct: '更正答复',
  uphold: '维持答复',
  publish: '选登',
  unpublish: '撤下',
};

/** Shown with every sample record, wherever it appears. */
export const sampleWord = '演示数据';
