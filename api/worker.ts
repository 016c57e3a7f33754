// Cloudflare's home of the application: gives it D1, the built site, the clock and the limits of this runtime.
import type { D1Database, R2Bucket, RateLimit } from '@cloudflare/workers-types';
import { drizzle } from 'drizzle-orm/d1';
import { calendarVersions, statutory } from '../content/calendar/index.ts';
import { replyTemplates } from '../content/reply-templates.ts';
import { rules } from '../content/rules/index.ts';
import { namedWindows } from '../content/rules/windows.ts';
import { createApp } from './app.ts';
import { createAuth } from './auth.ts';
import type { Deps } from './deps.ts';
import { createCalendars } from './domain/calendar.ts';
import { ruleFinder } from './domain/rules.ts';
import { type Environment, parseEnvironment } from './env.ts';
import { createFiles } from './files.ts';
import { createNotifier } from './notifier.ts';
import { createProofs } from './proof.ts';
import { maintain } from './record/maintenance.ts';
import { deliverNotes } from './record/notes.ts';
import { deliverReminders } from './record/reminders.ts';
import { createSingleSignOn } from './single-sign-on.ts';
import { type Assets, siteFrom } from './site-files.ts';

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

/** The clock: the machine's, or locally one that starts at a set instant. */
function clockFrom(env: Environment): () => number {
  const offset = env.CLOCK_START ? Date.parse(env.CLOCK_START) - Date.now() : 0;
  return () => Date.now() + offset;
}

function start(bindings: Bindings) {
  const env = parseEnvironment(bindings);
  const database = drizzle(bindings.DB);
  const log: Deps['log'] = ({ level, ...entry }) =>
    level === 'error' ? console.error(JSON.stringify(entry)) : console.info(JSON.stringify(entry));
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
    if (cron !== noteCron) await maintain(started.deps);
    await deliverNotes(started.deps);
    await deliverReminders(started.deps);
  },
};
