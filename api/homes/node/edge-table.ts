// Reads wrangler.toml, so that both homes use the same routes, rate limits and cron schedule.
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import * as z from 'zod';
import type { LimitName } from '../../ports/limits.ts';

const limitNamesByBinding = {
  INTAKE_LIMIT: 'intake',
  FOLLOW_LIMIT: 'follow',
  SEARCH_LIMIT: 'search',
  RECEIPT_LIMIT: 'receipt',
  SIGN_IN_LIMIT: 'sign-in',
  ACCOUNT_LIMIT: 'account',
  FILES_LIMIT: 'files',
  SMALL_LIMIT: 'small',
  STAFF_LIMIT: 'staff',
  LOOKUP_LIMIT: 'lookup',
  EXPORT_LIMIT: 'export',
} as const satisfies Record<string, LimitName>;

const tableSchema = z.object({
  assets: z.object({ directory: z.string(), run_worker_first: z.array(z.string().regex(/^\/[^*]*\*?$/u)) }),
  triggers: z.object({ crons: z.array(z.string()) }),
  ratelimits: z.array(
    z.object({
      name: z.literal(Object.keys(limitNamesByBinding) as (keyof typeof limitNamesByBinding)[]),
      simple: z.object({ limit: z.int(), period: z.int() }),
    }),
  ),
});

export interface Limit {
  /** Requests per period. */
  limit: number;
  /** Seconds. */
  period: number;
}

export interface EdgeTable {
  /** Folder of the built site. */
  directory: string;
  /** True if the application serves this address; other addresses are files. */
  isForApplication(path: string): boolean;
  crons: string[];
  limits: Record<LimitName, Limit>;
}

/** @throws Error if wrangler.toml contains a setting that this home does not support */
export function readEdgeTable(file: URL | string = new URL('../../../wrangler.toml', import.meta.url)): EdgeTable {
  const { assets, triggers, ratelimits } = tableSchema.parse(parse(readFileSync(file, 'utf8')));
  const workerFirstRules = assets.run_worker_first;
  const findLimit = (limitName: LimitName): Limit => {
    const entry = ratelimits.find(({ name }) => limitNamesByBinding[name] === limitName);
    if (!entry) throw new Error(`wrangler.toml has no rate limit for ${limitName}`);
    return entry.simple;
  };
  return {
    directory: assets.directory,
    isForApplication: (path) =>
      workerFirstRules.some((rule) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule)),
    crons: triggers.crons,
    limits: {
      intake: findLimit('intake'),
      follow: findLimit('follow'),
      search: findLimit('search'),
      receipt: findLimit('receipt'),
      'sign-in': findLimit('sign-in'),
      account: findLimit('account'),
      files: findLimit('files'),
      small: findLimit('small'),
      staff: findLimit('staff'),
      lookup: findLimit('lookup'),
      export: findLimit('export'),
    },
  };
}
