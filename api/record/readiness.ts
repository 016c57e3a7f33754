// The readiness check for load balancers. Details go to the log only.
import { listMissingMigrations } from '../db/migrations.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import type { Deps } from '../ports/deps.ts';
import { readUntoldTime } from './stamp.ts';

type Check = 'database' | 'migrations' | 'site' | 'calendar' | 'clock' | 'rules';

/** @returns the failed checks; empty if ready */
export async function findFailedChecks(deps: Deps): Promise<Check[]> {
  const passes = (check: () => Promise<boolean> | boolean) =>
    Promise.resolve()
      .then(check)
      .catch(() => false);
  const missing = await Promise.all(deps.offices().map(({ database }) => listMissingMigrations(database))).then(
    (lists) => lists.flat(),
    () => null,
  );
  const hasSite = passes(async () => (await deps.site.index()).jurisdictions.length > 0);
  const hasPage = passes(async () => (await deps.site.page('/')) !== null);
  // Check only today: without next year's notice, windows are provisional and the site still works.
  const coversToday = passes(() => {
    deps.calendars.current.describe(dayInShanghai(deps.now()));
    return true;
  });
  const isInTime = passes(async () => {
    // If the database is down, that check says so.
    const untold = await Promise.all(deps.offices().map((office) => readUntoldTime(office).catch(() => 0)));
    return untold.every((time) => time === 0);
  });
  const results: [Check, boolean][] = [
    ['database', missing !== null],
    ['migrations', missing === null || missing.length === 0],
    ['site', (await hasSite) && (await hasPage)],
    ['calendar', await coversToday],
    ['clock', await isInTime],
    // Edited in place: nothing is recorded until they are restored (decision 037).
    ['rules', deps.offices().every(({ judging }) => judging.faults.length === 0)],
  ];
  return results.filter(([, isOk]) => !isOk).map(([check]) => check);
}
