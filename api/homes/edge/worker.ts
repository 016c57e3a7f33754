// The edge home: runs the application on Cloudflare Workers with D1, R2, static assets and rate limits.
// Its types are imported, because globally generated runtime types conflict with DOM types.
import type { D1Database, R2Bucket, RateLimit } from '@cloudflare/workers-types';
import { drizzle } from 'drizzle-orm/d1';
import { parseEnvironment } from '../../ports/env.ts';
import { createFiles } from '../../ports/files.ts';
import type { LimitName } from '../../ports/limits.ts';
import { logNow } from '../../ports/log.ts';
import { createNotifier } from '../../ports/notifier.ts';
import { createBucketQuotas } from '../../ports/quotas.ts';
import { type Assets, createSite } from '../../ports/site.ts';
import { createWitnesses } from '../../ports/witnesses.ts';
import { type Home, logUnusableSecrets, noteCron, openHome, runScheduled, type Store } from '../home.ts';
import { answerInSessions, readInSessions } from './sessions.ts';

/** A jurisdiction's own database is bound as, for example, `DB_GUANXIAN`. `DB` serves all others. */
type Bindings = {
  DB: D1Database;
  FILES: R2Bucket;
  ASSETS: Assets;
  INTAKE_LIMIT: RateLimit;
  FOLLOW_LIMIT: RateLimit;
  SEARCH_LIMIT: RateLimit;
  RECEIPT_LIMIT: RateLimit;
  SIGN_IN_LIMIT: RateLimit;
  ACCOUNT_LIMIT: RateLimit;
  FILES_LIMIT: RateLimit;
  SMALL_LIMIT: RateLimit;
  STAFF_LIMIT: RateLimit;
  LOOKUP_LIMIT: RateLimit;
  EXPORT_LIMIT: RateLimit;
} & Record<`DB_${string}`, D1Database>;

/** The office of all jurisdictions without their own database. */
const common = 'common';

/** Opens the stores by office. An office with its own database also has its own folder of files. */
function openStores(bindings: Bindings): Map<string, Store> {
  const open = (office: string, database: D1Database) => drizzle(readInSessions(office, database));
  const stores = new Map([[common, { database: open(common, bindings.DB), files: createFiles(bindings.FILES) }]]);
  for (const [name, database] of Object.entries(bindings)) {
    if (!name.startsWith('DB_')) continue;
    const office = name.slice('DB_'.length).toLowerCase();
    const files = createFiles(bindings.FILES, `${office}/`);
    stores.set(office, { database: open(office, database as D1Database), files });
  }
  return stores;
}

function start(bindings: Bindings): Home {
  const env = parseEnvironment(bindings);
  const stores = openStores(bindings);
  const limiters: Record<LimitName, RateLimit> = {
    intake: bindings.INTAKE_LIMIT,
    follow: bindings.FOLLOW_LIMIT,
    search: bindings.SEARCH_LIMIT,
    receipt: bindings.RECEIPT_LIMIT,
    'sign-in': bindings.SIGN_IN_LIMIT,
    account: bindings.ACCOUNT_LIMIT,
    files: bindings.FILES_LIMIT,
    small: bindings.SMALL_LIMIT,
    staff: bindings.STAFF_LIMIT,
    lookup: bindings.LOOKUP_LIMIT,
    export: bindings.EXPORT_LIMIT,
  };
  return openHome({
    env,
    stores,
    log: logNow,
    backups: 'platform',
    runtime: 'isolate',
    storeOf: (jurisdiction) => (stores.has(jurisdiction) ? jurisdiction : common),
    site: createSite(bindings.ASSETS),
    limits: { allow: async (what, sender) => (await limiters[what].limit({ key: sender })).success },
    quotas: createBucketQuotas(bindings.FILES),
    notifier: createNotifier(env, (url, init) => fetch(url, init), logNow),
    witnesses: createWitnesses(
      env,
      (url, init) => fetch(url, init),
      (length) => crypto.getRandomValues(new Uint8Array(length)),
    ),
  });
}

let started: Home | undefined;

export default {
  fetch(request: Request, bindings: Bindings) {
    started ??= start(bindings);
    return answerInSessions(request, started.fetch);
  },
  async scheduled({ cron }: { cron: string }, bindings: Bindings) {
    started ??= start(bindings);
    // A Worker has no observable start, so check the secrets hourly.
    if (cron !== noteCron) await logUnusableSecrets(started);
    await runScheduled(started, cron);
  },
};
