// Pages that need the record: the form, and the pages with published answers, all without script.
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { type CommentField, commentFields, newCommentSchema } from '../contract/comment.ts';
import { type FieldError, fieldErrors, type ProblemCode } from '../contract/problem.ts';
import type { Deps } from '../deps.ts';
import { describeFailure } from '../middleware/failures.ts';
import { makeProblem } from '../middleware/problems.ts';
import { senderOf } from '../middleware/sender.ts';
import { readCommitment } from '../record/commitments.ts';
import { readPublished } from '../record/follow.ts';
import { receiveComment } from '../record/intake.ts';
import { answersView, problemNotice } from '../views/comment.ts';
import { commitmentView } from '../views/commitment.ts';
import { html, nothing } from '../views/html.ts';
import { markWords } from '../views/mark-words.ts';
import { fillForm, fillPart } from './built-page.ts';
import { keepCodes } from './codes-cookie.ts';
import { findFollowed, readFollowUp } from './follow-up-cookie.ts';
import { readFields } from './form-fields.ts';
import { refuseForeignForms } from './problem-page.ts';

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const isKey = (text: string | undefined): text is string => /^[0-9a-f]{32}$/u.test(text ?? '');

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
    follows: string | null = null,
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
      ? html`<p class="subject">关于 <a href="${subject.url}">${subject.title}</a><br><small>${subject.documentTitle}</small></p>${follows ? html`<p class="notice">这是对 <span class="code">${follows}</span> 的追问：作为一件新留言登记，答复期限重新计算，两件互相关联。</p>` : nothing}`
      : problemNotice('没有找到要问的任务或要点', '请从文件、要点或任务页面点「就此提问」，再把内容粘贴过去。');
    return fillPart(page, 'subject', about);
  }

  const app = new Hono();
  app.use('/ask/', refuseForeignForms(deps.site, settings.baseUrl));
  return app
    .get('/ask/', async (c) => {
      // Not stored by shared caches: every load has its own key. The browser may keep it for the back button.
      c.header('cache-control', 'private, no-cache');
      const about = c.req.query('about') ?? '';
      const { subjects } = await deps.site.index();
      // Every comment is about something: who comes without a subject is helped to find one.
      const isKnown = subjects.some(({ id }) => id === about);
      if (!isKnown) return c.html(await builtPage('/ask/choose/'));
      const followUp = await readFollowUp(c, deps.codeSecret);
      // A link alone says nothing: without the cookie it opens the form of any other comment.
      const isFollowUp = followUp !== null && followUp.follows === c.req.query('follows');
      return c.html(
        isFollowUp
          ? await showForm({ about, key: followUp.key }, undefined, followUp.follows)
          : await showForm({ about }),
      );
    })
    .post('/ask/', async (c) => {
      c.header('cache-control', 'no-store');
      const typed = await readFields(c, commentFields);
      const follows = await findFollowed(c, deps.codeSecret, typed.key ?? '');
      if (!(await deps.limits.allow('intake', senderOf(c)))) {
        return c.html(await showForm(typed, { code: 'too-many-requests' }, follows), 429);
      }
      const parsed = newCommentSchema.safeParse(typed);
      if (!parsed.success) {
        return c.html(
          await showForm(typed, { code: 'invalid-input', errors: fieldErrors(parsed.error) }, follows),
          422,
        );
      }
      const result = await receiveComment(deps, parsed.data, { isSample: false, follows });
      if (!result.ok) return c.html(await showForm(typed, { code: result.reason }, follows), 422);
      await keepCodes(c, deps.codeSecret, result.receipt);
      return c.redirect('/follow/receipt/', 303);
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
}
