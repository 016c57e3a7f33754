// The real application on the Node SQLite home with a fixed clock, fixed secrets and seeded randomness. This file has
// all the golden record's imports from the application; everything else goes through HTTP.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { D1Database } from '@cloudflare/workers-types';
import { drizzle } from 'drizzle-orm/d1';
import { createApp } from '../../api/app.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { openHome, runScheduled } from '../../api/homes/home.ts';
import { openStores } from '../../api/homes/node/stores.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import type { Site } from '../../api/ports/site.ts';
import { loadSampleComments } from '../../seeds/demo/load.ts';
import { loadSampleCommitments } from '../../seeds/demo/load-commitments.ts';
import { KeyedRandom } from './chance.ts';

export { deriveCheckCode, leafOf, makeSeal } from '../../api/domain/ledger/ledger.ts';
export { checkLedger } from '../../api/domain/ledger/ledger-check.ts';

export const origin = 'http://localhost:8787';
/** The office whose folder contains every place of the golden record. */
export const office = 'guanxian';

const secrets = {
  AUTH_SECRET: 'AUTH_SECRET of the golden record, used in tests only',
  CODE_SECRET: 'CODE_SECRET of the golden record, used in tests only',
  CONTACT_KEY: `golden:${'0123456789abcdef'.repeat(4)}`,
};
const settings = { ...secrets, ENVIRONMENT: 'local', BASE_URL: origin, CONTACT_MONTHS: '3' };

/** Frozen inputs, so that the site's new documents, rules and calendars do not change the golden record. */
const readInput = (name: string) => JSON.parse(readFileSync(join('test/golden/inputs', `${name}.json`), 'utf8'));
const inputs = {
  siteIndex: readInput('site-index'),
  calendar: readInput('calendar'),
  rules: readInput('rules'),
  declineReasons: readInput('decline-reasons'),
};

/** Number of comments from one place within ten minutes that counts as a flood. */
const floodCount = 5;
/** Every cron expression except that of notifications runs the hourly work. */
const hourlyCron = '7 * * * *';

export interface GoldenOptions {
  /** The data folder, created if missing. */
  data: string;
  /** Number of calendar versions known at the start. */
  calendars: number;
  /** Number of 冠县's rules in force; the first one requires no review. */
  rules: number;
}

/** What another record than the golden one has in its place. */
export interface Others {
  /** What a deployment with so many calendar versions knows. */
  makeParts(calendars: number, now: number): Partial<Deps>;
  site: Pick<Site, 'serve' | 'page'>;
  through(database: D1Database): D1Database;
}

export type Golden = ReturnType<typeof openGolden>;

export function openGolden({ data, calendars, rules }: GoldenOptions, others?: Others) {
  const { stores, close } = openStores(data, [office], 'normal');
  const file = new DatabaseSync(join(data, office, 'record.db'));
  const random = new KeyedRandom();
  const errors: string[] = [];
  const world = { now: 0, areLimitsDown: false };
  const site = {
    serve: async () => new Response(null, { status: 404 }),
    page: async () => null,
    ...others?.site,
    index: async () => inputs.siteIndex,
  };
  const limits = {
    allow: async () => {
      if (world.areLimitsDown) throw new Error('limits broken');
      return true;
    },
  };
  const pretend = async () => 'pretended' as const;
  const notifier = { isDouble: true, send: pretend, remind: pretend };
  const env = parseEnvironment(settings);
  const home = openHome({
    env,
    stores,
    site,
    runtime: 'process',
    quotas: { charge: async () => true },
    limits,
    notifier,
    storeOf: () => office,
    backups: 'command',
    log: ({ level, message }) => {
      if (level === 'error' && !world.areLimitsDown) errors.push(message);
    },
  });
  const [opened] = home.offices;
  if (!opened) throw new Error('the home has no office');
  const d1 = stores.get(office)?.d1;
  const parts = { ...opened, database: others && d1 ? drizzle(others.through(d1)) : opened.database };

  /** Starts the application like a deployment with the given number of calendar versions. */
  function deploy(versions: number) {
    const deps: Deps = {
      ...parts,
      officeOf: () => deps,
      offices: () => [deps],
      now: () => world.now,
      random: (length) => random.draw(length),
      proofs: {
        ...parts.proofs,
        // Any proof passes; only a missing one fails.
        checkProof: async (proof) => proof ?? null,
      },
      pause: async () => undefined,
      calendars: createCalendars(inputs.calendar.versions.slice(0, versions), inputs.calendar.statutory),
      ruleFor: ruleFinder(inputs.rules.slice(0, rules), inputs.rules[0]),
      declineReasons: inputs.declineReasons,
      floodCount,
      ...others?.makeParts(versions, world.now),
    };
    return { deps, app: createApp(deps, { baseUrl: origin, isProduction: false, staffNetworks: [] }) };
  }
  let inForce = calendars;
  let current = deploy(calendars);

  return {
    data,
    /** What the published files of this deployment would say. */
    readKnowledge: () => ({ calendars: current.deps.calendars, ruleFor: current.deps.ruleFor }),
    /** The same application on another folder. */
    reopenAt(folder: string) {
      const other = openGolden({ data: folder, calendars: inForce, rules });
      other.world.now = world.now;
      return other;
    },
    /** A second connection to the application's database file. */
    file,
    world,
    random,
    /** Cookies of signed-in clerks, by username. */
    cookies: new Map<string, Promise<string>>(),
    /** Logged errors. */
    errors,
    request: async (path: string, init?: RequestInit) => current.app.fetch(new Request(`${origin}${path}`, init)),
    takeInCalendar(versions: number) {
      inForce = versions;
      current = deploy(versions);
    },
    /** Runs the hourly work, as the office's scheduler does. */
    runHourly: () => runScheduled({ offices: [current.deps] }, hourlyCron),
    /** Loads the sample data as `npm start` does. */
    async loadSamples() {
      await loadSampleComments(current.deps);
      await loadSampleCommitments(current.deps);
    },
    close() {
      file.close();
      close();
    },
  };
}
