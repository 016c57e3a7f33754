// The real application on the Node SQLite home with a fixed clock, fixed secrets and seeded randomness. Everything that
// the golden record imports from the application is imported here; all else goes through its addresses.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createApp } from '../../api/app.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { openHome, runScheduled } from '../../api/homes/home.ts';
import { openStores } from '../../api/homes/node/stores.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import { loadSampleComments } from '../../seeds/demo/load.ts';
import { loadSampleCommitments } from '../../seeds/demo/load-commitments.ts';
import { KeyedRandom } from './chance.ts';

export const origin = 'http://localhost:8787';
/** The folder of the one office, in which all places of the golden record lie. */
export const office = 'guanxian';

const secrets = {
  AUTH_SECRET: 'AUTH_SECRET of the golden record, used in tests only',
  CODE_SECRET: 'CODE_SECRET of the golden record, used in tests only',
  CONTACT_KEY: `golden:${'0123456789abcdef'.repeat(4)}`,
};
const settings = { ...secrets, ENVIRONMENT: 'local', BASE_URL: origin, CONTACT_MONTHS: '3' };

/** What the golden record rests on is frozen beside it: new documents, rules and calendars of the site change nothing. */
const readInput = (name: string) => JSON.parse(readFileSync(join('test/golden/inputs', `${name}.json`), 'utf8'));
const inputs = {
  siteIndex: readInput('site-index'),
  calendar: readInput('calendar'),
  rules: readInput('rules'),
  declineReasons: readInput('decline-reasons'),
};

/** Comments of one place within ten minutes that are a flood. */
const floodCount = 5;
/** Any text of the table of times but the one of notes is the hourly one. */
const hourly = '7 * * * *';

export interface GoldenOptions {
  /** Folder of the data; made where there is none. */
  data: string;
  /** How many of the versions of the calendar are known at first. */
  calendars: number;
  /** How many of the rules of 冠县 are in force; the first is the one that asks for no review. */
  rules: number;
}

export type Golden = ReturnType<typeof openGolden>;

export function openGolden({ data, calendars, rules }: GoldenOptions) {
  const { stores, close } = openStores(data, [office], 'normal');
  const file = new DatabaseSync(join(data, office, 'record.db'));
  const random = new KeyedRandom();
  const errors: string[] = [];
  const world = { now: 0, areLimitsDown: false };
  const site = {
    serve: async () => new Response(null, { status: 404 }),
    page: async () => null,
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
  const parts = opened;

  /** As a deployment with so many versions of the calendar starts the application. */
  function deploy(versions: number) {
    const deps: typeof parts = {
      ...parts,
      officeOf: () => deps,
      offices: () => [deps],
      now: () => world.now,
      random: (length) => random.draw(length),
      proofs: {
        ...parts.proofs,
        // Whoever writes anything has done the work; who sends nothing has not.
        checkProof: async (proof) => proof ?? null,
      },
      pause: async () => undefined,
      calendars: createCalendars(inputs.calendar.versions.slice(0, versions), inputs.calendar.statutory),
      ruleFor: ruleFinder(inputs.rules.slice(0, rules), inputs.rules[0]),
      declineReasons: inputs.declineReasons,
      floodCount,
    };
    return { deps, app: createApp(deps, { baseUrl: origin, isProduction: false, staffNetworks: [] }) };
  }
  let current = deploy(calendars);

  return {
    /** The same file, read beside the application. */
    file,
    world,
    random,
    /** Of clerks who signed in, by name. */
    cookies: new Map<string, Promise<string>>(),
    /** What was logged as an error. */
    errors,
    request: async (path: string, init?: RequestInit) => current.app.fetch(new Request(`${origin}${path}`, init)),
    takeInCalendar(versions: number) {
      current = deploy(versions);
    },
    /** What the clock of the office calls every hour. */
    runHourly: () => runScheduled({ offices: [current.deps] }, hourly),
    /** As `npm start` loads the sample data. */
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
