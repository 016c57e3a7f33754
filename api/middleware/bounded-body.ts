// Counts the fields of a body before parsing it, because even a small body can contain tens of thousands.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { sendProblem } from './problems.ts';

/** The longest form has a dozen fields and up to three files. */
const maxParts = 40;

/** The part of FormData that our routes use; URLSearchParams has it too. */
export type ReadableForm = Pick<FormData, 'getAll'>;

async function readMultipart(c: Context, type: string): Promise<ReadableForm | null> {
  const [, boundary] = /;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*(?:;|$)/iu.exec(type) ?? [];
  if (!boundary) return null;
  // Parse with the same boundary as counted: a header with two boundaries must not bypass the limit.
  const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
  const body = await c.req.arrayBuffer();
  // Latin-1 decodes any byte to one character, so no content can hide a boundary.
  const parts = new TextDecoder('latin1').decode(body).split(`--${boundary}`, maxParts + 3).length - 2;
  return parts > maxParts ? null : new Response(body, { headers: headers }).formData();
}

async function readUrlEncoded(c: Context): Promise<ReadableForm | null> {
  const text = await c.req.text();
  return text.split('&', maxParts + 1).length > maxParts ? null : new URLSearchParams(text);
}

/** @returns null if the body is not a form, is malformed, or has too many fields */
export async function readBoundedForm(c: Context): Promise<ReadableForm | null> {
  const type = c.req.header('content-type') ?? '';
  if (/^multipart\/form-data\b/iu.test(type)) return readMultipart(c, type).catch(() => null);
  return /^application\/x-www-form-urlencoded\b/iu.test(type) ? readUrlEncoded(c).catch(() => null) : null;
}

/** The API's deepest body nests five levels; its longest list, of ranges to redact, has a few hundred entries. */
const maxDepth = 16;
const maxValues = 4000;

/** Checks nesting depth and number of values by scanning brackets and commas, without parsing. */
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

/** Rejects JSON that is nested too deeply or has too many values. Runs after the checks of origin and rate limit. */
export const boundJson = createMiddleware(async (c, next) => {
  const isJson = /^application\/([\w.-]+\+)?json\b/iu.test(c.req.header('content-type') ?? '');
  return isJson && !isBoundedJson(await c.req.text()) ? sendProblem(c, 'invalid-input') : next();
});
