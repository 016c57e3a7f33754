// Loads the sample data into the local database, with the application's own parts over it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/d1';
import { getPlatformProxy } from 'wrangler';
import china from '../../content/calendar/china.json' with { type: 'json' };
import { rules } from '../../content/rules/index.ts';
import { loadSampleAccounts, loadSampleComments, sampleAccounts } from '../../seeds/demo/load.ts';
import { createAuth } from '../auth.ts';
import { siteIndexSchema } from '../contract/subject.ts';
import { roleWords } from '../contract/words.ts';
import { createCalendar } from '../domain/calendar.ts';
import { ruleFinder } from '../domain/rules.ts';
import { parseEnvironment } from '../env.ts';
import { options } from './options.ts';

/** Letters and digits that cannot be mistaken for each other when typed off a terminal. */
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

function makePassword(): string {
  return Array.from(randomBytes(14), (byte) => passwordLetters.charAt(byte % passwordLetters.length)).join('');
}

export async function prepareSamples(): Promise<{ role: string; username: string; password: string }[]> {
  const proxy = await getPlatformProxy<Record<string, unknown>>({ persist: { path: join(options.state, 'v3') } });
  try {
    const env = parseEnvironment({
      ...proxy.env,
      ENVIRONMENT: 'local',
      BASE_URL: options.baseUrl,
      CLOCK_START: options.clock,
    });
    // biome-ignore lint/suspicious/noExplicitAny: the binding is D1, as wrangler.toml says
    const database = drizzle(proxy.env['DB'] as any);
    const auth = createAuth(database, env, () => undefined);
    const index = siteIndexSchema.parse(JSON.parse(readFileSync('dist/data/site-index.json', 'utf8')));
    const notThere = () => Promise.reject(new Error('sample data needs no page'));
    const deps = {
      database,
      auth,
      now: () => (options.clock ? Date.parse(options.clock) : Date.now()),
      random: (length: number) => new Uint8Array(randomBytes(length)),
      notifier: { tell: () => Promise.resolve() },
      limits: { allow: () => Promise.resolve(true) },
      site: { serve: notThere, page: notThere, index: () => Promise.resolve(index) },
      calendar: createCalendar(china),
      ruleFor: ruleFinder(rules),
      codeSecret: env.CODE_SECRET,
      log: () => undefined,
    };
    const password = process.env['SAMPLE_PASSWORD'] ?? makePassword();
    await loadSampleAccounts(auth, deps, password);
    await loadSampleComments(deps);
    return sampleAccounts.map(({ role, username }) => ({ role: roleWords[role], username, password }));
  } finally {
    await proxy.dispose();
  }
}
