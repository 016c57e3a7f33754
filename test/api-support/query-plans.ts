// The plans of all queries that a request makes: walks of an index only, however many comments there are.
import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import { createApp, type Settings } from '../../api/app.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { origin } from './office.ts';

/** The plan is the same whatever is bound. */
async function planOf(query: string): Promise<string[]> {
  const values = [...query.matchAll(/\?/gu)].map(() => 0);
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

const ofTheRecord = /"?\b(comments|helping|events|comment_words|notes|reminders)\b"?/u;
/** At most a thousand rows that an index gave; what failed or waits to be sent; and the words, with their own index. */
const harmless = [
  /^SCAN looked$/u,
  /^SCAN (notes|reminders) USING (COVERING )?INDEX (notes|reminders)_(failed|waiting)$/u,
  /^SCAN comment_words VIRTUAL TABLE INDEX \d+:.*M/u,
];
/** The few that failed may be sorted. */
const isHarmless = (step: string, query: string) =>
  harmless.some((known) => known.test(step)) || (/^USE TEMP/u.test(step) && query.includes(`"state" = 'failed'`));

/** The application over a database that notes every query. */
export function makePlanCheck(deps: Deps, settings: Partial<Settings> = {}) {
  const asked: string[] = [];
  const prepare = (query: string) => {
    asked.push(query);
    return env.DB.prepare(query);
  };
  const database = drizzle(Object.assign(Object.create(env.DB), { prepare }));
  const watched: Deps = { ...deps, database, officeOf: () => watched, offices: () => [watched] };
  const app = createApp(watched, { baseUrl: origin, isProduction: false, staffNetworks: [], ...settings });
  return {
    app,
    /** Queries so far. */
    asked,
    planOf,
    /** Steps of queries to the record that walk a table, or sort what they found. */
    async findWalks(): Promise<string[]> {
      const walks: string[] = [];
      for (const query of asked.filter((text) => ofTheRecord.test(text))) {
        const steps = await planOf(query);
        const wrong = steps.filter((step) => /SCAN|TEMP B-TREE/u.test(step) && !isHarmless(step, query));
        walks.push(...wrong.map((step) => `${step}: ${query}`));
      }
      return walks;
    },
  };
}
