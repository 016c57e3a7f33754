// Decides which comment a page is about: the one that its address or form names, if this browser holds its codes. The last
// one opened is never taken instead.
import type { Context } from 'hono';
import { html } from '../../site/fragments/html.ts';
import { hiddenFields, typedWords } from '../../site/fragments/kept-fields.ts';
import { chooseButton, chooseLink } from '../../site/fragments/open-cases.ts';
import type { CasePath } from '../contract/case-address.ts';
import { readReceiptCode } from '../contract/codes.ts';
import type { FollowRequest } from '../contract/follow.ts';
import type { FieldError } from '../contract/problem.ts';
import type { CommentRecord } from '../db/database.ts';
import type { Deps } from '../ports/deps.ts';
import { findByCodes } from '../record/codes.ts';
import { fillForm, fillPart } from './built-page.ts';
import { readOpenCases } from './codes-cookie.ts';
import { issueFormToken } from './form-token.ts';

export const moveFields = ['move', 'solved', 'speed', 'manner', 'text'] as const;
export const caseFields = ['receiptCode', ...moveFields, 'formToken'] as const;
export type CaseFields = Partial<Record<(typeof caseFields)[number], string>>;

/** What a page asks for: the comment, and what to show if it is not clear which. */
interface Wish {
  typed: CaseFields;
  /** Where links to the comments lead; forms are sent to the same address again. */
  link?: CasePath;
}

export const readBuilt = async (site: Deps['site'], path: string): Promise<string> => {
  const page = await site.page(path);
  if (page === null) throw new Error(`the site has no page ${path}`);
  return page;
};

/** A move that waits until the codes are proven. */
const waitingMove = (typed: CaseFields): CaseFields =>
  Object.fromEntries(moveFields.flatMap((field) => (typed[field] ? [[field, typed[field]]] : [])));

export const hasTyped = (typed: CaseFields): boolean => moveFields.some((field) => field !== 'move' && typed[field]);

/** The form for the two codes, with what was typed elsewhere carried along. */
export async function showCodesForm(
  site: Deps['site'],
  typed: CaseFields & { trackingCode?: string },
  { title, detail, errors = [] }: { title: string; detail: string; errors?: FieldError[] },
): Promise<string> {
  const waiting = waitingMove(typed);
  const kept = html`${hiddenFields(waiting)}${typedWords(waiting.text)}`;
  const { receiptCode, trackingCode } = typed;
  const values = { receiptCode: receiptCode ?? '', trackingCode: trackingCode ?? '' };
  return fillForm(fillPart(await readBuilt(site, '/follow/'), 'kept', kept), {
    values,
    errors,
    summary: { title, detail },
  });
}

async function askForCodes(c: Context, deps: Deps, typed: CaseFields): Promise<Response> {
  const receiptCode = readReceiptCode(typed.receiptCode ?? '').slice(0, 40);
  const kept = hasTyped(typed) ? '刚才填写的内容都还在，查到后再提交一次即可。' : '';
  const which = receiptCode === '' ? '您要办理的留言' : `留言 ${receiptCode} `;
  const detail = `${which}的号码在这台设备上只保留30分钟，现在已经清除。请再填一次两个号码，就能接着办。${kept}`;
  const page = await showCodesForm(deps.site, { ...typed, receiptCode }, { title: '请再填一次查询码', detail });
  return c.html(page, 403);
}

/** Comments with the codes that this browser holds, the last one opened first. */
export async function listOpenCases(c: Context, deps: Deps) {
  const found = await Promise.all(
    (await readOpenCases(c, deps)).map(async (codes) => ({ codes, record: await findByCodes(deps, codes) })),
  );
  return found.flatMap(({ codes, record }) => (record ? [{ codes, record }] : []));
}

type Open = Awaited<ReturnType<typeof listOpenCases>>;

/** The choice between the open comments. */
export async function showChoice(c: Context, deps: Deps, open: Open, { typed, link }: Wish): Promise<string> {
  const cases = open.map(({ record: { row } }) => ({ receiptCode: row.receiptCode, title: row.title }));
  const token = issueFormToken(c, deps);
  const content = link ? chooseLink(cases, link, token) : chooseButton(cases, c.req.path, typed, token);
  return fillPart(await readBuilt(deps.site, '/follow/choose/'), 'cases', content);
}

/** A page for holders of the codes; others are sent to the form that asks for them. */
export async function withCase(
  c: Context,
  deps: Deps,
  wish: Wish,
  answer: (record: CommentRecord, codes: FollowRequest) => Promise<Response>,
): Promise<Response> {
  c.header('cache-control', 'no-store');
  const { receiptCode } = wish.typed;
  const open = await listOpenCases(c, deps);
  const named = receiptCode ? open.filter(({ codes }) => codes.receiptCode === readReceiptCode(receiptCode)) : open;
  const [one, ...others] = named;
  if (one && others.length === 0) return answer(one.record, one.codes);
  if (one) return c.html(await showChoice(c, deps, open, wish), 409);
  return receiptCode || hasTyped(wish.typed) ? askForCodes(c, deps, wish.typed) : c.redirect('/follow/', 303);
}
