import { describe, expect, it } from 'vitest';
import { dropPlaceholders, listPlaceholders, replyTextSchema } from '../../api/contract/reply.ts';
import { compareWith } from '../../api/domain/text/alike-replies.ts';
import { checkMove, listMoves } from '../../api/life/check-move.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { ActedEvent } from '../../api/life/life.ts';
import { moveSchema } from '../../api/life/requests.ts';
import { isLastPass } from '../../api/life/review/pass.ts';
import { replyTemplates } from '../../content/reply-templates.ts';
import defaultRules from '../../content/rules/default.json' with { type: 'json' };
import { gatherRules } from '../../content/rules/gather.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

const messageOf = (text: string) => replyTextSchema.safeParse(text).error?.issues[0]?.message;

describe('reply templates', () => {
  it.each(replyTemplates)('reply templates cannot be sent unfilled: $name', ({ text }) => {
    expect(messageOf(text)).toContain('模板里还有没填的地方：【填写：');
    expect(moveSchema.safeParse({ move: 'reply', text }).success).toBe(false);
    expect(moveSchema.safeParse({ move: 'correct', text, reason: '更正' }).success).toBe(false);
  });

  it('reply templates cannot be sent while a placeholder remains, and the message names it', () => {
    expect(messageOf('您好！名单在县民政局专栏公开，请联系【填写：科室和电话】。')).toBe(
      '模板里还有没填的地方：【填写：科室和电话】，请改好再发',
    );
    expect(messageOf('您好！名单在县民政局专栏公开，【填写科室】办理，电话【……】，地址【】。')).toBe(
      '模板里还有没填的地方：【填写科室】【……】【】，请改好再发',
    );
  });

  it('a reply may contain brackets that belong to no template', () => {
    expect(messageOf('您好！见【通知公告】栏和冠政办发【2021】9号。')).toBeUndefined();
  });

  it('reply templates have unique ids, names and texts', () => {
    for (const part of ['id', 'name', 'text'] as const) {
      expect(new Set(replyTemplates.map((template) => template[part])).size).toBe(replyTemplates.length);
    }
    expect(listPlaceholders('【填写：一】和【填写：二】')).toEqual(['【填写：一】', '【填写：二】']);
    expect(dropPlaceholders('电话【填写：电话】。')).toBe('电话。');
  });
});

describe('comparing two replies', () => {
  const reply = '您好，养老服务机构名单在县民政局网站「养老服务」专栏公布，每季度更新一次。';

  it('the similarity check matches replies that differ only in punctuation, spaces or a word', () => {
    expect(compareWith(reply)(reply)).toBe(1);
    expect(compareWith(reply)(reply.replaceAll('，', '\n'))).toBe(1);
    expect(compareWith(reply)(reply.replace('每季度', '每月'))).toBeGreaterThan(0.8);
  });

  it('the similarity check does not match replies that share only greeting and thanks', () => {
    const other = '您好，危房改造补助由住建局发放，每户一万四千元，验收后三十日内打卡。';
    expect(compareWith(`${reply}感谢您的留言。`)(`${other}感谢您的留言。`)).toBeLessThan(0.5);
  });

  it('the similarity check also compares very short replies', () => {
    expect(compareWith('已办')('已办')).toBe(1);
    expect(compareWith('已办')('未办')).toBe(0);
  });
});

const { unit } = assigned;
const drafted: ActedEvent = { type: 'drafted', at: 3, unit, text: 'hash', actor: 'wang' };
const passed = (actor: string): ActedEvent => ({ type: 'reviewed', at: 4, passed: true, reason: '', actor });
const sentBack: ActedEvent = { type: 'reviewed', at: 4, passed: false, reason: '请补充依据', actor: 'li' };
const sent: ActedEvent = { ...replied, at: 5, actor: 'li' };
const disputed: ActedEvent = { type: 'disputed', at: 6, text: 'hash' };
const correction: ActedEvent = { ...drafted, at: 7, reason: '补充名单' };
const reviewer = (id: string) => ({ role: 'reviewer', unit: null, id }) as const;
const clerk = { role: 'unit', unit, id: 'wang' } as const;
const desk = { role: 'desk', unit: null, id: 'zhao' } as const;

