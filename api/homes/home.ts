// Shared by all homes: creates the offices with their dependencies, routes requests to them, and runs scheduled jobs. A
// home supplies database, files, built site and rate limits.
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { declineReasons } from '../../content/decline-reasons.ts';
import { replyTemplates } from '../../content/reply-templates.ts';
import { namedWindows, rules, siteDefaults } from '../../content/rules/index.ts';
import { createApp } from '../app.ts';
import type { Database } from '../db/database.ts';
import { createCalendars, dayInShanghai, followRecord } from '../domain/clock/calendar.ts';
import { ruleFinder } from '../domain/clock/rules.ts';
import { describeFailure } from '../middleware/failures.ts';
import { readOfficeCookie } from '../middleware/office-cookie.ts';
import { createAuth } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import type { Environment } from '../ports/env.ts';
import type { Files } from '../ports/files.ts';
import { createJudging } from '../ports/judging.ts';
import type { Limits } from '../ports/limits.ts';
import { withRunId } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import { createProofs } from '../ports/proof.ts';
import type { Quotas } from '../ports/quotas.ts';
import { createRecordClock, longestPauseMs } from '../ports/record-clock.ts';
import { createSingleSignOn } from '../ports/single-sign-on.ts';
import type { Site } from '../ports/site.ts';
import { noWitnesses } from '../ports/witnesses.ts';
import { frequentJobs, hourlyJobs, runJobs } from '../record/jobs.ts';
import { compareJudging, followCalendar } from '../record/judging.ts';
import { takeInCalendar } from '../record/new-calendar.ts';
import { sealStartOrStop } from '../record/seals.ts';
import { findWrongSecrets } from '../record/secrets.ts';
import { listJudgingFiles } from './judging-files.ts';

/** Database and files of an office. */
export interface Store {
  database: Database;
  files: Files;
}

/** What each home must supply. */
export interface HomeInputs {
  env: Environment;
  /** The home's stores by id; `storeOf` returns the id of a jurisdiction's store. */
  stores: ReadonlyMap<string, Store>;
  storeOf(jurisdiction: string): string;
  site: Site;
  limits: Limits;
  quotas: Quotas;
  notifier: Notifier;
  /** None by default. */
  witnesses?: Deps['witnesses'];
  backups: Deps['backups'];
  runtime: Deps['runtime'];
  log: Deps['log'];
  /** The newest instant of events and seals, in milliseconds UTC. Omit it where each request may find another. */
  notBefore?: number;
  /** A monotonic clock, in milliseconds; not needed if the system clock can be trusted. */
  steady?: () => number;
}

export interface Home {
  fetch(request: Request): Response | Promise<Response>;
  /** The dependencies of each office. The first office serves requests that belong to no office. */
  offices: readonly Deps[];
}

/** Must equal the entry in wrangler.toml. */
export const noteCron = '*/5 * * * *';

/** Returns the system clock, or with ENVIRONMENT=local a clock that starts at a given instant. */
function clockFrom(env: Environment): () => number {
  const offsetMs = env.CLOCK_START ? Date.parse(env.CLOCK_START) - Date.now() : 0;
  return () => Date.now() + offsetMs;
}

/** How long a pause may be that a start explains; any, on the day on which the operator vouches for the clock. */
export const findLongestPause = (
  { ENVIRONMENT, CLOCK_CONFIRMED }: Pick<Environment, 'ENVIRONMENT' | 'CLOCK_CONFIRMED'>,
  now: number,
): number =>
  ENVIRONMENT === 'local' || CLOCK_CONFIRMED === dayInShanghai(now) ? Number.POSITIVE_INFINITY : longestPauseMs;

