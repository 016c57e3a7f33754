// What the desk blacked out stands on no public address; and what the public sees is what the desk saw.
import { describe, expect, it } from 'vitest';
import type { OpenAnswer } from '../../api/contract/open-answer.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { Blackout } from '../../api/contract/queue.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { assign, countRows, letter, openOffice } from '../api-support/office.ts';

const phone = '13800000000';
const words = {
  title: `养老名单请打${phone}告诉我`,
  text: `请问名单在哪里？我的电话是${phone}，住在幸福小区。`,
  reply: `您好，我们已打${phone}向您说明。`,
};
const hide = (part: Blackout['part']): Blackout => {
  const from = words[part].indexOf(phone);
  return { part, from, to: from + phone.length };
};
const everywhere = [hide('reply'), hide('title'), hide('text')];
const mark = '■'.repeat(phone.length);

/** A comment with a telephone number in every part, answered. */
async function openAnswered() {
  const office = await openOffice();
  const { receiptCode, trackingCode } = await office.send({ title: words.title, text: words.text });
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  await desk.move(receiptCode, assign);
  await unit.move(receiptCode, { move: 'reply', text: words.reply });
  const act = (action: object) => office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
  const answers = async () => (await office.request('/data/answers.json')).json<OpenAnswer[]>();
  return { ...office, receiptCode, desk, unit, act, answers };
}

describe('what is blacked out', () => {
  it('stands on no public address, while everything else of title, text and reply does', async () => {
    const office = await openAnswered();
    const { receiptCode, desk } = office;
    expect((await desk.move(receiptCode, { move: 'publish', blackouts: everywhere })).status).toBe(200);
    const title = encodeURIComponent('养老名单请打电话告诉我');
    const telling = [
      '/',
      `/documents/${letter.about}/`,
      `/answers/${receiptCode}/`,
      `/answers/${receiptCode}/?mark=${phone}`,
      '/answers/',
      '/answers/?place=guanxian',
      '/feeds/answers.xml',
      '/feeds/units/guanxian/minzhengju.xml',
      '/feeds/tasks/guanxian-2021/17.xml',
      '/data/answers.json',
      `/api/answers?about=${letter.about}`,
      `/api/offers?about=${letter.about}&title=${title}`,
    ];
    const silent = ['/data/ledger.json', '/figures/list/', '/figures/', `/ask/?about=${letter.about}`];
    for (const address of [...telling, ...silent]) {
      const answer = await office.request(address);
      const body = await answer.text();
      expect([address, answer.status, body.includes(phone)]).toEqual([address, 200, false]);
      if (telling.includes(address)) expect([address, body.includes(mark)]).toEqual([address, true]);
    }
    expect(await office.answers()).toMatchObject([
      {
        title: words.title.replace(phone, mark),
        text: words.text.replace(phone, mark),
        reply: words.reply.replace(phone, mark),
      },
    ]);
  });

  it('is not told by likeness either: offers compare titles as everybody reads them', async () => {
    const { receiptCode, desk, request } = await openAnswered();
    await desk.move(receiptCode, { move: 'publish', blackouts: [hide('title')] });
    const ask = async (title: string) =>
      (await request(`/api/offers?about=guanxian-2021/tasks/16&title=${encodeURIComponent(title)}`)).text();
    expect(await ask(phone)).not.toContain(receiptCode);
    expect(await ask('养老名单请告诉我')).toContain(receiptCode);
  });

  it('stays readable for resident and staff, and the record says how much was blacked out', async () => {
    const office = await openAnswered();
    const { receiptCode, desk, act } = office;
    await desk.move(receiptCode, { move: 'publish', blackouts: everywhere });
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

  it('is given to the desk again when the answer was taken down, and holds only where the desk says it again', async () => {
    const { receiptCode, desk, answers } = await openAnswered();
    expect((await desk.readCase(receiptCode)).lastBlackouts).toEqual([]);
    await desk.move(receiptCode, { move: 'publish', blackouts: everywhere });
    await desk.move(receiptCode, { move: 'unpublish', reason: '还有别的个人信息' });
    expect(await answers()).toEqual([]);
    expect((await desk.readCase(receiptCode)).lastBlackouts).toEqual([hide('title'), hide('text'), hide('reply')]);
    await desk.move(receiptCode, { move: 'publish', blackouts: [hide('text')] });
    expect(await answers()).toMatchObject([{ title: words.title, text: words.text.replace(phone, mark) }]);
  });
});

describe('a corrected reply', () => {
  const correction = { move: 'correct', text: `更正：请打${phone}。`, reason: '号码写错' } as const;

  it('takes the answer off where the old one was blacked out, says so, and may be published anew', async () => {
    const { receiptCode, desk, unit, act, answers } = await openAnswered();
    await desk.move(receiptCode, { move: 'publish', blackouts: everywhere });
    await act({ move: 'dispute', text: '没有说明名单在哪里' });
    expect(await answers()).toHaveLength(1);
    expect((await unit.move(receiptCode, correction)).status).toBe(200);
    expect(await answers()).toEqual([]);
    const found = await desk.readCase(receiptCode);
    // Ranges of the old wording would leave open what they were meant to hide in the new one.
    const stillFit = [hide('title'), hide('text')];
    expect(found).toMatchObject({ isPublished: false, moves: ['publish'], lastBlackouts: stillFit });
    expect(found.events.at(-1)?.what).toBe('冠县民政局更正答复，选登随之撤下（原答复有涂黑，须重新选登）');
    const again = { part: 'reply', from: 5, to: 16 } as const;
    await desk.move(receiptCode, { move: 'publish', blackouts: [...stillFit, again] });
    expect(await answers()).toMatchObject([{ reply: `更正：请打${mark}。` }]);
  });

  it('leaves the answer where it is if only the question was blacked out', async () => {
    const { receiptCode, desk, unit, act, answers } = await openAnswered();
    await desk.move(receiptCode, { move: 'publish', blackouts: [hide('text')] });
    await act({ move: 'dispute', text: '没有说明名单在哪里' });
    await unit.move(receiptCode, { ...correction, text: '更正：名单在专栏。' });
    expect(await answers()).toMatchObject([{ reply: '更正：名单在专栏。', text: words.text.replace(phone, mark) }]);
  });
});

describe('ranges that fit no words', () => {
  it.each([
    { part: 'title', from: 0, to: words.title.length + 1 },
    { part: 'text', from: -1, to: 3 },
    { part: 'text', from: 3, to: 3 },
    { part: 'reply', from: 0.5, to: 3 },
    { part: 'name', from: 0, to: 1 },
  ])('are refused, and nothing is published: %o', async (range) => {
    const { receiptCode, desk, answers } = await openAnswered();
    const events = await countRows('events');
    const refused = await desk.move(receiptCode, { move: 'publish', blackouts: [range as Blackout] });
    expect(refused.status).toBe(422);
    expect((await refused.json<Problem>()).errors?.[0]?.field).toMatch(/blackouts/u);
    expect([await answers(), await countRows('events')]).toEqual([[], events]);
  });
});
