// What the database does for each question of the queue: walks of an index only, however many comments there are.
import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Deps } from '../../api/deps.ts';
import { openOffice, origin } from '../support/office.ts';
import { queueQuestions } from '../support/queue-questions.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

/** The application over a database that notes every query. */
function watch(office: Office) {
  const asked: string[] = [];
  const prepare = (query: string) => {
    asked.push(query);
    return env.DB.prepare(query);
  };
  const database = drizzle(Object.assign(Object.create(env.DB), { prepare }));
  const watched: Deps = { ...office.deps, database, officeOf: () => watched };
  return { asked, app: createApp(watched, { baseUrl: origin, isProduction: false, staffNetworks: [] }) };
}

/** The plan is the same whatever is bound. */
async function planOf(query: string): Promise<string[]> {
  const values = [...query.matchAll(/\?/gu)].map(() => 0);
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

const ofTheRecord = /"?\b(comments|events|comment_words)\b"?/u;
/** At most a thousand rows that an index gave; the failed notes alone; and the words, which have an index of their own. */
const isHarmless = (step: string) =>
  /^SCAN (looked$|notes USING COVERING INDEX notes_failed$|comment_words VIRTUAL TABLE INDEX \d+:.*M)/u.test(step);

/** Steps that would take the longer the more comments there are. */
const findLongWays = async (query: string) =>
  (await planOf(query)).filter((step) => /SCAN|TEMP B-TREE/u.test(step) && !isHarmless(step));

describe.each(['desk', 'minzheng'] as const)('the cost of the queue for %s', (username) => {
  it.each(queueQuestions)('is index searches only, none sorted afterwards: %s', async (question) => {
    const office = await openOffice();
    await office.send();
    const clerk = await office.signIn(username);
    const { asked, app } = watch(office);
    const response = await app.request(`${origin}${question}`, { headers: { cookie: clerk.cookie } });
    expect(response.status).toBe(200);
    const ofRecord = asked.filter((query) => ofTheRecord.test(query));
    expect(ofRecord.length).toBeGreaterThan(0);
    for (const query of ofRecord) {
      expect(await findLongWays(query), query).toEqual([]);
    }
  });

  it('is one bound from below and one from above on a later page', async () => {
    const office = await openOffice();
    const clerk = await office.signIn(username);
    const { asked, app } = watch(office);
    await app.request(`${origin}/api/queue?list=overdue&after=1_GX261120-00000`, { headers: { cookie: clerk.cookie } });
    const page = asked.find((query) => query.includes('"receipt_code") >'));
    expect((await planOf(page ?? '')).join()).toMatch(/\(due_at,receipt_code\)>\(\?,\?\) AND due_at<\?\)/u);
  });
});

describe('the cost of offering units', () => {
  it('is index searches only where units are offered for a comment', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const { asked, app } = watch(office);
    const path = `${origin}/api/queue/${receiptCode}/units`;
    expect((await app.request(path, { headers: { cookie: desk.cookie } })).status).toBe(200);
    const ofRecord = asked.filter((query) => ofTheRecord.test(query));
    expect(ofRecord.some((query) => query.includes('comments_handled'))).toBe(true);
    expect(ofRecord.some((query) => query.includes('comment_words'))).toBe(true);
    for (const query of ofRecord) expect(await findLongWays(query), query).toEqual([]);
  });
});
