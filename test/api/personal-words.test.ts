// Personal data in what a clerk is about to send: the clerk is asked first, and may confirm.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { dispute, openAnsweredOffice } from '../api-support/answered.ts';
import { openTestOffice } from '../api-support/office.ts';

const phone = '13800000000';
const text = `您好，请联系经办人，电话${phone}。`;

/** Sends a move exactly as given, without the confirmations that `move` makes by itself. */
type Clerk = Awaited<ReturnType<Awaited<ReturnType<typeof openTestOffice>>['signIn']>>;
async function send(clerk: Clerk, code: string, action: object, personalSeen?: string) {
  const { version } = await clerk.readCase(code);
  const response = await clerk.post(`/api/queue/${code}/moves`, { version, action, personalSeen });
  return { status: response.status, problem: await response.json<Problem>() };
}

describe('a reply with personal data', () => {
  it('is sent only once the unit has confirmed what was found, and is asked about again when other data is added', async () => {
    const office = await openAnsweredOffice({ isAnswered: false });
    const { unit, receiptCode } = office;
    const asked = await send(unit, receiptCode, { move: 'reply', text });
    expect(asked.status).toBe(409);
    expect(asked.problem).toMatchObject({
      code: 'personal-data',
      personal: { found: [{ field: 'text', kind: '电话号码', start: text.indexOf(phone), text: phone }] },
    });
    expect((await office.follow()).reply).toBeNull();
    const key = asked.problem.personal?.key;
    const changed = `${text}身份证11010519491231002X。`;
    expect((await send(unit, receiptCode, { move: 'reply', text: changed }, key)).status).toBe(409);
    expect((await send(unit, receiptCode, { move: 'reply', text }, key)).status).toBe(200);
    expect((await office.follow()).reply?.text).toBe(text);
  });

  it('needs no confirmation without personal data', async () => {
    const { unit, receiptCode } = await openAnsweredOffice({ isAnswered: false });
    const sent = await send(unit, receiptCode, { move: 'reply', text: '您好，名单在专栏公布。' });
    expect(sent.status).toBe(200);
  });

  it('is asked about in a correction and its reason, too', async () => {
    const office = await openAnsweredOffice();
    await office.act(dispute);
    const action = { move: 'correct', text, reason: `原来的号码13900000000有误` };
    const { problem } = await send(office.unit, office.receiptCode, action);
    expect(problem.personal?.found.map(({ field }) => field)).toEqual(['text', 'reason']);
    expect((await send(office.unit, office.receiptCode, action, problem.personal?.key)).status).toBe(200);
  });
});

describe('the desk’s own words with personal data', () => {
  it('are asked about when a comment is declined', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const { receiptCode } = await office.sendComment();
    const ground = office.deps.declineReasons[0]?.id ?? '';
    const action = { move: 'decline', ground, reason: `请拨打经办人电话${phone}` };
    const { status, problem } = await send(desk, receiptCode, action);
    expect([status, problem.code]).toEqual([409, 'personal-data']);
    expect((await send(desk, receiptCode, action, problem.personal?.key)).status).toBe(200);
  });

  it('are asked about when an answer is taken down, because the resident reads the reason', async () => {
    const office = await openAnsweredOffice();
    await office.desk.move(office.receiptCode, { move: 'publish' });
    const action = { move: 'unpublish', reason: `里面有${phone}这个号码` };
    expect((await send(office.desk, office.receiptCode, action)).problem.code).toBe('personal-data');
  });
});

describe('a public record of a task with personal data', () => {
  it('is recorded only once the clerk has confirmed what was found', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const record = { status: 'in-progress', on: '2026-11-19', text: `联系人电话${phone}，下周完成。`, link: '' };
    const post = (personalSeen?: string) =>
      desk.post('/api/commitments/guanxian-2021/17/records', { version: 0, key: 'a'.repeat(32), record, personalSeen });
    const asked = await post();
    const { personal } = await asked.json<Problem>();
    expect([asked.status, personal?.found.map(({ text: found }) => found)]).toEqual([409, [phone]]);
    expect(await (await office.request('/data/commitments.json')).text()).not.toContain(phone);
    expect((await post(personal?.key)).status).toBe(201);
  });
});
