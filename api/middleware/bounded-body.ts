// Reads bodies whose parts are counted before anything is made of them: a small body can hold tens of thousands of fields.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sendProblem } from './problems.ts';

/** The longest form has a dozen fields, and three files may come along; no browser sends many more. */
const maxParts = 40;

/** What reading a form needs, of either encoding. */
export type ReadableForm = Pick<FormData, 'getAll'>;

async function readParts(c: Context, type: string): Promise<ReadableForm | null> {
  const [, boundary] = /;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*(?:;|$)/iu.exec(type) ?? [];
  if (!boundary) return null;
  // Parse by the boundary that was counted, and by no other that the header might name too.
  const counted = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  const body = await c.req.arrayBuffer();
  // One byte a character, so that no part is hidden by its content.
  const parts = new TextDecoder('latin1').decode(body).split(`--${boundary}`, maxParts + 3).length - 2;
  return parts > maxParts ? null : new Response(body, { headers: counted }).formData();
}

async function readPairs(c: Context): Promise<ReadableForm | null> {
  const text = await c.req.text();
  return text.split('&', maxParts + 1).length > maxParts ? null : new URLSearchParams(text);
}

/** @returns null for a body that is no form, is broken, or has more parts than a form of ours */
export async function readBoundedForm(c: Context): Promise<ReadableForm | null> {
  const type = c.req.header('content-type') ?? '';
  if (/^multipart\/form-data\b/iu.test(type)) return readParts(c, type).catch(() => null);
  return /^application\/x-www-form-urlencoded\b/iu.test(type) ? readPairs(c).catch(() => null) : null;
}

/** Our deepest body nests five levels; the longest list, of ranges to redact, has some hundred entries. */
const maxDepth = 16;
const maxValues = 4000;

/** Counts brackets and commas outside strings, without building anything. */
export function isBoundedJson(text: string): boolean {
  let [depth, values, isString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (isString) {
      if (char === '\\') at++;
      else if (char === '"') isString = false;
    } else if (char === '"') isString = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    else if (char === ',') values++;
    if (depth > maxDepth || values > maxValues) return false;
  }
  return true;
}

/** Refuses JSON that nests deeper, or holds more values, than any body of ours. Stands behind the checks of the sender. */
export const boundJson = createMiddleware(async (c, next) => {
  const isJson = /^application\/([\w.-]+\+)?json\b/iu.test(c.req.header('content-type') ?? '');
  return isJson && !isBoundedJson(await c.req.text()) ? sendProblem(c, 'invalid-input') : next();
});
