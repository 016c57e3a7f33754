// The application's dependencies with the local database, for commands on this machine.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { D1Database } from '@cloudflare/workers-types';
import { drizzle } from 'drizzle-orm/d1';
import { getPlatformProxy } from 'wrangler';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';
import { declineReasons } from '../../../content/decline-reasons.ts';
import { replyTemplates } from '../../../content/reply-templates.ts';
import { namedWindows, rules, siteDefaults } from '../../../content/rules/index.ts';
import { siteIndexSchema } from '../../contract/subject.ts';
import { createCalendars, followRecord } from '../../domain/clock/calendar.ts';
import { ruleFinder } from '../../domain/clock/rules.ts';
import { type Auth, createAuth } from '../../ports/auth.ts';
import type { Deps } from '../../ports/deps.ts';
import { parseEnvironment } from '../../ports/env.ts';
import { createJudging } from '../../ports/judging.ts';
import { noWitnesses } from '../../ports/witnesses.ts';
import { listJudgingFiles } from '../judging-files.ts';
import { migrateLocally } from './migrate.ts';

interface LocalOptions {
  /** Folder of the local database. */
  state: string;
  baseUrl: string;
  clock?: string | undefined;
}

/** Runs a function with the local database open and migrated. */
export async function withLocalDeps<Result>(
  { state, baseUrl, clock }: LocalOptions,
  run: (deps: Deps, auth: Auth) => Promise<Result>,
): Promise<Result> {
  const proxy = await getPlatformProxy<{ DB: D1Database }>({ persist: { path: join(state, 'v3') } });
  try {
    const env = parseEnvironment({ ...proxy.env, ENVIRONMENT: 'local', BASE_URL: baseUrl, CLOCK_START: clock });
    await migrateLocally(proxy.env.DB);
    const database = drizzle(proxy.env.DB);
    const rejectUnavailable = () => Promise.reject(new Error('not available in local commands'));
    const calendars = createCalendars(calendarVersions, statutory);
    const indexFile = 'dist/data/site-index.json';
    const auth = createAuth(database, env, () => undefined);
    const deps: Deps = {
      id: 'local',
      officeOf: () => deps,
      offices: () => [deps],
      database,
      auth,
      singleSignOn: null,
      now: () => (clock ? Date.parse(clock) : Date.now()),
      random: (length) => new Uint8Array(randomBytes(length)),
      pause: () => Promise.resolve(),
      notifier: {
        isDouble: true,
        send: () => Promise.resolve('pretended'),
        remind: () => Promise.resolve('pretended'),
      },
      witnesses: noWitnesses,
      limits: { allow: () => Promise.resolve(true) },
      runtime: 'process',
      quotas: { charge: () => Promise.resolve(true) },
      proofs: { makeChallenge: rejectUnavailable, checkProof: rejectUnavailable },
      files: {
        put: rejectUnavailable,
        get: rejectUnavailable,
        list: rejectUnavailable,
        remove: rejectUnavailable,
        hasSpaceFor: rejectUnavailable,
      },
      backups: 'platform',
      floodCount: env.FLOOD_COUNT,
      site: {
        serve: rejectUnavailable,
        page: rejectUnavailable,
        index: async () =>
          siteIndexSchema.parse(existsSync(indexFile) ? JSON.parse(readFileSync(indexFile, 'utf8')) : null),
      },
      calendars: followRecord(calendars),
      ruleFor: ruleFinder(rules, ...siteDefaults),
      judging: createJudging(listJudgingFiles(calendars)),
      windows: namedWindows,
      replyTemplates,
      declineReasons,
      codeSecret: env.CODE_SECRET,
      contactKeys: env.CONTACT_KEY,
      clockDeviation: () => 0,
      untoldTime: () => 0,
      contactMonths: env.CONTACT_MONTHS,
      log: () => undefined,
    };
    return await run(deps, auth);
  } finally {
    await proxy.dispose();
  }
}
