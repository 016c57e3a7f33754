// The typed client of the API, and its failures as sentences.
import { type ClientResponse, hc } from 'hono/client';
import type { AppType } from '../../api/app.ts';
import { type Problem, problemSchema } from '../../api/contract/problem.ts';

/** Whom the staff's page takes to be signed in; null on residents' pages, and before it is known. */
let believed: string | null = null;

/** Another tab may have signed somebody else in: the API refuses what is not meant for that one. @param account its id */
export const believe = (account: string | null): void => {
  believed = account;
};

export const api = hc<AppType>('/', { headers: () => (believed === null ? {} : { 'x-staff': believed }) }).api;

/** What to say when no answer came: nothing reached the server, or nothing came back. */
const noAnswer: Problem = {
  type: '/problems/no-answer',
  status: 0,
  code: 'unexpected',
  title: '没有发出去',
  detail: '网络不通，或服务器没有回应。您填写的内容都还在，请稍后再点一次；重复点击不会重复提交。',
};

/** What a form finds wrong by itself, said as the API would. */
export const refuseField = (field: string, message: string): Problem => ({
  type: '',
  status: 422,
  code: 'invalid-input',
  title: '',
  detail: '',
  errors: [{ field, message }],
});

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** The body of a route's success; its other answers are problems. */
type Success<Response> = Response extends ClientResponse<infer Body, 200 | 201, 'json'> ? Body : never;

/** Runs a request of the typed client; whatever goes wrong comes back as a problem that can be shown. */
export async function ask<Response extends { ok: boolean; json(): Promise<unknown> }>(
  request: Promise<Response>,
): Promise<Answer<Success<Response>>> {
  try {
    const response = await request;
    const body = await response.json();
    // The contract, which the API's own tests hold it to: an answer that is ok has the body of its route.
    if (response.ok) return { ok: true, data: body as Success<Response> };
    const problem = problemSchema.safeParse(body);
    return { ok: false, problem: problem.success ? problem.data : noAnswer };
  } catch {
    return { ok: false, problem: noAnswer };
  }
}
