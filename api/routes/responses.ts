// Helpers for routes to describe their input and responses.
import type { z } from '@hono/zod-openapi';
import { problemResponse } from '../middleware/problems.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });

export const takes = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: json(schema) });

export const answers = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: json(schema),
});

export const wrongParameters = { 422: problemResponse('参数有误') };
export const wrongFields = { 422: problemResponse('填写有误') };
/** Response of every staff route. */
export const notSignedIn = { 401: problemResponse('未登录'), 429: problemResponse('请求太频繁') };
/** Response for a comment that does not exist or that the clerk may not see. */
export const notTheirs = { 404: problemResponse('没有这件留言，或不在您的职责范围') };
