// Enumerated values and the Chinese words that pages show for them, shared by form, queue and API.
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
/** domain/access/roles.ts defines what each role may do. */
export const roles = ['desk', 'unit', 'reviewer', 'auditor', 'admin'] as const;
export const roleSchema = z.enum(roles);
/** Why a new comment is held for the desk's review. Its clock runs meanwhile. */
export const holdReasonSchema = z.enum(['trap', 'unchecked', 'unproved', 'repeated', 'flood']);
/** The public parts of a published comment. */
export const publicPartSchema = z.enum(['title', 'text', 'reply']);
export const windowStateSchema = z.enum(['running', 'due-today', 'overdue', 'met', 'missed']);

export type Kind = z.infer<typeof kindSchema>;
export type Classification = z.infer<typeof classificationSchema>;
export type CommentState = z.infer<typeof stateSchema>;
export type Role = z.infer<typeof roleSchema>;
export type HoldReason = z.infer<typeof holdReasonSchema>;
export type PublicPart = z.infer<typeof publicPartSchema>;

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

/** The classification that 改类 changes to. */
export const otherClassification: Record<Classification, Classification> = { simple: 'standard', standard: 'simple' };

export const stateWords: Record<CommentState, string> = {
  received: '待受理',
  assigned: '办理中',
  returned: '已退回',
  'in-review': '待审核',
  replied: '已答复',
  disputed: '有异议，待处理',
  declined: '不予受理',
  withdrawn: '已撤回',
};

export const roleWords: Record<Role, string> = {
  desk: '政务公开办',
  unit: '责任单位',
  reviewer: '审核人',
  auditor: '监督员',
  admin: '系统管理员',
};

export const publicPartWords: Record<PublicPart, string> = { title: '标题', text: '留言内容', reply: '答复' };

/** Marks a comment held for review. */
export const heldWord = '待核';

/** Marks a comment that the desk urges the unit to answer. */
export const urgedWord = '督办';

export const holdReasonWords: Record<HoldReason, string> = {
  trap: '填写了人看不见的一栏，可能由程序提交',
  unchecked: '自动检查当时没能进行',
  unproved: '没有完成自动验证，例如浏览器没有运行脚本',
  repeated: '一天之内有文字相同的另一件留言',
  flood: '短时间内留言异常多',
};

/** Marks a comment that this unit supports. */
export const helpingWord = '协办';

/** Shown with every sample record, wherever it appears. */
export const sampleWord = '演示数据';
