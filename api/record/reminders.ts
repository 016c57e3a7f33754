// Queues and sends reminders to those who must reply, and the office's morning digest, in working hours. Tolerates
// interruption and concurrent runs: keys prevent duplicates in the queue, and a run claims each reminder before sending.
import {
  claimReminder,
  countForDigest,
  findUnanswered,
  finishReminder,
  listDueReminders,
  listUnanswered,
  queueReminders,
  type ReminderRow,
} from '../db/reminders.ts';
import { addDays, dayInShanghai, startOfDay } from '../domain/clock/calendar.ts';
import { maxAttempts, retryDelayMs } from '../domain/notes.ts';
import {
  isSameReminder,
  isWorkingTime,
  planReminders,
  remindedUntil,
  type UnansweredComment,
  writeDigest,
  writeReminder,
} from '../domain/office/reminders.ts';
import type { Deps } from '../ports/deps.ts';
import type { StaffNote } from '../ports/notifier.ts';
import { nameUnit } from './follow.ts';
import { readHead } from './heads.ts';

/** Comments planned per batch. */
const planBatchSize = 50;
/** Reminders per run, because webhooks of group chats accept about twenty a minute. */
const sendBatchSize = 20;

const deskName = '政务公开办';

const isWorkingTimeNow = (deps: Deps) => isWorkingTime(deps.now(), deps.calendars.current);

async function planJurisdiction(deps: Deps, jurisdiction: string): Promise<void> {
  const { current } = deps.calendars;
  const now = deps.now();
  // Queue the digest first, so that it is sent first.
  const digest = { about: jurisdiction, kind: 'digest' as const, day: dayInShanghai(now) };
  await queueReminders(deps.database, [{ ...digest, recipient: 'office', unit: '' }], now - 1);
  let last: UnansweredComment | null = null;
  for (;;) {
    const comments: UnansweredComment[] = await listUnanswered(
      deps.database,
      jurisdiction,
      remindedUntil(now, current),
      last,
      planBatchSize,
    );
    const planned = comments.flatMap((comment) => planReminders(comment, now, current));
    await queueReminders(deps.database, planned, now);
    last = comments.at(-1) ?? null;
    if (comments.length < planBatchSize) return;
  }
}

/** Queues today's reminders, in working hours only. */
export async function planAll(deps: Deps): Promise<void> {
  if (!isWorkingTimeNow(deps)) return;
  const { jurisdictions } = await deps.site.index();
  for (const { id } of jurisdictions) await planJurisdiction(deps, id);
}

const keyOf = ({ about, kind, day, recipient, unit }: ReminderRow) =>
  [about, kind, day, recipient, unit].filter(Boolean).join('-');

/** @returns null if the digest's day is over */
async function composeDigest(deps: Deps, row: ReminderRow): Promise<StaffNote | null> {
  const now = deps.now();
  const today = dayInShanghai(now);
  if (row.day !== today) return null;
  const { jurisdictions } = await deps.site.index();
  const counts = await countForDigest(deps.database, row.about, {
    now,
    until: startOfDay(addDays(today, 1)),
    judgedUntil: startOfDay(`${deps.calendars.current.announcedThrough + 1}-01-01`),
  });
  const place = jurisdictions.find(({ id }) => id === row.about)?.name ?? row.about;
  const head = await readHead(deps);
  const to = { recipient: 'office' as const, jurisdiction: row.about, unit: '' };
  return {
    ...to,
    kind: 'digest',
    text: writeDigest(place, { ...counts, head }, now, deps.calendars.current),
    path: '/staff/',
    key: keyOf(row),
  };
}

/** @returns null if the reminder is obsolete: replied, transferred, or its day is over */
async function composeReminder(deps: Deps, row: ReminderRow): Promise<StaffNote | null> {
  const { kind, about, day, recipient, unit } = row;
  if (kind === 'digest') return composeDigest(deps, row);
  const comment = await findUnanswered(deps.database, about);
  const now = deps.now();
  const { current } = deps.calendars;
  const reminder = { about, kind, day, recipient, unit };
  if (!comment || !planReminders(comment, now, current).some((planned) => isSameReminder(planned, reminder))) {
    return null;
  }
  const { jurisdiction } = comment;
  const index = await deps.site.index();
  const holder = comment.unit === null ? deskName : nameUnit(index, jurisdiction, comment.unit);
  // State the addressee: notes to units and leaders may arrive in the office's group.
  const addressee = { unit: holder, office: deskName, leader: '分管负责人' }[recipient];
  const text = `致${addressee}：${writeReminder(kind, comment, holder, now, current)}`;
  const path = `/staff/#case=${about}`;
  return { recipient, jurisdiction, unit, kind: kind, text, path, key: keyOf(row) };
}

/** True if a reminder could not be sent on its day and its comment still waits for a reply. Staff see such failures. */
async function wasMissed(deps: Deps, { about, kind, day, recipient, unit, tries }: ReminderRow): Promise<boolean> {
  if (tries === 0 || day === dayInShanghai(deps.now())) return false;
  if (kind === 'digest') return true;
  const comment = await findUnanswered(deps.database, about);
  return comment !== null && (recipient !== 'unit' || comment.unit === unit);
}

async function sendReminder(deps: Deps, row: ReminderRow): Promise<ReminderRow['state']> {
  try {
    const note = await composeReminder(deps, row);
    if (note) return await deps.notifier.remind(note);
    return (await wasMissed(deps, row)) ? 'failed' : 'dropped';
  } catch (error) {
    const message = `reminder not sent (${row.kind}): ${error instanceof Error ? error.message : 'unknown'}`;
    deps.log({ level: 'error', message, details: { about: row.about, try: row.tries + 1 } });
    return row.tries + 1 >= maxAttempts ? 'failed' : 'waiting';
  }
}

/** Sends due reminders, in working hours only. @returns how many reached a final state */
export async function deliverReminders(deps: Deps): Promise<number> {
  if (!isWorkingTimeNow(deps)) return 0;
  let finished = 0;
  for (const row of await listDueReminders(deps.database, deps.now(), sendBatchSize)) {
    if (!(await claimReminder(deps.database, row, deps.now() + retryDelayMs(row.tries + 1)))) continue;
    const state = await sendReminder(deps, row);
    if (state === 'waiting') continue;
    await finishReminder(deps.database, row, state);
    finished += 1;
  }
  return finished;
}
