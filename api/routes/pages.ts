// Pages that need the record: the form, its receipt, the follow page and the published answers, all without script.
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { createMiddleware } from 'hono/factory';
import { type CommentField, commentFields, newCommentSchema } from '../contract/comment.ts';
import { type FollowRequest, followRequestSchema } from '../contract/follow.ts';
import { type FieldError, fieldErrors, type ProblemCode } from '../contract/problem.ts';
import type { Deps } from '../deps.ts';
import { describeFailure } from '../middleware/failures.ts';
import { makeProblem } from '../middleware/problems.ts';
import { senderOf } from '../middleware/sender.ts';
import { readCommitment } from '../record/commitments.ts';
import { followComment, readPublished } from '../record/follow.ts';
import { readReceipt, receiveComment } from '../record/intake.ts';
import { answersView, followResult, problemNotice, receiptView } from '../views/comment.ts';
import { commitmentView } from '../views/commitment.ts';
import { type Html, html } from '../views/html.ts';
import { markWords } from '../views/mark-words.ts';
import { fillForm, fillPart } from './built-page.ts';
import { forgetCodes, keepCodes, readCodes } from './codes-cookie.ts';
import { wrongCodes } from './comments.ts';

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const isKey = (text: string | undefined): text is string => /^[0-9a-f]{32}$/u.test(text ?? '');

