// Collects the facts for the status page from database, calendar and built site. domain/office/status.ts judges them.

import type { Status } from '../contract/status.ts';
import { listJobs } from '../db/jobs.ts';
import { listSealTimes } from '../db/ledger.ts';
import { knownMigrations, listMissingMigrations } from '../db/migrations.ts';
import { listFailed, listStuck, readFreshness } from '../db/status.ts';
import { may } from '../domain/access/access.ts';
import { startOfDay } from '../domain/clock/calendar.ts';
import { estimateFirstAttempt, nameNote, retryDelayMs, stuckAfter } from '../domain/notes.ts';
import { judgeClock, judgeSeals } from '../domain/office/clock-status.ts';
import { nameReminder } from '../domain/office/reminders.ts';
import {
  judgeCalendar,
  judgeColumn,
  judgeFailures,
  judgeHistory,
  judgeJob,
  judgeMigrations,
  judgeNotifier,
  judgeRules,
  judgeSecrets,
  neverRan,
  type StuckFacts,
} from '../domain/office/status.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { findWrongSecrets } from './secrets.ts';
import { readUntoldTime } from './stamp.ts';

/** Maximum failures shown per kind; beyond it, the provider is the problem. */
const maxFailedShown = 50;

/** In milliseconds. Older failures are too late to act on. */
const failedMaxAgeMs = 14 * 86_400_000;

/** Maximum waiting deliveries to examine, per kind. */
const maxStuckExamined = 1000;

/** Seals to examine: of a week, hourly and at readers' downloads. */
const maxSealsExamined = 1000;

/** Computes the last attempt from the next one, whose delay is known. */
const triedAt = ({ tries, nextAt }: { tries: number; nextAt: number }) => nextAt - retryDelayMs(Math.max(1, tries));

async function readFailed(deps: Deps, { role, jurisdiction }: Clerk) {
  const { notes, reminders } = await listFailed(
    deps.database,
    jurisdiction,
    deps.now() - failedMaxAgeMs,
    maxFailedShown,
  );
  const seesComments = may(role, 'read-comments');
  const rows = [
    ...notes.map(({ about, recipient, what, ...row }) => ({ about, what: nameNote(recipient, what), ...row })),
    ...reminders.map(({ about, recipient, kind, ...row }) => ({ about, what: nameReminder(recipient, kind), ...row })),
  ].sort((a, b) => triedAt(b) - triedAt(a));
  const failed = rows.map(({ about, what, ...row }) => ({
    at: new Date(triedAt(row)).toISOString(),
    what,
    receiptCode: seesComments && about !== jurisdiction ? about : null,
  }));
  return { failed, notes: notes.length, reminders: reminders.length };
}

/** Reads deliveries that wait for a retry after several failed attempts. */
async function readStuck(deps: Deps, jurisdiction: string): Promise<StuckFacts> {
  const { notes, reminders } = await listStuck(deps.database, jurisdiction, stuckAfter, maxStuckExamined);
  const begun = [...notes, ...reminders].map(estimateFirstAttempt);
  return {
    notes: notes.length,
    reminders: reminders.length,
    lookedAt: maxStuckExamined,
    oldest: begun.length > 0 ? Math.min(...begun) : null,
  };
}

export async function readStatus(deps: Deps, clerk: Clerk): Promise<Status> {
  const { jurisdiction } = clerk;
  const now = deps.now();
  const { announcedThrough } = deps.officeOf(jurisdiction).calendars.current;
  const [index, jobs, missing, freshness, given, stuck, wrongSecrets, untold, sealTimes] = await Promise.all([
    deps.site.index(),
    listJobs(deps.database),
    listMissingMigrations(deps.database),
    readFreshness(deps.database, jurisdiction, startOfDay(`${announcedThrough + 1}-01-01`)),
    readFailed(deps, clerk),
    readStuck(deps, jurisdiction),
    findWrongSecrets(deps),
    readUntoldTime(deps),
    listSealTimes(deps.database, maxSealsExamined),
  ]);
  const { oldestOpen, newestReply, provisional } = freshness;
  const factsOf = (name: string) => jobs.find((row) => row.name === name) ?? neverRan;
  const job = (name: Parameters<typeof judgeJob>[0]) => judgeJob(name, factsOf(name), now);
  const backup = deps.backups === 'command' ? job('backup') : judgeHistory(factsOf('export'), now);
  const changes = index.changes.filter((change) => change.jurisdiction === jurisdiction);
  const latest = (instants: (number | null)[]) => instants.reduce((a, b) => (a === null || (b ?? 0) > a ? b : a), null);
  const changedAt = latest(changes.map((change) => Date.parse(change.changedAt)));
  return {
    version: index.version,
    asOf: new Date(now).toISOString(),
    items: [
      ...[backup, job('upkeep'), job('notes'), job('reminders')],
      ...[judgeNotifier(deps.notifier.isDouble, stuck, now), judgeFailures(given.notes, given.reminders)],
      ...[
        judgeCalendar({ announcedThrough, provisional }, now),
        judgeClock({ deviation: deps.clockDeviation(), untold }),
      ],
      judgeSeals(sealTimes, now),
      judgeRules(deps.judging.faults),
      ...(deps.witnesses.names.length > 0 ? [job('witnesses')] : []),
      ...[judgeMigrations(knownMigrations.at(-1) ?? '', missing), judgeSecrets(wrongSecrets)],
      ...[judgeColumn('home', latest([changedAt, newestReply]), now), judgeColumn('documents', changedAt, now)],
      ...[judgeColumn('replies', newestReply, now), judgeColumn('waiting', oldestOpen, now)],
    ],
    failed: given.failed,
  };
}
