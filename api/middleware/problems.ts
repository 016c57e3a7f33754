// All errors of the API: HTTP status, title in plain Chinese, and what to do next.
import { z } from '@hono/zod-openapi'; // gives schemas their names in the description
import type { Context, Env, Input } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ZodError } from 'zod';
import {
  type FieldError,
  fieldErrors,
  type PersonalWarning,
  type Problem,
  type ProblemCode,
  problemSchema,
  type Step,
} from '../contract/problem.ts';
import type { Refusal } from '../life/check-move.ts';

const problems = {
  'invalid-input': [422, '有几处需要改一下', '请按提示修改后再提交，已填写的内容都还在。'],
  'unknown-subject': [422, '没有找到您要留言的事项', '请重新选择地区、单位或任务。'],
  'not-found': [404, '没有找到', '请核对编号或网址。'],
  'not-signed-in': [401, '请先登录', '登录已过期或尚未登录，请登录后再试。'],
  'not-allowed': [403, '您没有这项权限', '这件留言不在您的职责范围内，如有疑问请联系政务公开办。'],
  'not-in-this-state': [409, '现在不能这样办理', '这件留言的状态不允许这一步，请刷新后查看。'],
  'no-consent': [409, '留言人没有同意公开', '未经留言人同意，不能选登。'],
  'changed-meanwhile': [409, '这件留言刚刚被别人办理过', '请刷新查看最新情况，再决定怎么办。您填写的内容还在。'],
  'alike-reply': [409, '与别的留言的答复几乎相同', '请核对是不是答错了件：确认是给这一件的答复，才能发出。'],
  'personal-data': [409, '写的内容里有像个人信息的文字', '请核对：确认要发，或改过再发。您填写的内容都还在。'],
  'recorded-meanwhile': [409, '这一项刚刚有人登记过', '请刷新查看最新记录，再决定怎么登记。您填写的内容还在。'],
  'too-many-requests': [429, '提交得太频繁了', '请过一分钟再试，已填写的内容都还在。'],
  'too-large': [413, '内容太多', '请删减后再提交。'],
  'cross-site': [403, '请求来自其他网站', '请从本站页面操作。'],
  'too-slow': [503, '系统太忙，没有来得及办完', '请过一会儿再试；重复提交不会重复登记，已填写的内容都还在。'],
  unavailable: [503, '现在保存不了', '刚才没有保存成功，请过几分钟再试，已填写的内容都还在。'],
  'wrong-clock': [
    503,
    '网站的时间不对，现在不能登记',
    '网站的时钟慢了。时间登记错了不能改，所以先不登记，正在校准，请过一会儿再试，已填写的内容都还在。',
  ],
  unexpected: [500, '系统出了问题', '没有保存成功，请稍后再试；若一再出现，请把编号告诉我们。'],
} as const satisfies Record<ProblemCode, readonly [ContentfulStatusCode, string, string]>;

export type StatusOf<Code extends ProblemCode> = (typeof problems)[Code][0];

export interface ProblemExtras {
  detail?: string;
  errors?: FieldError[];
  changes?: Step[];
  alike?: string[];
  personal?: PersonalWarning;
  requestId?: string;
}

export function makeProblem<Code extends ProblemCode>(
  code: Code,
  extras: ProblemExtras = {},
): Problem & { status: StatusOf<Code> } {
  const [status, title, detail] = problems[code];
  return { type: `/problems/${code}`, status, code, title, detail, ...extras };
}

export function sendProblem<Code extends ProblemCode>(c: Context, code: Code, extras: ProblemExtras = {}) {
  const problem: Problem = makeProblem(code, extras);
  const status: StatusOf<Code> = problems[code][0];
  return c.json(problem, status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

/** Describes a refusal by its code and optional further fields, for `sendProblem`. */
export const refusal = <Code extends ProblemCode>(code: Code, extras: Omit<ProblemExtras, 'requestId'> = {}) => ({
  code,
  extras,
});

/** Describes the refusal of one submitted field. */
export const fieldRefusal = (field: string, message: string) =>
  refusal('invalid-input', { errors: [{ field, message }] });

/** The schema of all errors in the API description. */
const describedProblem = z.object(problemSchema.shape).openapi('Problem');

/** An error in a route's list of responses. */
export const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: describedProblem } },
});

/** Responds to input that fails validation; the zod-openapi hook of all routes. */
export function refuseInvalidInput<E extends Env, P extends string, I extends Input>(
  result: { success: true } | { success: false; error: ZodError },
  c: Context<E, P, I>,
) {
  return result.success ? undefined : sendProblem(c, 'invalid-input', { errors: fieldErrors(result.error) });
}

/** Explains to the clerk why a move is refused. */
export function explainRefusal(reason: Refusal) {
  switch (reason) {
    case 'not-your-role':
      return { code: 'not-allowed', detail: '这一步不由您的岗位办理。' } as const;
    case 'not-your-unit':
      return { code: 'not-allowed', detail: '这件留言不在您的单位办理。' } as const;
    case 'not-in-this-state':
      return { code: 'not-in-this-state', detail: '这件留言的状态不允许这一步，请刷新后查看。' } as const;
    case 'held':
      return { code: 'not-in-this-state', detail: '这件留言待核，请先看过并放行。' } as const;
    case 'not-held':
      return { code: 'not-in-this-state', detail: '这件留言不用放行。' } as const;
    case 'no-consent':
      return { code: 'no-consent', detail: '未经留言人同意，不能选登。' } as const;
    case 'already-published':
      return { code: 'not-in-this-state', detail: '这件留言已经选登。' } as const;
    case 'not-published':
      return { code: 'not-in-this-state', detail: '这件留言没有选登。' } as const;
    case 'no-draft':
      return { code: 'not-in-this-state', detail: '这件留言没有等待审核的答复。' } as const;
    case 'draft-in-review':
      return { code: 'not-in-this-state', detail: '答复正在审核，请等审核结果。' } as const;
    case 'own-draft':
      return { code: 'not-allowed', detail: '这件答复是您拟的，请由别人审核。' } as const;
    case 'reviewed-already':
      return { code: 'not-allowed', detail: '您已经审核通过这一稿，请由另一位审核人审核。' } as const;
  }
}