describe('reviewing a draft', () => {
  const standing = (...more: ActedEvent[]) => deriveStanding([received, assigned, ...more]);

  it('a review is open only to a reviewer who has not drafted or passed it', () => {
    const inReview = standing(drafted, passed('li'));
    expect(listMoves(inReview, true, reviewer('sun'))).toEqual(['pass', 'send-back']);
    expect(listMoves(inReview, true, clerk)).toEqual([]);
    expect(listMoves(inReview, true, desk)).toEqual(['urge']);
    expect(checkMove('pass', inReview, true, reviewer('li'))).toEqual({ ok: false, reason: 'reviewed-already' });
    expect(checkMove('send-back', inReview, true, reviewer('wang'))).toEqual({ ok: false, reason: 'own-draft' });
  });

  it('a review starts over with a new draft, and earlier authors still cannot review', () => {
    const again = standing(drafted, passed('sun'), sentBack, { ...drafted, actor: 'chen' });
    expect(again.draft).toEqual({ isInReview: true, unit, authors: ['wang', 'chen'], passedBy: [] });
    expect(listMoves(again, true, reviewer('sun'))).toEqual(['pass', 'send-back']);
    expect(listMoves(again, true, reviewer('li'))).toEqual(['pass', 'send-back']);
    expect(checkMove('pass', again, true, reviewer('wang'))).toEqual({ ok: false, reason: 'own-draft' });
  });

  it('a review does not stop the clock; sending the reply does', () => {
    expect(standing(drafted, passed('li')).stoppedAt).toBeNull();
    expect(standing(drafted, passed('li'), sent)).toMatchObject({ stoppedAt: 5, state: 'replied', draft: null });
  });

  it('a rejected review returns the comment to the unit with its draft', () => {
    const back = standing(drafted, sentBack);
    expect(back).toMatchObject({ state: 'assigned', draft: { isInReview: false, passedBy: [] } });
    expect(listMoves(back, true, clerk)).toEqual(['return', 'reply']);
    expect(checkMove('pass', back, true, reviewer('sun'))).toEqual({ ok: false, reason: 'not-in-this-state' });
  });

  it('a comment stays disputed and blocks other moves while its correction is in review', () => {
    const inReview = standing(sent, disputed, correction);
    expect(inReview.state).toBe('disputed');
    expect([desk, clerk, reviewer('li')].map((who) => listMoves(inReview, true, who))).toEqual([
      [],
      [],
      ['pass', 'send-back'],
    ]);
    expect(checkMove('uphold', inReview, true, desk)).toEqual({ ok: false, reason: 'draft-in-review' });
    expect(checkMove('pass', standing(sent, disputed), true, reviewer('li'))).toEqual({
      ok: false,
      reason: 'no-draft',
    });
    const back = standing(sent, disputed, correction, sentBack);
    expect([back.state, listMoves(back, true, clerk), listMoves(back, true, desk)]).toEqual([
      'disputed',
      ['correct'],
      ['uphold'],
    ]);
  });

  it.each<[string, ActedEvent]>([
    ['another unit takes over', { type: 'transferred', at: 6, from: unit, unit: 'yibaoju', reason: '职责' }],
    ['the unit returns it', { type: 'returned', at: 6, unit, reason: '职责' }],
    ['the resident withdraws it', { type: 'withdrawn', at: 6 }],
  ])('discards the draft in review when %s', (_, event) => {
    expect(standing(drafted, sentBack, event).draft).toBeNull();
  });

  it('a review ends after as many passes as the rule requires', () => {
    const draft = { isInReview: true, unit, authors: ['wang'], passedBy: [] };
    expect(isLastPass(draft, 1)).toBe(true);
    expect([isLastPass(draft, 2), isLastPass({ ...draft, passedBy: ['li'] }, 2)]).toEqual([false, true]);
  });

  it('a review takes at most two reviewers from the jurisdiction’s rule and none by default', () => {
    const rulesWith = (reviewers?: number) => ({
      'default.json': defaultRules,
      'pingyin.json': {
        jurisdiction: 'pingyin',
        reply: {
          since: '2024-01-01',
          workingDays: { simple: 1, standard: 5 },
          closesAt: '24:00',
          source: { law: '某法', article: '第一条' },
          clause: '某条',
          reviewers,
        },
      },
    });
    expect(gatherRules(rulesWith()).rules[0]?.reviewers).toBeUndefined();
    expect([0, 1, 2].map((reviewers) => gatherRules(rulesWith(reviewers)).rules[0]?.reviewers)).toEqual([0, 1, 2]);
    expect(() => gatherRules(rulesWith(3))).toThrow('content/rules/pingyin.json');
  });
});
