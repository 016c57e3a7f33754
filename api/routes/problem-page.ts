// Error pages for browsers.
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { errorSummary } from '../../site/fragments/error-summary.ts';
import { sendAgainForm } from '../../site/fragments/kept-fields.ts';
import { findRequestOrigin } from '../middleware/foreign.ts';
import { makeProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { fillPart } from './built-page.ts';
import { issueFormToken } from './form-token.ts';

/** Advice on error pages: the browser's back button returns to the input. */
const pageDetails = {
  'too-large': '内容太多，没有收下。请按浏览器的「后退」回到刚才的页面，删减后再提交。',
  'invalid-input': '没有收下。请按浏览器的「后退」回到刚才的页面，再提交一次。',
  'too-many-requests':
    '刚才操作得太频繁，这一次没有收下，内容也没有读取。请按浏览器的“后退”回到刚才的页面，填写的内容通常还在，过一分钟再提交。',
  'cross-site': '请从本站的页面提交。',
  'too-slow': '系统太忙，没有来得及办完。请按浏览器的「后退」回到刚才的页面，过一会儿再试；重复提交不会重复登记。',
  unavailable:
    '刚才没有保存成功。请按浏览器的「后退」回到刚才的页面，内容通常还在，过几分钟再试；重复提交不会重复登记。',
  'wrong-clock':
    '网站的时钟慢了。时间登记错了不能改，所以先不登记，正在校准。请按浏览器的“后退”回到刚才的页面，内容通常还在，过一会儿再试。',
  unexpected: '这一步没有完成。请按浏览器的「后退」回到刚才的页面，内容通常还在，稍后再试；重复提交不会重复登记。',
} as const;

export type PageProblem = keyof typeof pageDetails;

/** Responds with an error page. */
export async function answerProblemPage(
  c: Context,
  site: Deps['site'],
  code: PageProblem,
  requestId?: string,
): Promise<Response> {
  const { status, title } = makeProblem(code);
  const detail = requestId ? `${pageDetails[code]}编号：${requestId}` : pageDetails[code];
  const page = await site.page('/error/').catch(() => null);
  c.header('cache-control', 'no-store');
  return c.html(page ? fillPart(page, 'problem', errorSummary({ title, detail })) : `${title}。${detail}`, status);
}

/** Rejects forms that another site's page submitted. */
export const refuseForeignForms = (site: Deps['site'], baseUrl: string) =>
  createMiddleware(async (c, next) =>
    findRequestOrigin(c, baseUrl) === 'foreign' ? answerProblemPage(c, site, 'cross-site') : next(),
  );

/** Asks the resident to send a form of unknown origin again; the page contains everything typed. */
export async function askToSendAgain(
  c: Context,
  deps: Pick<Deps, 'site' | 'random'>,
  typed: Partial<Record<string, string>>,
): Promise<Response> {
  const page = await deps.site.page('/error/');
  if (page === null) throw new Error('the site has no page /error/');
  const fields = { ...typed, formToken: issueFormToken(c, deps) };
  c.header('cache-control', 'no-store');
  return c.html(fillPart(page, 'problem', sendAgainForm(c.req.path, fields)), makeProblem('cross-site').status);
}
