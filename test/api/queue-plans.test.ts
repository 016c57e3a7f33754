// Query plans of the queue: index searches only, however many comments exist.
import { describe, expect, it } from 'vitest';
import { openTestOffice, origin } from '../api-support/office.ts';
import { watchQueryPlans } from '../api-support/query-plans.ts';
import { queuePaths } from '../support/queue-questions.ts';

describe.each(['desk', 'minzheng'] as const)('queue queries for %s', (username) => {
  it.each(queuePaths)('queue queries use index searches only and sort nothing afterwards: %s', async (question) => {
    const office = await openTestOffice();
    await office.sendComment();
    const clerk = await office.signIn(username);
    const { queries, app, findTableScans } = watchQueryPlans(office.deps);
    const response = await app.request(`${origin}${question}`, { headers: { cookie: clerk.cookie } });
    expect(response.status).toBe(200);
    expect(queries.filter((query) => /\b(comments|events|comment_words)\b/u.test(query)).length).toBeGreaterThan(0);
    expect(await findTableScans()).toEqual([]);
  });

  it('a later page of the queue reads one index range with a lower and an upper bound', async () => {
    const office = await openTestOffice();
    const clerk = await office.signIn(username);
    const { queries, app, planOf } = watchQueryPlans(office.deps);
    await app.request(`${origin}/api/queue?list=overdue&after=1_1_GX261120-00000`, {
      headers: { cookie: clerk.cookie },
    });
    const page = queries.find((query) => query.includes('"receipt_code") >'));
    expect((await planOf(page ?? '')).join()).toMatch(
      /\(due_at,received_at,receipt_code\)>\(\?,\?,\?\) AND due_at<\?\)/u,
    );
  });
});

describe('queries that suggest units', () => {
  it('unit suggestions use index searches only', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    const { queries, app, findTableScans } = watchQueryPlans(office.deps);
    const path = `${origin}/api/queue/${receiptCode}/units`;
    expect((await app.request(path, { headers: { cookie: desk.cookie } })).status).toBe(200);
    expect(queries.some((query) => query.includes('comments_handled'))).toBe(true);
    expect(queries.some((query) => query.includes('comment_words'))).toBe(true);
    expect(await findTableScans()).toEqual([]);
  });
});
