// Redacted text appears on no public page, and the public sees exactly what the desk previewed.
import { describe, expect, it } from 'vitest';
import type { OpenAnswer } from '../../api/contract/open-answer.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { Blackout } from '../../api/contract/queue.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { assignToCivilAffairs, countRows, newComment, openTestOffice } from '../api-support/office.ts';

const phone = '13800000000';
const words = {
  title: `养老名单请打${phone}告诉我`,
  text: `请问名单在哪里？我的电话是${phone}，住在幸福小区。`,
  reply: `您好，我们已打${phone}向您说明。`,
};
const rangeOfPhone = (part: Blackout['part']): Blackout => {
  const from = words[part].indexOf(phone);
  return { part, from, to: from + phone.length };
};
const allRanges = [rangeOfPhone('reply'), rangeOfPhone('title'), rangeOfPhone('text')];
const redacted = '■'.repeat(phone.length);

/** Opens an office with an answered comment that has a phone number in every part. */
async function openAnsweredOffice() {
  const office = await openTestOffice();
  const { receiptCode, trackingCode } = await office.sendComment({ title: words.title, text: words.text });
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  await desk.move(receiptCode, assignToCivilAffairs);
  await unit.move(receiptCode, { move: 'reply', text: words.reply });
  const act = (action: object) => office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
  const answers = async () => (await office.request('/data/answers.json')).json<OpenAnswer[]>();
  return { ...office, receiptCode, desk, unit, act, answers };
}

