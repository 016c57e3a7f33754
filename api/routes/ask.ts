// Sending a comment without script: find the subject, fill in the form, preview, send. Every page preserves the input.

import { type Context, Hono } from 'hono';
import {
  directView,
  offersView,
  outerFields,
  previewForm,
  subjectsView,
  subjectView,
} from '../../site/fragments/ask.ts';
import { errorSummary } from '../../site/fragments/error-summary.ts';
import { html, nothing } from '../../site/fragments/html.ts';
import { caseAddress } from '../contract/case-address.ts';
import { commentLimits, type NewComment } from '../contract/comment.ts';
import { isHiddenField } from '../contract/comment-fields.ts';
import { truncateText } from '../contract/fold.ts';
import { toHex } from '../contract/hex.ts';
import type { FieldError, ProblemCode } from '../contract/problem.ts';
import { placeSubject } from '../contract/subject.ts';
import { cleanText } from '../contract/text.ts';
import { describeFailure, readTransient } from '../middleware/failures.ts';
import { makeProblem } from '../middleware/problems.ts';
import type { GuardVariables } from '../middleware/request-guard.ts';
import { senderPrefixes } from '../middleware/sender.ts';
import type { Deps } from '../ports/deps.ts';
import { findSubjects } from '../record/find-subjects.ts';
import { type IntakeResult, receiveComment } from '../record/intake.ts';
import { readOffers } from '../record/offers.ts';
import { fillForm, fillPart } from './built-page.ts';
import { setCodesCookie } from './codes-cookie.ts';
import { type FoundFollowUp, findFollowed, readFollowUps, unprovenFollowUp } from './follow-up-cookie.ts';
import { isOwnForm, issueFormToken } from './form-token.ts';
import { readPlace, rememberPlace } from './place-cookie.ts';
import { refuseForeignForms } from './problem-page.ts';
import { quotaWords } from './quota-words.ts';
import { readSending, type TypedFields } from './sending-form.ts';

const isKey = (text: string | undefined): text is string => /^[0-9a-f]{32}$/u.test(text ?? '');

const maxQueryLength = 100;

/** Shown if the browser does not disclose the form's origin. The resident must choose the files again. */
const sendAgainMessage = '浏览器没有说明这次提交来自哪个网站，还没有登记。请再按一次“提交留言”；有附件的，请重新选择。';

/** Cuts before anything looks at the words, and again, because composing characters can make them longer. */
const readQuery = (c: Context): string =>
  truncateText(cleanText(truncateText(c.req.query('q') ?? '', 10 * maxQueryLength)), maxQueryLength);

/** Words typed elsewhere become the title, or the text if they are too long for one. */
const startWith = (query: string): TypedFields =>
  query === '' ? {} : query.length <= commentLimits.title ? { title: query } : { text: query };

