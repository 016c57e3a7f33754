// The typed client of the API. Failures come back as sentences.
import { type ClientResponse, hc } from 'hono/client';
import type { AppType } from '../../api/app.ts';
import { type Problem, problemSchema } from '../../api/contract/problem.ts';

/** Id of the account that this page believes to be signed in; null on residents' pages and until it is known. */
let assumedAccount: string | null = null;

/**
 * If another tab has signed in somebody else, the API refuses this page's requests.
 *
 * @param account its id
 */
export const assumeSignedIn = (account: string | null): void => {
  assumedAccount = account;
};

export const api = hc<AppType>('/', {
  headers: () => (assumedAccount === null ? {} : { 'x-staff': assumedAccount }),
}).api;

/** Shown when no response arrived: either the request or its response was lost. */
const noResponse: Problem = {
  type: '/problems/no-answer',
  status: 0,
  code: 'unexpected',
  title: '没有发出去',
  detail: '网络不通，或服务器没有回应。您填写的内容都还在，请稍后再点一次；重复点击不会重复提交。',
};

/** An error that a form finds itself, in the API's format. */
export const refuseField = (field: string, message: string): Problem => ({
  type: '',
  status: 422,
  code: 'invalid-input',
  title: '',
  detail: '',
  errors: [{ field, message }],
});

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** The body of a route's successful response; all other responses are problems. */
type Success<Response> = Response extends ClientResponse<infer Body, 200 | 201, 'json'> ? Body : never;

/** Sends a request of the typed client. Every failure becomes a problem that the page can show. */
export async function ask<Response extends { ok: boolean; json(): Promise<unknown> }>(
  request: Promise<Response>,
): Promise<Answer<Success<Response>>> {
  try {
    const response = await request;
    const body = await response.json();
    // The API's tests enforce the contract, so a successful response has its route's body.
    if (response.ok) return { ok: true, data: body as Success<Response> };
    const problem = problemSchema.safeParse(body);
    return { ok: false, problem: problem.success ? problem.data : noResponse };
  } catch {
    return { ok: false, problem: noResponse };
  }
}