describe('redacted text', () => {
  it('redacted text appears on no public page, while the rest of title, text and reply does', async () => {
    const office = await openAnsweredOffice();
    const { receiptCode, desk } = office;
    expect((await desk.move(receiptCode, { move: 'publish', blackouts: allRanges })).status).toBe(200);
    const title = encodeURIComponent('养老名单请打电话告诉我');
    const pagesWithAnswer = [
      '/',
      `/documents/${newComment.about}/`,
      `/answers/${receiptCode}/`,
      `/answers/${receiptCode}/?mark=${phone}`,
      '/answers/',
      '/answers/?place=guanxian',
      '/feeds/answers.xml',
      '/feeds/units/guanxian/minzhengju.xml',
      '/feeds/tasks/guanxian-2021/17.xml',
      '/data/answers.json',
      `/api/answers?about=${newComment.about}`,
      `/api/offers?about=${newComment.about}&title=${title}`,
    ];
    const pagesWithoutAnswer = ['/data/ledger.json', '/figures/list/', '/figures/', `/ask/?about=${newComment.about}`];
    for (const address of [...pagesWithAnswer, ...pagesWithoutAnswer]) {
      const answer = await office.request(address);
      const body = await answer.text();
      expect([address, answer.status, body.includes(phone)]).toEqual([address, 200, false]);
      if (pagesWithAnswer.includes(address)) expect([address, body.includes(redacted)]).toEqual([address, true]);
    }
    expect(await office.answers()).toMatchObject([
      {
        title: words.title.replace(phone, redacted),
        text: words.text.replace(phone, redacted),
        reply: words.reply.replace(phone, redacted),
      },
    ]);
  });

  it('redacted text cannot be guessed through similar-question suggestions', async () => {
    const { receiptCode, desk, request } = await openAnsweredOffice();
    await desk.move(receiptCode, { move: 'publish', blackouts: [rangeOfPhone('title')] });
    const ask = async (title: string) =>
      (await request(`/api/offers?about=guanxian-2021/tasks/16&title=${encodeURIComponent(title)}`)).text();
    expect(await ask(phone)).not.toContain(receiptCode);
    expect(await ask('养老名单请告诉我')).toContain(receiptCode);
  });

  it('redacted text stays readable for resident and staff, and the record counts the redactions', async () => {
    const office = await openAnsweredOffice();
    const { receiptCode, desk, act } = office;
    await desk.move(receiptCode, { move: 'publish', blackouts: allRanges });
    const found = await desk.readCase(receiptCode);
    expect([found.title, found.text, found.reply?.text]).toEqual([words.title, words.text, words.reply]);
    expect(found.events.at(-1)).toMatchObject({ what: '选登，公开展示', note: '涂黑 3 处' });
    const view = await (await act({ move: 'rate', solved: 5, speed: 5, manner: 5 })).json<FollowView>();
    expect([view.title, view.text]).toEqual([words.title, words.text]);
    const ledger = await (await office.request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(ledger.events.find(({ type }) => type === 'published')?.facts).toEqual({
      blackouts: 'title:6-17,text:13-24,reply:7-18',
    });
  });

  it('after unpublishing, earlier redactions are proposed again and apply only if the desk repeats them', async () => {
    const { receiptCode, desk, answers } = await openAnsweredOffice();
    expect((await desk.readCase(receiptCode)).lastBlackouts).toEqual([]);
    await desk.move(receiptCode, { move: 'publish', blackouts: allRanges });
    await desk.move(receiptCode, { move: 'unpublish', reason: '还有别的个人信息' });
    expect(await answers()).toEqual([]);
    expect((await desk.readCase(receiptCode)).lastBlackouts).toEqual([
      rangeOfPhone('title'),
      rangeOfPhone('text'),
      rangeOfPhone('reply'),
    ]);
    await desk.move(receiptCode, { move: 'publish', blackouts: [rangeOfPhone('text')] });
    expect(await answers()).toMatchObject([{ title: words.title, text: words.text.replace(phone, redacted) }]);
  });
});

describe('correcting a published reply', () => {
  const correction = { move: 'correct', text: `更正：请打${phone}。`, reason: '号码写错' } as const;

  it('correcting a redacted reply unpublishes the answer, says so and allows publishing again', async () => {
    const { receiptCode, desk, unit, act, answers } = await openAnsweredOffice();
    await desk.move(receiptCode, { move: 'publish', blackouts: allRanges });
    await act({ move: 'dispute', text: '没有说明名单在哪里' });
    expect(await answers()).toHaveLength(1);
    expect((await unit.move(receiptCode, correction)).status).toBe(200);
    expect(await answers()).toEqual([]);
    const found = await desk.readCase(receiptCode);
    // On the new wording, the old ranges would expose what they used to hide.
    const stillFit = [rangeOfPhone('title'), rangeOfPhone('text')];
    expect(found).toMatchObject({ isPublished: false, moves: ['publish'], lastBlackouts: stillFit });
    expect(found.events.at(-1)?.what).toBe('冠县民政局更正答复，选登随之撤下（原答复有涂黑，须重新选登）');
    const again = { part: 'reply', from: 5, to: 16 } as const;
    await desk.move(receiptCode, { move: 'publish', blackouts: [...stillFit, again] });
    expect(await answers()).toMatchObject([{ reply: `更正：请打${redacted}。` }]);
  });

  it('correcting a reply keeps the answer published when only the question was redacted', async () => {
    const { receiptCode, desk, unit, act, answers } = await openAnsweredOffice();
    await desk.move(receiptCode, { move: 'publish', blackouts: [rangeOfPhone('text')] });
    await act({ move: 'dispute', text: '没有说明名单在哪里' });
    await unit.move(receiptCode, { ...correction, text: '更正：名单在专栏。' });
    expect(await answers()).toMatchObject([{ reply: '更正：名单在专栏。', text: words.text.replace(phone, redacted) }]);
  });
});

describe('redaction ranges that do not fit the text', () => {
  it.each([
    { part: 'title', from: 0, to: words.title.length + 1 },
    { part: 'text', from: -1, to: 3 },
    { part: 'text', from: 3, to: 3 },
    { part: 'reply', from: 0.5, to: 3 },
    { part: 'name', from: 0, to: 1 },
  ])('redaction ranges outside the text are rejected and nothing is published: %o', async (range) => {
    const { receiptCode, desk, answers } = await openAnsweredOffice();
    const events = await countRows('events');
    const refused = await desk.move(receiptCode, { move: 'publish', blackouts: [range as Blackout] });
    expect(refused.status).toBe(422);
    expect((await refused.json<Problem>()).errors?.[0]?.field).toMatch(/blackouts/u);
    expect([await answers(), await countRows('events')]).toEqual([[], events]);
  });
});