export function askRoutes(deps: Deps, settings: { baseUrl: string }) {
  const readBuiltPage = async (path: string) => {
    const page = await deps.site.page(path);
    if (page === null) throw new Error(`the site has no page ${path}`);
    return page;
  };

  async function showOffers(about: string) {
    try {
      // With script, the form itself fetches offers once there is a title.
      return html`<noscript>${offersView(await readOffers(deps, about, ''))}</noscript>`;
    } catch (error) {
      // If the database is down, omit the offers; the form still works.
      deps.log({ level: 'error', message: `offers: ${describeFailure(error)}` });
      return nothing;
    }
  }

  /** Renders the form for a subject; after a failed submission, with the input and the errors. */
  async function showForm(
    c: Context,
    typed: TypedFields,
    followed: FoundFollowUp,
    failure?: { code: ProblemCode; errors?: FieldError[]; detail?: string },
  ) {
    const { proof, step, ...values } = typed;
    const subject = (await deps.site.index()).subjects.find(({ id }) => id === values.about);
    // Replace an invalid key, which would fail on every attempt.
    const key = isKey(values.key) ? values.key : toHex(deps.random(16));
    const codeErrors = followed.ok ? [] : [{ field: 'trackingCode', message: followed.message }];
    const errors = [...codeErrors, ...(failure?.errors ?? [])];
    const summary = followed.ok
      ? failure && makeProblem(failure.code, failure.detail ? { detail: failure.detail } : {})
      : unprovenFollowUp(followed.follows);
    const page = fillForm(await readBuiltPage('/ask/'), {
      values: { ...values, key },
      // Skip errors of hidden fields: the subject shows its own error, and the key was replaced.
      errors: errors.filter(({ field }) => !isHiddenField(field)),
      ...(summary ? { summary } : {}),
    });
    const about = subject
      ? html`${subjectView(subject, followed.follows)}${outerFields({
          follows: followed.follows,
          codeProblem: followed.ok ? '' : followed.message,
          trackingCode: followed.ok ? '' : (typed.trackingCode ?? ''),
          formToken: issueFormToken(c, deps),
        })}`
      : errorSummary({
          title: '没有找到您要留言的事项',
          detail: '请重新选择地区、单位或任务，再把内容粘贴过去。',
        });
    const offers = subject && !failure ? await showOffers(subject.id) : nothing;
    return fillPart(fillPart(page, 'subject', about), 'offers', offers);
  }

  /** Renders the preview of the comment; its form contains the input unchanged. */
  async function showPreview(
    c: Context,
    comment: NewComment,
    typed: TypedFields,
    { follows }: FoundFollowUp,
    problem = '',
  ) {
    const { step, proof, trackingCode, ...words } = typed;
    const subject = (await deps.site.index()).subjects.find(({ id }) => id === comment.about);
    const about = subject ? subjectView(subject, follows) : nothing;
    const page = fillPart(await readBuiltPage('/ask/preview/'), 'subject', about);
    const formToken = issueFormToken(c, deps);
    return fillPart(page, 'preview', previewForm(comment, { ...words, follows: follows ?? '', formToken }, problem));
  }

  /** Responds to a refused comment. Every response contains the typed text. */
  async function refuseComment(
    c: Context,
    reason: Extract<IntakeResult, { ok: false }>['reason'] | 'unavailable' | 'wrong-clock',
    comment: NewComment,
    typed: TypedFields,
    followed: FoundFollowUp,
  ): Promise<Response> {
    switch (reason) {
      case 'unavailable':
      case 'wrong-clock':
        c.header('retry-after', '120');
        return c.html(await showForm(c, typed, followed, { code: reason }), 503);
      case 'unknown-subject':
        return c.html(await showForm(c, typed, followed, { code: reason }), 422);
      case 'words-over-quota': {
        const failure = { code: 'too-many-requests', detail: quotaWords[reason] } as const;
        return c.html(await showForm(c, typed, followed, failure), 429);
      }
      default:
        // The text is valid: on the preview page, the resident can send it without the files.
        return c.html(await showPreview(c, comment, typed, followed, quotaWords[reason]), 422);
    }
  }

  /** Renders the search for a subject, in the place of the address or else the one chosen last. */
  async function showChoice(c: Context, query: string) {
    const { jurisdictions } = await deps.site.index();
    const chosen = c.req.query('place') ?? readPlace(c);
    const place = jurisdictions.find(({ id }) => id === chosen)?.id ?? null;
    const found = await findSubjects(deps.site, query, place);
    const page = fillForm(await readBuiltPage('/ask/choose/'), { values: { q: query, place: place ?? '' } });
    return fillPart(fillPart(page, 'subjects', subjectsView(query, found)), 'direct', directView(query, jurisdictions));
  }

  const app = new Hono<{ Variables: GuardVariables }>();
  app.use('/ask/', refuseForeignForms(deps.site, settings.baseUrl));
  return app
    .get('/ask/', async (c) => {
      // Each load has its own key, so shared caches must not store it. The browser may, for its back button.
      c.header('cache-control', 'private, no-cache');
      const query = readQuery(c);
      const { subjects } = await deps.site.index();
      const wanted = [c.req.query('about'), placeSubject(c.req.query('place') ?? ''), placeSubject(readPlace(c))];
      const subject = wanted.flatMap((id) => subjects.find((each) => each.id === id) ?? [])[0];
      if (!subject) return c.html(await showChoice(c, query));
      rememberPlace(c, subject.jurisdiction);
      const { id: about } = subject;
      // Without the cookie, the link opens an ordinary form.
      const followUp = (await readFollowUps(c, deps)).find(({ follows }) => follows === c.req.query('follows'));
      const typed = { about, ...startWith(query), ...(followUp ? { key: followUp.key } : {}) };
      return c.html(await showForm(c, typed, { ok: true, follows: followUp?.follows ?? null }));
    })
    .get('/ask/choose/', async (c) => c.html(await showChoice(c, readQuery(c))))
    .post('/ask/', async (c) => {
      c.header('cache-control', 'no-store');
      const { typed, sending } = await readSending(c);
      const followed = await findFollowed(c, deps, typed);
      if (!followed.ok) {
        const errors = sending.ok ? [] : sending.errors.filter(({ field }) => field !== 'files');
        return c.html(await showForm(c, typed, followed, { code: 'invalid-input', errors }), 422);
      }
      if (typed.step === 'edit') return c.html(await showForm(c, typed, followed));
      if (!sending.ok) {
        const { words, errors } = sending;
        // If only the files are invalid, return to the preview, where the resident can choose them again.
        return words
          ? c.html(await showPreview(c, words, typed, followed, errors[0]?.message), 422)
          : c.html(await showForm(c, typed, followed, { code: 'invalid-input', errors }), 422);
      }
      const { comment, files } = sending;
      if (typed.step === 'preview') {
        // Let the browser cache it for its back button; otherwise the browser asks whether to resubmit, which confuses people.
        c.header('cache-control', 'private, no-cache');
        return c.html(await showPreview(c, comment, typed, followed));
      }
      // Check the form's origin before storing. Until here, a forged request has no effect.
      if (!isOwnForm(c, settings.baseUrl, typed.formToken)) {
        return c.html(await showPreview(c, comment, typed, followed, sendAgainMessage), 403);
      }
      const { follows } = followed;
      const evidence = { ...sending.evidence, isCounted: c.get('isCounted'), senders: senderPrefixes(c) };
      const result = await receiveComment(deps, comment, { isSample: false, follows, evidence, files }).catch(
        (error) => {
          const reason = readTransient(error);
          if (reason === null) throw error;
          deps.log({ level: 'error', message: describeFailure(error) });
          return { ok: false, reason } as const;
        },
      );
      if (!result.ok) return refuseComment(c, result.reason, comment, typed, followed);
      await setCodesCookie(c, deps, result.receipt);
      return c.redirect(caseAddress('/follow/receipt/', result.receipt.receiptCode), 303);
    });
}
