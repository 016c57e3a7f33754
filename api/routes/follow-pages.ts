// Pages for holders of the two codes: receipt, progress, and the resident's moves, all without script.
import { type Context, Hono } from 'hono';
import { followResult, receiptView } from '../../site/fragments/comment.ts';
import { type MoveFailure, residentDoneWords } from '../../site/fragments/resident-moves.ts';
import { type FollowRequest, followRequestSchema } from '../contract/follow.ts';
import { toHex } from '../contract/hex.ts';
import { type FieldError, fieldErrors } from '../contract/problem.ts';
import type { CommentRecord } from '../db/database.ts';
import { writeCalendar } from '../domain/clock/icalendar.ts';
import { type FollowView, residentMoveSchema } from '../life/requests.ts';
import type { Deps } from '../ports/deps.ts';
import { findByCodes, proveCodes } from '../record/codes.ts';
import { followComment } from '../record/follow.ts';
import { readReceipt } from '../record/intake.ts';
import { exportComment, makeResidentMove } from '../record/resident.ts';
import { fillForm, fillPart } from './built-page.ts';
import { clearCodesCookie, readCodesCookie, setCodesCookie } from './codes-cookie.ts';
import { wrongCodes } from './comments.ts';
import { clearFollowUpCookie, setFollowUpCookie } from './follow-up-cookie.ts';
import { readFields } from './form-fields.ts';
import { refuseForeignForms } from './problem-page.ts';

const notNow = {
  'not-in-this-state': { title: '现在不能这样办', detail: '这件留言的情况已经变了，请看下面的最新进度。' },
  'changed-meanwhile': { title: '没有办成', detail: '有人正在办理这件留言，请再试一次。' },
} as const;

export function followPageRoutes(deps: Deps, settings: { baseUrl: string }) {
  const builtPage = async (path: string) => {
    const page = await deps.site.page(path);
    if (page === null) throw new Error(`the site has no page ${path}`);
    return page;
  };

  async function showFollow(
    values: Record<string, string>,
    { title, detail, errors = [] }: { title: string; detail: string; errors?: FieldError[] },
  ) {
    return fillForm(await builtPage('/follow/'), { values, errors, summary: { title, detail } });
  }

  const showResult = async (view: FollowView, more: { done?: string | undefined; failure?: MoveFailure } = {}) =>
    fillPart(await builtPage('/follow/result/'), 'result', followResult(view, more));

  /** Serves a page to holders of the codes; redirects others to the form for the codes. */
  async function withRecord(
    c: Context,
    answer: (record: CommentRecord, codes: FollowRequest) => Promise<Response>,
  ): Promise<Response> {
    c.header('cache-control', 'no-store');
    const codes = await readCodesCookie(c, deps.codeSecret);
    const record = codes && (await findByCodes(deps, codes));
    return record ? answer(record, codes) : c.redirect('/follow/', 303);
  }

  const app = new Hono();
  app.use('/follow/*', refuseForeignForms(deps.site, settings.baseUrl));
  return app
    .post('/follow/', async (c) => {
      c.header('cache-control', 'no-store');
      const typed = await readFields(c, ['receiptCode', 'trackingCode']);
      const tooMany = { title: '查询得太频繁了', detail: '请过一分钟再查。' };
      const parsed = followRequestSchema.safeParse(typed);
      if (!parsed.success) {
        const errors = fieldErrors(parsed.error);
        return c.html(await showFollow(typed, { title: '请填写两个号码', detail: '它们在留言回执上。', errors }), 422);
      }
      const proof = await proveCodes(deps, parsed.data);
      if (!proof.ok && proof.reason === 'too-many-requests') return c.html(await showFollow(typed, tooMany), 429);
      if (!proof.ok) return c.html(await showFollow(typed, { title: '没有找到', detail: wrongCodes }), 404);
      await setCodesCookie(c, deps.codeSecret, parsed.data);
      return c.redirect('/follow/result/', 303);
    })
    .get('/follow/receipt/', (c) =>
      withRecord(c, async (record, { trackingCode }) => {
        const followAddress = new URL('/follow/', settings.baseUrl).href;
        const receipt = receiptView(await readReceipt(deps, record, trackingCode), followAddress);
        return c.html(fillPart(await builtPage('/follow/receipt/'), 'receipt', receipt));
      }),
    )
    .get('/follow/result/', (c) =>
      withRecord(c, async (record) =>
        c.html(await showResult(await followComment(deps, record), { done: residentDoneWords(c.req.query('done')) })),
      ),
    )
    .post('/follow/moves/', (c) =>
      withRecord(c, async (record) => {
        const typed = await readFields(c, ['move', 'solved', 'speed', 'manner', 'text']);
        const parsed = residentMoveSchema.safeParse(typed);
        if (!parsed.success) {
          const failure = {
            title: '有几处需要改一下',
            detail: '已填写的内容都还在。',
            errors: fieldErrors(parsed.error),
          };
          return c.html(await showResult(await followComment(deps, record), { failure: { ...failure, typed } }), 422);
        }
        const result = await makeResidentMove(deps, record.row.receiptCode, parsed.data);
        if (result.ok) return c.redirect(`/follow/result/?done=${parsed.data.move}`, 303);
        const failure = { ...notNow[result.reason], errors: [], typed };
        return c.html(await showResult(await followComment(deps, record), { failure }), 409);
      }),
    )
    .post('/follow/ask/', (c) =>
      withRecord(c, async (record) => {
        const { moves, receiptCode, about } = await followComment(deps, record);
        if (!moves.includes('follow-up')) return c.redirect('/follow/result/', 303);
        await setFollowUpCookie(c, deps.codeSecret, { follows: receiptCode, key: toHex(deps.random(16)) });
        return c.redirect(`/ask/?${new URLSearchParams({ about: about.id, follows: receiptCode })}`, 303);
      }),
    )
    .get('/follow/data.json', (c) =>
      withRecord(c, async (record) => {
        c.header('content-disposition', `attachment; filename="${record.row.receiptCode}.json"`);
        return c.json(await exportComment(deps, record));
      }),
    )
    .get('/follow/due.ics', (c) =>
      withRecord(c, async (record) => {
        const { receiptCode, window } = await followComment(deps, record);
        const moves = record.events.filter(({ type }) => type === 'classified' || type === 'recomputed');
        const file = writeCalendar({
          name: `留言 ${receiptCode}`,
          stamp: moves.at(-1)?.at ?? record.row.receivedAt,
          entries: [
            {
              uid: `${receiptCode}@mingbai.invalid`,
              day: window.dueOn,
              sequence: moves.length,
              summary: `留言 ${receiptCode} 答复期限${window.provisional ? '（暂定）' : ''}`,
              description: `${window.closesAt} 前答复。凭受理编号和查询码查看：${new URL('/follow/', settings.baseUrl)}`,
            },
          ],
        });
        c.header('content-disposition', `attachment; filename="${receiptCode}.ics"`);
        return c.body(file, 200, { 'content-type': 'text/calendar; charset=utf-8' });
      }),
    )
    .post('/follow/forget/', (c) => {
      clearCodesCookie(c);
      clearFollowUpCookie(c);
      return c.redirect('/follow/', 303);
    });
}
