// What the database does for each question of the queue: walks of an index only, however many comments there are.
import { describe, expect, it } from 'vitest';
import { openOffice, origin } from '../api-support/office.ts';
import { makePlanCheck } from '../api-support/query-plans.ts';
import { queueQuestions } from '../support/queue-questions.ts';

describe.each(['desk', 'minzheng'] as const)('the cost of the queue for %s', (username) => {
  it.each(queueQuestions)('is index searches only, none sorted afterwards: %s', async (question) => {
    const office = await openOffice();
    await office.send();
    const clerk = await office.signIn(username);
    const { asked, app, findWalks } = makePlanCheck(office.deps);
    const response = await app.request(`${origin}${question}`, { headers: { cookie: clerk.cookie } });
    expect(response.status).toBe(200);
    expect(asked.filter((query) => /\b(comments|events|comment_words)\b/u.test(query)).length).toBeGreaterThan(0);
    expect(await findWalks()).toEqual([]);
  });

  it('is one bound from below and one from above on a later page', async () => {
    const office = await openOffice();
    const clerk = await office.signIn(username);
    const { asked, app, planOf } = makePlanCheck(office.deps);
    await app.request(`${origin}/api/queue?list=overdue&after=1_1_GX261120-00000`, {
      headers: { cookie: clerk.cookie },
    });
    const page = asked.find((query) => query.includes('"receipt_code") >'));
    expect((await planOf(page ?? '')).join()).toMatch(
      /\(due_at,received_at,receipt_code\)>\(\?,\?,\?\) AND due_at<\?\)/u,
    );
  });
});

describe('the cost of offering units', () => {
  it('is index searches only where units are offered for a comment', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const { asked, app, findWalks } = makePlanCheck(office.deps);
    const path = `${origin}/api/queue/${receiptCode}/units`;
    expect((await app.request(path, { headers: { cookie: desk.cookie } })).status).toBe(200);
    expect(asked.some((query) => query.includes('comments_handled'))).toBe(true);
    expect(asked.some((query) => query.includes('comment_words'))).toBe(true);
    expect(await findWalks()).toEqual([]);
  });
});
