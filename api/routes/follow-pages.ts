// Pages for holders of the two codes: receipt, progress, and the resident's moves, all without script.
import { type Context, Hono } from 'hono';
import { type FollowNews, followResult, receiptView } from '../../site/fragments/comment.ts';
import { residentDoneWords } from '../../site/fragments/resident-moves.ts';
import { type CasePath, caseAddress } from '../contract/case-address.ts';
import { readReceiptCode } from '../contract/codes.ts';
import { type FollowRequest, followRequestSchema } from '../contract/follow.ts';
import { toHex } from '../contract/hex.ts';
import { fieldErrors } from '../contract/problem.ts';
import type { CommentRecord } from '../db/database.ts';
import { residentMoveSchema } from '../life/requests.ts';
import { describeFailure, readTransient } from '../middleware/failures.ts';
import { makeProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { proveCodes } from '../record/codes.ts';
import { followComment } from '../record/follow.ts';
import { readReceipt } from '../record/intake.ts';
import { exportComment, makeResidentMove } from '../record/resident.ts';
import { fillPart } from './built-page.ts';
import { forgetCases, readOpenCases, setCodesCookie } from './codes-cookie.ts';
import { wrongCodes } from './comments.ts';
import { writeDueDate } from './due-date.ts';
import { addFollowUp, forgetFollowUps } from './follow-up-cookie.ts';
import { readFields } from './form-fields.ts';
import { isOwnForm, issueFormToken } from './form-token.ts';
import {
  type CaseFields,
  caseFields,
  listOpenCases,
  readBuiltPage,
  showChoice,
  showCodesForm,
  withCase,
} from './open-cases.ts';
import { askToSendAgain, refuseForeignForms } from './problem-page.ts';

const moveFailures = {
  'not-in-this-state': { title: '现在不能这样办', detail: '这件留言的情况已经变了，请看下面的最新进度。' },
  'changed-meanwhile': { title: '没有办成', detail: '有人正在办理这件留言，请再试一次。' },
} as const;

const tooManyRequests = { title: '查询得太频繁了', detail: '请过一分钟再查。' };

type CaseHandler = (record: CommentRecord, codes: FollowRequest) => Promise<Response>;

export function followPageRoutes(deps: Deps, settings: { baseUrl: string }) {
  async function showResult(c: Context, record: CommentRecord, news: FollowNews = {}) {
    const ownCodes = (await readOpenCases(c, deps)).map(({ receiptCode }) => receiptCode);
    const result = followResult(await followComment(deps, record, ownCodes), issueFormToken(c, deps), news);
    return fillPart(await readBuiltPage(deps.site, '/follow/result/'), 'result', result);
  }

  const showCase = (c: Context, link: CasePath, answer: CaseHandler) =>
    withCase(c, deps, { typed: { receiptCode: c.req.query('receiptCode') ?? '' }, link }, answer);

  /** Handles a form about one comment, if a page of this site sent it. */
  async function handleCaseForm(
    c: Context,
    answer: (record: CommentRecord, typed: CaseFields) => Promise<Response>,
  ): Promise<Response> {
    const typed = await readFields(c, caseFields);
    if (!isOwnForm(c, settings.baseUrl, typed.formToken)) return askToSendAgain(c, deps, typed);
    return withCase(c, deps, { typed }, (record) => answer(record, typed));
  }

  const app = new Hono();
  app.use('/follow/*', refuseForeignForms(deps.site, settings.baseUrl));
  return app
    .post('/follow/', async (c) => {
      c.header('cache-control', 'no-store');
      const typed = await readFields(c, [...caseFields, 'trackingCode']);
      if (!isOwnForm(c, settings.baseUrl, typed.formToken)) return askToSendAgain(c, deps, typed);
      const showError = (words: Parameters<typeof showCodesForm>[2]) => showCodesForm(deps.site, typed, words);
      const parsed = followRequestSchema.safeParse(typed);
      if (!parsed.success) {
        const errors = fieldErrors(parsed.error);
        return c.html(await showError({ title: '请填写两个号码', detail: '它们在留言回执上。', errors }), 422);
      }
      const proof = await proveCodes(deps, parsed.data);
      if (!proof.ok && proof.reason === 'too-many-requests') return c.html(await showError(tooManyRequests), 429);
      if (!proof.ok) return c.html(await showError({ title: '没有找到', detail: wrongCodes }), 404);
      await setCodesCookie(c, deps, parsed.data);
      // Do not make a move that waited for the codes: show it again, because the comment may have changed.
      if (typed.move) return c.html(await showResult(c, proof.record, { kept: typed }));
      return c.redirect(caseAddress('/follow/result/', parsed.data.receiptCode), 303);
    })
    .get('/follow/choose/', async (c) => {
      c.header('cache-control', 'no-store');
      const openCases = await listOpenCases(c, deps);
      if (openCases.length === 0) return c.redirect('/follow/', 303);
      return c.html(await showChoice(c, deps, openCases, { typed: {}, link: '/follow/result/' }));
    })
    .get('/follow/receipt/', (c) =>
      showCase(c, '/follow/receipt/', async (record, { trackingCode }) => {
        const followAddress = new URL('/follow/', settings.baseUrl).href;
        const receipt = await readReceipt(deps, record, trackingCode);
        const content = receiptView(receipt, followAddress, issueFormToken(c, deps));
        return c.html(fillPart(await readBuiltPage(deps.site, '/follow/receipt/'), 'receipt', content));
      }),
    )
    .get('/follow/result/', (c) =>
      showCase(c, '/follow/result/', async (record) =>
        c.html(await showResult(c, record, { done: residentDoneWords(c.req.query('done')) })),
      ),
    )
    .post('/follow/moves/', (c) =>
      handleCaseForm(c, async (record, typed) => {
        const parsed = residentMoveSchema.safeParse(typed);
        if (!parsed.success) {
          const errors = fieldErrors(parsed.error);
          const failure = { title: '有几处需要改一下', detail: '已填写的内容都还在。', errors, typed };
          return c.html(await showResult(c, record, { failure }), 422);
        }
        const { receiptCode } = record.row;
        const result = await makeResidentMove(deps, receiptCode, parsed.data).catch((error: unknown) => {
          const reason = readTransient(error);
          if (reason === null) throw error;
          deps.log({ level: 'error', message: describeFailure(error) });
          return { ok: false, reason } as const;
        });
        if (result.ok) return c.redirect(caseAddress('/follow/result/', receiptCode, { done: parsed.data.move }), 303);
        const isPassing = result.reason === 'unavailable' || result.reason === 'wrong-clock';
        const words = isPassing ? makeProblem(result.reason) : moveFailures[result.reason];
        const failure = { title: words.title, detail: words.detail, errors: [], typed };
        return c.html(await showResult(c, record, { failure }), isPassing ? 503 : 409);
      }),
    )
    .post('/follow/ask/', (c) =>
      handleCaseForm(c, async (record) => {
        const { moves, receiptCode, about } = await followComment(deps, record);
        if (!moves.includes('follow-up')) return c.redirect(caseAddress('/follow/result/', receiptCode), 303);
        await addFollowUp(c, deps, { follows: receiptCode, key: toHex(deps.random(16)) });
        return c.redirect(`/ask/?${new URLSearchParams({ about: about.id, follows: receiptCode })}`, 303);
      }),
    )
    .get('/follow/data.json', (c) =>
      showCase(c, '/follow/data.json', async (record, { receiptCode }) => {
        c.header('content-disposition', `attachment; filename="${receiptCode}.json"`);
        return c.json(await exportComment(deps, record));
      }),
    )
    .get('/follow/due.ics', (c) =>
      showCase(c, '/follow/due.ics', async (record, { receiptCode }) => {
        const file = writeDueDate(await followComment(deps, record), record, settings.baseUrl);
        c.header('content-disposition', `attachment; filename="${receiptCode}.ics"`);
        return c.body(file, 200, { 'content-type': 'text/calendar; charset=utf-8' });
      }),
    )
    .post('/follow/forget/', async (c) => {
      c.header('cache-control', 'no-store');
      const typed = await readFields(c, [...caseFields, 'all']);
      if (!isOwnForm(c, settings.baseUrl, typed.formToken)) return askToSendAgain(c, deps, typed);
      const openCases = await readOpenCases(c, deps);
      const requestedCode = readReceiptCode(typed.receiptCode ?? '');
      const closesOneOnly = requestedCode !== '' || (openCases.length > 1 && !typed.all);
      const closedCases = closesOneOnly
        ? openCases.filter(({ receiptCode }) => receiptCode === requestedCode)
        : openCases;
      forgetCases(c, closedCases);
      await forgetFollowUps(
        c,
        deps,
        closedCases.map(({ receiptCode }) => receiptCode),
      );
      // Show the remaining open comments, because others may use this machine.
      return c.redirect(openCases.length > closedCases.length ? '/follow/choose/' : '/follow/', 303);
    });
}