/** @throws Error if there is no store */
export function openHome({ env, stores, storeOf, notBefore = 0, steady, ...world }: HomeInputs): Home {
  const { site, limits, quotas, notifier, witnesses = noWitnesses, backups, runtime, log } = world;
  const machine = clockFrom(env);
  const now = createRecordClock(machine, notBefore, log, steady ?? null, findLongestPause(env, machine()));
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const ruleFor = ruleFinder(rules, ...siteDefaults);
  const calendars = createCalendars(calendarVersions, statutory);
  const judgingFiles = listJudgingFiles(calendars);
  const shared = {
    now,
    clockDeviation: now.deviation,
    untoldTime: now.untold,
    random,
    notifier,
    witnesses,
    limits,
    quotas,
    site,
    backups,
    runtime,
    log,
    windows: namedWindows,
    replyTemplates,
    declineReasons,
    pause: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    proofs: createProofs({ codeSecret: env.CODE_SECRET, now, random }),
    floodCount: env.FLOOD_COUNT,
    ruleFor: (...of: Parameters<typeof ruleFor>) => ({ reviewers: env.REVIEWERS, ...ruleFor(...of) }),
    codeSecret: env.CODE_SECRET,
    contactKeys: env.CONTACT_KEY,
    contactMonths: env.CONTACT_MONTHS,
  };
  const offices = new Map<string, Deps>();
  const officeOf = (jurisdiction: string) => {
    const office = offices.get(storeOf(jurisdiction));
    if (!office) throw new Error(`no office stores the record of ${jurisdiction}`);
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
      calendars: followRecord(calendars),
      judging: createJudging(judgingFiles),
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
  if (!firstApp) throw new Error('a home needs at least one store');
  return {
    offices: [...offices.values()],
    // The cookie selects the staff's office. Any office can serve residents of all jurisdictions.
    fetch: (request) => (apps.get(readOfficeCookie(request.headers, isSecure) ?? '') ?? firstApp).fetch(request),
  };
}

/**
 * Compares what judges with the records, and takes in a new calendar, before the first request (decisions 037 and 038).
 *
 * @returns sentences in Chinese that name each file that was edited in place, and the remedy
 */
export async function takeUpRules({ offices }: Home): Promise<string[]> {
  const edited: string[] = [];
  for (const office of offices) {
    await followCalendar(office);
    await compareJudging(office);
    const { faults } = office.judging;
    edited.push(...faults);
    if (faults.length > 0) continue;
    const moved = await takeInCalendar(office);
    await compareJudging(office); // the new calendar judges now
    if (moved.length > 0) office.log({ level: 'info', message: `${office.id}: ${moved.length} due days moved` });
  }
  return [...new Set(edited)];
}

/**
 * Logs each secret that cannot decrypt the stored data. The server starts anyway, so that residents can read pages and
 * send comments.
 */
export async function logUnusableSecrets({ offices }: Home): Promise<void> {
  for (const office of offices) {
    const unusable = await findWrongSecrets(office).catch((error: unknown) => {
      office.log({ level: 'error', message: `${office.id}: secrets could not be tested: ${describeFailure(error)}` });
      return [];
    });
    for (const name of unusable) {
      const message = `${office.id}: ${name} cannot decrypt the stored data: restore the value that encrypted it`;
      office.log({ level: 'error', message });
    }
  }
}

/** Marks in each ledger when a server starts or stops. A failure keeps it from neither. */
export async function markStartOrStop({ offices }: Home): Promise<void> {
  for (const office of offices) {
    await sealStartOrStop(office).catch((error: unknown) => {
      office.log({ level: 'error', message: `${office.id}: not sealed: ${describeFailure(error)}` });
    });
  }
}

/**
 * Runs the jobs of a cron entry: notes and reminders every few minutes, and upkeep every hour. If `noteCron` differs
 * from wrangler.toml, all jobs run at every entry, which is harmless.
 *
 * @throws Error if jobs of an office failed, after all offices have run
 */
export async function runScheduled({ offices }: Pick<Home, 'offices'>, cron: string): Promise<void> {
  const failures: unknown[] = [];
  const runOfficeJobs = async (deps: Deps) => {
    try {
      await runJobs(deps, cron === noteCron ? frequentJobs : hourlyJobs);
    } catch (error) {
      failures.push(error);
      const details = { office: deps.id };
      deps.log({ level: 'error', message: `scheduled: ${describeFailure(error)}`, details });
    }
  };
  for (const deps of offices) await withRunId(`run-${crypto.randomUUID()}`, () => runOfficeJobs(deps));
  if (failures.length > 0) throw new Error(`${failures.length} offices had failing jobs`, { cause: failures[0] });
}
