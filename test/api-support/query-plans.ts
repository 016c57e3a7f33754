// Checks the query plans of a request: index searches only, so that cost does not grow with the number of comments.
import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import { createApp, type Settings } from '../../api/app.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { origin } from './office.ts';

/** Bound values do not change the plan. */
async function planOf(query: string): Promise<string[]> {
  const values = [...query.matchAll(/\?/gu)].map(() => 0);
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

const recordTables = /"?\b(comments|helping|events|comment_words|notes|reminders)\b"?/u;
/** Allowed temporary results: up to a thousand rows from an index, failed or waiting notes, and the full-text index. */
const allowedSteps = [
  /^SCAN looked$/u,
  /^SCAN (notes|reminders) USING (COVERING )?INDEX (notes|reminders)_(failed|waiting)$/u,
  /^SCAN comment_words VIRTUAL TABLE INDEX \d+:.*M/u,
];
/** The few failed rows may be sorted. */
const isAllowed = (step: string, query: string) =>
  allowedSteps.some((known) => known.test(step)) || (/^USE TEMP/u.test(step) && query.includes(`"state" = 'failed'`));

/** Runs the application on a database that records every query. */
export function watchQueryPlans(deps: Deps, settings: Partial<Settings> = {}) {
  const queries: string[] = [];
  const prepare = (query: string) => {
    queries.push(query);
    return env.DB.prepare(query);
  };
  const database = drizzle(Object.assign(Object.create(env.DB), { prepare }));
  const watchedDeps: Deps = { ...deps, database, officeOf: () => watchedDeps, offices: () => [watchedDeps] };
  const app = createApp(watchedDeps, { baseUrl: origin, isProduction: false, staffNetworks: [], ...settings });
  return {
    app,
    /** The queries recorded so far. */
    queries,
    planOf,
    /** Plan steps that scan a table of the record or sort its rows. */
    async findTableScans(): Promise<string[]> {
      const scans: string[] = [];
      for (const query of queries.filter((text) => recordTables.test(text))) {
        const steps = await planOf(query);
        const wrong = steps.filter((step) => /SCAN|TEMP B-TREE/u.test(step) && !isAllowed(step, query));
        scans.push(...wrong.map((step) => `${step}: ${query}`));
      }
      return scans;
    },
  };
}
