// How the site is doing: what the database, the calendar and the built site say of it, judged by domain/status.ts.
import type { Clerk } from '../auth.ts';
import type { Status } from '../contract/status.ts';
import { listJobs } from '../db/jobs.ts';
import { knownMigrations, listMissingMigrations } from '../db/migrations.ts';
import { listFailed, readFreshness } from '../db/status.ts';
import type { Deps } from '../deps.ts';
import { may } from '../domain/access.ts';
import { startOfDay } from '../domain/calendar.ts';
import { nameNote, waitAfter } from '../domain/notes.ts';
import { nameReminder } from '../domain/reminders.ts';
import {
  judgeCalendar,
  judgeColumn,
  judgeFailures,
  judgeJob,
  judgeMigrations,
  judgeNotifier,
  neverRan,
} from '../domain/status.ts';

/** Rows shown of each kind; where there are more, the provider is what is broken. */
const failedShown = 50;

/** What failed longer ago is history: somebody has seen it, or never will. */
const failedWithin = 14 * 86_400_000;

/** A try was counted with the instant of the next: the wait before it is known. */
const triedAt = ({ tries, nextAt }: { tries: number; nextAt: number }) => nextAt - waitAfter(Math.max(1, tries));

async function readFailed(deps: Deps, { role, jurisdiction }: Clerk) {
  const { notes, reminders } = await listFailed(deps.database, jurisdiction, deps.now() - failedWithin, failedShown);
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

export async function readStatus(deps: Deps, clerk: Clerk): Promise<Status> {
  const { jurisdiction } = clerk;
  const now = deps.now();
  const { announcedThrough } = deps.calendars.current;
  const [index, jobs, missing, freshness, given] = await Promise.all([
    deps.site.index(),
    listJobs(deps.database),
    listMissingMigrations(deps.database),
    readFreshness(deps.database, jurisdiction, startOfDay(`${announcedThrough + 1}-01-01`)),
    readFailed(deps, clerk),
  ]);
  const { oldestOpen, newestReply, provisional } = freshness;
  const job = (name: Parameters<typeof judgeJob>[0]) =>
    judgeJob(name, jobs.find((row) => row.name === name) ?? neverRan, now);
  const changes = index.changes.filter((change) => change.jurisdiction === jurisdiction);
  const latest = (instants: (number | null)[]) => instants.reduce((a, b) => (a === null || (b ?? 0) > a ? b : a), null);
  const changedAt = latest(changes.map((change) => Date.parse(change.changedAt)));
  return {
    version: index.version,
    asOf: new Date(now).toISOString(),
    items: [
      ...[job('backup'), job('upkeep'), job('notes'), job('reminders')],
      ...[judgeNotifier(deps.notifier.isDouble), judgeFailures(given.notes, given.reminders)],
      judgeCalendar({ announcedThrough, provisional }, now),
      judgeMigrations(knownMigrations.at(-1) ?? '', missing),
      ...[judgeColumn('home', latest([changedAt, newestReply]), now), judgeColumn('documents', changedAt, now)],
      ...[judgeColumn('replies', newestReply, now), judgeColumn('waiting', oldestOpen, now)],
    ],
    failed: given.failed,
  };
}
