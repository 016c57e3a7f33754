// What every home of the application shares: the parts of each office, the choice between offices, and the work that
// happens without anybody asking. A home brings the database, the files, the built site and the limits.
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { declineReasons } from '../../content/decline-reasons.ts';
import { replyTemplates } from '../../content/reply-templates.ts';
import { rules } from '../../content/rules/index.ts';
import { namedWindows } from '../../content/rules/windows.ts';
import { createApp } from '../app.ts';
import type { Database } from '../db/database.ts';
import { createCalendars } from '../domain/clock/calendar.ts';
import { ruleFinder } from '../domain/clock/rules.ts';
import { describeFailure } from '../middleware/failures.ts';
import { readOffice } from '../middleware/office-cookie.ts';
import { createAuth } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import type { Environment } from '../ports/env.ts';
import type { Files } from '../ports/files.ts';
import type { Limits } from '../ports/limits.ts';
import { inRun } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import { createProofs } from '../ports/proof.ts';
import { createRecordClock } from '../ports/record-clock.ts';
import { createSingleSignOn } from '../ports/single-sign-on.ts';
import type { Site } from '../ports/site.ts';
import { frequentJobs, hourlyJobs, runJobs } from '../record/jobs.ts';
import { findWrongSecrets } from '../record/secrets.ts';

/** Where the record of an office lies. */
export interface Store {
  database: Database;
  files: Files;
}

/** What a home brings. */
export interface World {
  env: Environment;
  /** The stores of this home by an id of their own, and which of them keeps the record of a jurisdiction. */
  stores: ReadonlyMap<string, Store>;
  storeOf(jurisdiction: string): string;
  site: Site;
  limits: Limits;
  notifier: Notifier;
  backups: Deps['backups'];
  log: Deps['log'];
  /** The newest instant that a record here has, in milliseconds UTC; where the machine's clock can be trusted, none is needed. */
  notBefore?: number;
}

export interface Home {
  fetch(request: Request): Response | Promise<Response>;
  /** The parts of each office, the first of them for what belongs to none. */
  offices: readonly Deps[];
}

/** As the table of wrangler.toml says it. */
export const noteCron = '*/5 * * * *';

/** The clock: the machine's, or locally one that starts at a set instant. */
function clockFrom(env: Environment): () => number {
  const offset = env.CLOCK_START ? Date.parse(env.CLOCK_START) - Date.now() : 0;
  return () => Date.now() + offset;
}

/** @throws Error where there is no store at all */
export function openHome({ env, stores, storeOf, notBefore = 0, ...world }: World): Home {
  const { site, limits, notifier, backups, log } = world;
  const now = createRecordClock(clockFrom(env), notBefore, log);
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const ruleFor = ruleFinder(rules);
  const shared = {
    now,
    random,
    notifier,
    limits,
    site,
    backups,
    log,
    windows: namedWindows,
    replyTemplates,
    declineReasons,
    pause: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    proofs: createProofs({ codeSecret: env.CODE_SECRET, now, random }),
    floodCount: env.FLOOD_COUNT,
    calendars: createCalendars(calendarVersions, statutory),
    ruleFor: (...of: Parameters<typeof ruleFor>) => ({ reviewers: env.REVIEWERS, ...ruleFor(...of) }),
    codeSecret: env.CODE_SECRET,
    contactKeys: env.CONTACT_KEY,
    contactMonths: env.CONTACT_MONTHS,
  };
  const offices = new Map<string, Deps>();
  const officeOf = (jurisdiction: string) => {
    const office = offices.get(storeOf(jurisdiction));
    if (!office) throw new Error(`no office keeps the record of ${jurisdiction}`);
    return office;
  };
  for (const [id, { database, files }] of stores) {
    offices.set(id, {
      ...shared,
      id,
      database,
      files,
      auth: createAuth(database, env, log),
      singleSignOn: createSingleSignOn(database, env, log),
      officeOf,
      offices: () => [...offices.values()],
    });
  }
  const isSecure = env.BASE_URL.startsWith('https://');
  const settings = {
    baseUrl: env.BASE_URL,
    isProduction: env.ENVIRONMENT === 'production',
    staffNetworks: env.STAFF_NETWORKS,
    metricsToken: env.METRICS_TOKEN,
  };
  const apps = new Map([...offices].map(([id, deps]) => [id, createApp(deps, settings)]));
  const [firstApp] = apps.values();
  if (!firstApp) throw new Error('a home needs a store');
  return {
    offices: [...offices.values()],
    // Staff are of one office; residents are served for all places by each of them.
    fetch: (request) => (apps.get(readOffice(request.headers, isSecure) ?? '') ?? firstApp).fetch(request),
  };
}

/**
 * Logs each secret that does not open what is stored. The server starts all the same, pages are read and comments taken;
 * but nobody should find out weeks later.
 */
export async function sayWrongSecrets({ offices }: Home): Promise<void> {
  for (const office of offices) {
    const wrong = await findWrongSecrets(office).catch((error: unknown) => {
      office.log({ level: 'error', message: `${office.id}: secrets not tried: ${describeFailure(error)}` });
      return [];
    });
    for (const name of wrong) {
      const message = `${office.id}: ${name} does not open what is stored; put back the one that the record was written with`;
      office.log({ level: 'error', message });
    }
  }
}

/**
 * By the table of wrangler.toml: notes and reminders every few minutes; the upkeep of the record every hour. Where the two
 * texts of the table do not agree, both run more often than needed, which harms nothing.
 *
 * @throws Error once all offices had their turn, where one of them failed
 */
export async function runScheduled({ offices }: Pick<Home, 'offices'>, cron: string): Promise<void> {
  const failures: unknown[] = [];
  const work = async (deps: Deps) => {
    try {
      await runJobs(deps, cron === noteCron ? frequentJobs : hourlyJobs);
    } catch (error) {
      failures.push(error);
      const details = { office: deps.id };
      deps.log({ level: 'error', message: `scheduled: ${describeFailure(error)}`, details });
    }
  };
  for (const deps of offices) await inRun(`run-${crypto.randomUUID()}`, () => work(deps));
  if (failures.length > 0) throw new Error(`${failures.length} offices had failing jobs`, { cause: failures[0] });
}
