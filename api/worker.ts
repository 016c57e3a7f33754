// Cloudflare's home of the application: gives it D1, the built site, the clock and the limits of this runtime.
import type { D1Database, R2Bucket, RateLimit } from '@cloudflare/workers-types';
import { drizzle } from 'drizzle-orm/d1';
import { calendarVersions, statutory } from '../content/calendar/index.ts';
import { replyTemplates } from '../content/reply-templates.ts';
import { rules } from '../content/rules/index.ts';
import { namedWindows } from '../content/rules/windows.ts';
import { createApp } from './app.ts';
import { createAuth } from './auth.ts';
import { siteIndexSchema } from './contract/subject.ts';
import type { Deps, Site } from './deps.ts';
import { createCalendars } from './domain/calendar.ts';
import { ruleFinder } from './domain/rules.ts';
import { type Environment, parseEnvironment } from './env.ts';
import { createFiles } from './files.ts';
import { writeLog } from './log.ts';
import { createNotifier } from './notifier.ts';
import { createProofs } from './proof.ts';
import { frequentJobs, hourlyJobs, runJobs } from './record/jobs.ts';
import { createSingleSignOn } from './single-sign-on.ts';

/** The part of the assets binding that is used, in the standard types of fetch. */
interface Assets {
  fetch(request: Request | string): Promise<Response>;
}

interface Bindings {
  DB: D1Database;
  FILES: R2Bucket;
  ASSETS: Assets;
  INTAKE_LIMIT: RateLimit;
  FOLLOW_LIMIT: RateLimit;
  RECEIPT_LIMIT: RateLimit;
  SIGN_IN_LIMIT: RateLimit;
  ACCOUNT_LIMIT: RateLimit;
}

function siteFrom(assets: Assets): Site {
  let index: ReturnType<Site['index']> | undefined;
  const read = async (path: string) => {
    const response = await assets.fetch(`https://assets${path}`);
    return response.ok ? response.text() : null;
  };
  return {
    async serve(request) {
      const response = await assets.fetch(request);
      return new Response(response.body, response); // its headers can be added to
    },
    page: read,
    index() {
      // Built once and never changed within a deployment, so it is read once an isolate.
      index ??= read('/data/site-index.json').then((text) => siteIndexSchema.parse(JSON.parse(text ?? 'null')));
      index.catch(() => {
        index = undefined;
      });
      return index;
    },
  };
}

/** The clock: the machine's, or locally one that starts at a set instant. */
function clockFrom(env: Environment): () => number {
  const offset = env.CLOCK_START ? Date.parse(env.CLOCK_START) - Date.now() : 0;
  return () => Date.now() + offset;
}

function start(bindings: Bindings) {
  const env = parseEnvironment(bindings);
  const database = drizzle(bindings.DB);
  const log: Deps['log'] = (entry) => writeLog(entry, Date.now());
  const limiters = {
    intake: bindings.INTAKE_LIMIT,
    follow: bindings.FOLLOW_LIMIT,
    receipt: bindings.RECEIPT_LIMIT,
    'sign-in': bindings.SIGN_IN_LIMIT,
    account: bindings.ACCOUNT_LIMIT,
  };
  const codeSecret = env.CODE_SECRET;
  const ruleFor = ruleFinder(rules);
  const now = clockFrom(env);
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const deps: Deps = {
    database,
    auth: createAuth(database, env, log),
    singleSignOn: createSingleSignOn(database, env, log),
    now,
    random,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    notifier: createNotifier(env, (url, init) => fetch(url, init), log),
    limits: { allow: async (what, sender) => (await limiters[what].limit({ key: sender })).success },
    proofs: createProofs({ codeSecret, now, random }),
    files: createFiles(bindings.FILES),
    floodCount: env.FLOOD_COUNT,
    site: siteFrom(bindings.ASSETS),
    calendars: createCalendars(calendarVersions, statutory),
    ruleFor: (...of) => ({ reviewers: env.REVIEWERS, ...ruleFor(...of) }),
    windows: namedWindows,
    replyTemplates,
    codeSecret,
    contactKeys: env.CONTACT_KEY,
    contactMonths: env.CONTACT_MONTHS,
    log,
  };
  const settings = {
    baseUrl: env.BASE_URL,
    isProduction: env.ENVIRONMENT === 'production',
    staffNetworks: env.STAFF_NETWORKS,
    metricsToken: env.METRICS_TOKEN,
  };
  return { app: createApp(deps, settings), deps };
}

/** As it stands in wrangler.toml. */
const noteCron = '*/5 * * * *';

let started: ReturnType<typeof start> | undefined;

export default {
  fetch(request: Request, bindings: Bindings) {
    started ??= start(bindings);
    return started.app.fetch(request);
  },
  /** By the table of wrangler.toml: notes and reminders every few minutes; the upkeep of the record every hour. */
  async scheduled({ cron }: { cron: string }, bindings: Bindings) {
    started ??= start(bindings);
    // Where the two texts of the table do not agree, both run more often than needed, which harms nothing.
    await runJobs(started.deps, cron === noteCron ? frequentJobs : hourlyJobs);
  },
};
