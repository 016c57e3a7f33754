// Determines which comment a page is about: the one named by its address or form, if this browser's cookies contain its
// codes. It never falls back to the comment opened last.
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

/** The comment that a page requests, and what to show if several are open. */
interface PageRequest {
  typed: CaseFields;
  /** Target of the links to the open comments; omit it for a form, which is sent again to its own address. */
  link?: CasePath;
}

export const readBuiltPage = async (site: Deps['site'], path: string): Promise<string> => {
  const page = await site.page(path);
  if (page === null) throw new Error(`the site has no page ${path}`);
  return page;
};

/** Extracts a move that must wait until the resident has entered the codes. */
const extractPendingMove = (typed: CaseFields): CaseFields =>
  Object.fromEntries(moveFields.flatMap((field) => (typed[field] ? [[field, typed[field]]] : [])));

export const hasTyped = (typed: CaseFields): boolean => moveFields.some((field) => field !== 'move' && typed[field]);

/** Renders the form for the two codes. Hidden fields preserve what was typed on another page. */
export async function showCodesForm(
  site: Deps['site'],
  typed: CaseFields & { trackingCode?: string },
  { title, detail, errors = [] }: { title: string; detail: string; errors?: FieldError[] },
): Promise<string> {
  const pendingMove = extractPendingMove(typed);
  const keptFields = html`${hiddenFields(pendingMove)}${typedWords(pendingMove.text)}`;
  const { receiptCode, trackingCode } = typed;
  const values = { receiptCode: receiptCode ?? '', trackingCode: trackingCode ?? '' };
  return fillForm(fillPart(await readBuiltPage(site, '/follow/'), 'kept', keptFields), {
    values,
    errors,
    summary: { title, detail },
  });
}

async function askForCodes(c: Context, deps: Deps, typed: CaseFields): Promise<Response> {
  const receiptCode = readReceiptCode(typed.receiptCode ?? '').slice(0, 40);
  const keptNotice = hasTyped(typed) ? '刚才填写的内容都还在，查到后再提交一次即可。' : '';
  const subject = receiptCode === '' ? '您要办理的留言' : `留言 ${receiptCode} `;
  const detail = `${subject}的号码在这台设备上只保留30分钟，现在已经清除。请再填一次两个号码，就能接着办。${keptNotice}`;
  const page = await showCodesForm(deps.site, { ...typed, receiptCode }, { title: '请再填一次查询码', detail });
  return c.html(page, 403);
}

/** Lists the comments whose codes are in this browser's cookies, the last one opened first. */
export async function listOpenCases(c: Context, deps: Deps) {
  const found = await Promise.all(
    (await readOpenCases(c, deps)).map(async (codes) => ({ codes, record: await findByCodes(deps, codes) })),
  );
  return found.flatMap(({ codes, record }) => (record ? [{ codes, record }] : []));
}

type OpenCaseList = Awaited<ReturnType<typeof listOpenCases>>;

/** Renders the choice between the open comments. */
export async function showChoice(
  c: Context,
  deps: Deps,
  openCases: OpenCaseList,
  { typed, link }: PageRequest,
): Promise<string> {
  const cases = openCases.map(({ record: { row } }) => ({ receiptCode: row.receiptCode, title: row.title }));
  const token = issueFormToken(c, deps);
  const content = link ? chooseLink(cases, link, token) : chooseButton(cases, c.req.path, typed, token);
  return fillPart(await readBuiltPage(deps.site, '/follow/choose/'), 'cases', content);
}

/** Responds for the requested comment if its codes are in the cookies; otherwise shows the form for the codes. */
export async function withCase(
  c: Context,
  deps: Deps,
  request: PageRequest,
  answer: (record: CommentRecord, codes: FollowRequest) => Promise<Response>,
): Promise<Response> {
  c.header('cache-control', 'no-store');
  const { receiptCode } = request.typed;
  const openCases = await listOpenCases(c, deps);
  const matching = receiptCode
    ? openCases.filter(({ codes }) => codes.receiptCode === readReceiptCode(receiptCode))
    : openCases;
  const [requested, ...others] = matching;
  if (requested && others.length === 0) return answer(requested.record, requested.codes);
  if (requested) return c.html(await showChoice(c, deps, openCases, request), 409);
  return receiptCode || hasTyped(request.typed) ? askForCodes(c, deps, request.typed) : c.redirect('/follow/', 303);
}