/** Only the fields that a form has, and only text: a file, a repeated field or a broken body is no value. */
async function readFields<Field extends string>(
  c: Context,
  names: readonly Field[],
): Promise<Partial<Record<Field, string>>> {
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  const entries = names.flatMap((name): [Field, string][] => {
    const value = form[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(entries) as Partial<Record<Field, string>>;
}

/** What stands on a page instead of the answer; the browser's way back leads to what was typed. */
const pageDetails = {
  'too-large': '内容太多，没有收下。请按浏览器的「后退」回到刚才的页面，删减后再提交。',
  'invalid-input': '没有收下。请按浏览器的「后退」回到刚才的页面，再提交一次。',
  'cross-site': '请从本站的页面提交。',
  unexpected: '这一步没有完成。请按浏览器的「后退」回到刚才的页面，内容通常还在，稍后再试；重复提交不会重复登记。',
} as const;

/** A refusal or failure in words, for who came with a browser. */
export async function answerProblemPage(
  c: Context,
  site: Deps['site'],
  code: keyof typeof pageDetails,
  requestId?: string,
): Promise<Response> {
  const { status, title } = makeProblem(code);
  const detail = requestId ? `${pageDetails[code]}编号：${requestId}` : pageDetails[code];
  const page = await site.page('/error/').catch(() => null);
  c.header('cache-control', 'no-store');
  return c.html(page ? fillPart(page, 'problem', problemNotice(title, detail)) : `${title}。${detail}`, status);
}

/**
 * A form of this site is sent from this site. Old browsers say nothing of where they come from, so silence is allowed:
 * no right of anybody hangs on it, but other sites' visitors must not send for them.
 */
function refuseForeignForms(site: Deps['site'], baseUrl: string) {
  const ownOrigin = new URL(baseUrl).origin;
  return createMiddleware(async (c, next) => {
    const origin = c.req.header('origin');
    const isForeign = c.req.header('sec-fetch-site') === 'cross-site' || (origin !== undefined && origin !== ownOrigin);
    return c.req.method === 'POST' && isForeign ? answerProblemPage(c, site, 'cross-site') : next();
  });
}

/** As long as the search box; whoever asks for more gets the page without marks for the rest. */
const longestMark = 100;

/** Pages of which one can ask: documents, tasks and points. */
const subjectPages = [
  '/documents/:document/',
  '/documents/:document/tasks/:row/',
  '/documents/:document/points/:point/',
];

export function pageRoutes(deps: Deps, settings: { baseUrl: string }) {
  const builtPage = async (path: string) => {
    const page = await deps.site.page(path);
    if (page === null) throw new Error(`the site has no page ${path}`);
    return page;
  };

  /** The form with its subject, and with what was typed where the send failed. */
  async function showForm(
    values: Partial<Record<CommentField, string>>,
    failure?: { code: ProblemCode; errors?: FieldError[] },
  ) {
    const subject = (await deps.site.index()).subjects.find(({ id }) => id === values.about);
    // A key that is none would be refused again and again.
    const key = isKey(values.key) ? values.key : toHex(deps.random(16));
    const summary = failure ? makeProblem(failure.code) : undefined;
    const page = fillForm(await builtPage('/ask/'), {
      values: { ...values, key },
      // A hidden field has no place for an error: the subject's is said in its place, the key was made anew.
      errors: (failure?.errors ?? []).filter(({ field }) => field !== 'about' && field !== 'key'),
      ...(summary ? { summary } : {}),
    });
    const about = subject
      ? html`<p class="subject">关于 <a href="${subject.url}">${subject.title}</a><br><small>${subject.documentTitle}</small></p>`
      : problemNotice('没有找到要问的任务或要点', '请从文件、要点或任务页面点「就此提问」，再把内容粘贴过去。');
    return fillPart(page, 'subject', about);
  }

  const app = new Hono();
  for (const path of ['/ask/', '/follow/', '/follow/forget/'])
    app.use(path, refuseForeignForms(deps.site, settings.baseUrl));
  return app
    .get('/ask/', async (c) => {
      // Not stored by shared caches: every load has its own key. The browser may keep it for the back button.
      c.header('cache-control', 'private, no-cache');
      const about = c.req.query('about') ?? '';
      const { subjects } = await deps.site.index();
      // Every comment is about something: who comes without a subject is helped to find one.
      const isKnown = subjects.some(({ id }) => id === about);
      return c.html(isKnown ? await showForm({ about }) : await builtPage('/ask/choose/'));
    })
    .post('/ask/', async (c) => {
      c.header('cache-control', 'no-store');
      const typed = await readFields(c, commentFields);
      if (!(await deps.limits.allow('intake', senderOf(c)))) {
        return c.html(await showForm(typed, { code: 'too-many-requests' }), 429);
      }
      const parsed = newCommentSchema.safeParse(typed);
      if (!parsed.success) {
        return c.html(await showForm(typed, { code: 'invalid-input', errors: fieldErrors(parsed.error) }), 422);
      }
      const result = await receiveComment(deps, parsed.data);
      if (!result.ok) return c.html(await showForm(typed, { code: result.reason }), 422);
      keepCodes(c, result.receipt);
      return c.redirect('/follow/receipt/', 303);
    })
    .post('/follow/', async (c) => {
      c.header('cache-control', 'no-store');
      const typed = await readFields(c, ['receiptCode', 'trackingCode']);
      if (!(await deps.limits.allow('follow', senderOf(c)))) {
        return c.html(
          await showFollow(typed, { title: '查询得太频繁了', detail: '请过一分钟再查。', errors: [] }),
          429,
        );
      }
      const parsed = followRequestSchema.safeParse(typed);
      if (!parsed.success) {
        const errors = fieldErrors(parsed.error);
        return c.html(await showFollow(typed, { title: '请填写两个号码', detail: '它们在留言回执上。', errors }), 422);
      }
      const view = await followComment(deps, parsed.data);
      if (!view) return c.html(await showFollow(typed, { title: '没有找到', detail: wrongCodes, errors: [] }), 404);
      keepCodes(c, parsed.data);
      return c.redirect('/follow/result/', 303);
    })
    .get('/follow/receipt/', (c) =>
      showFollowed(c, '/follow/receipt/', 'receipt', async (codes) => {
        const receipt = await readReceipt(deps, codes);
        return receipt && receiptView(receipt);
      }),
    )
    .get('/follow/result/', (c) =>
      showFollowed(c, '/follow/result/', 'result', async (codes) => {
        const view = await followComment(deps, codes);
        return view && followResult(view);
      }),
    )
    .post('/follow/forget/', (c) => {
      forgetCodes(c);
      return c.redirect('/follow/', 303);
    })
    .on('GET', subjectPages, etag(), async (c) => {
      const path = c.req.path;
      const page = await deps.site.page(path);
      if (page === null) return c.html(await builtPage('/404.html'), 404);
      const marked = (html: string) => markWords(html, (c.req.query('mark') ?? '').slice(0, longestMark));
      c.header('cache-control', 'no-cache'); // kept, but asked for again: an answer shows as soon as it is published
      try {
        const about = path.slice('/documents/'.length, -1);
        const [{ answers, total }, commitment] = await Promise.all([
          readPublished(deps, about),
          readCommitment(deps, about),
        ]);
        const answered = fillPart(page, 'answers', answersView(answers, total));
        return c.html(marked(commitment ? fillPart(answered, 'commitment', commitmentView(commitment)) : answered));
      } catch (error) {
        // What was promised stays readable while the database is down.
        deps.log({ level: 'error', message: `answers and records: ${describeFailure(error)}`, requestId: '' });
        return c.html(marked(page));
      }
    });

  /** A page for who has the codes: for others the way to type them in. */
  async function showFollowed(
    c: Context,
    path: string,
    part: string,
    view: (codes: FollowRequest) => Promise<Html | null>,
  ): Promise<Response> {
    c.header('cache-control', 'no-store');
    const codes = readCodes(c);
    const content = codes && (await view(codes));
    return content ? c.html(fillPart(await builtPage(path), part, content)) : c.redirect('/follow/', 303);
  }

  async function showFollow(
    values: Record<string, string>,
    { title, detail, errors }: { title: string; detail: string; errors: FieldError[] },
  ) {
    return fillForm(await builtPage('/follow/'), { values, errors, summary: { title, detail } });
  }
}
