// The typed client of the API, and its failures as sentences.
import { hc } from 'hono/client';
import * as z from 'zod';
import type { AppType } from '../../api/app.ts';
import { type Problem, problemSchema } from '../../api/contract/problem.ts';

// zod would try to compile its checks with `new Function`, which the content security policy rightly refuses.
z.config({ jitless: true });

export const api = hc<AppType>('/').api;

/** What to say when no answer came: nothing reached the server, or nothing came back. */
const noAnswer: Problem = {
  type: '/problems/no-answer',
  status: 0,
  code: 'unexpected',
  title: '没有发出去',
  detail: '网络不通，或服务器没有回应。您填写的内容都还在，请稍后再点一次；重复点击不会重复提交。',
};

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

interface TypedResponse<T> {
  ok: boolean;
  json(): Promise<T>;
}

/** Runs a request of the typed client; whatever goes wrong comes back as a problem that can be shown. */
export async function ask<T>(
  request: Promise<TypedResponse<T>>,
): Promise<Answer<Exclude<T, Problem>>> {
  try {
    const response = await request;
    const body = await response.json();
    // The contract: an answer that is not ok is a problem, one that is ok is not.
    if (response.ok) return { ok: true, data: body as Exclude<T, Problem> };
    const problem = problemSchema.safeParse(body);
    return { ok: false, problem: problem.success ? problem.data : noAnswer };
  } catch {
    return { ok: false, problem: noAnswer };
  }
}
