// Derives a task's standing against its due date, and checks new records. Days are in Asia/Shanghai.
import type { NewRecord, RecordStatus, Result, Standing } from '../../contract/commitment.ts';
import type { Role } from '../../contract/words.ts';
import { may, scopeOf } from '../access/access.ts';
import { type Day, dayInShanghai, daysBetween } from '../clock/calendar.ts';

/** A task's due date in its document. */
export interface DueDate {
  /** As printed: `2023年9月底前`, `长期坚持`; null if nothing is printed. */
  dueText: string | null;
  dueOn: Day | null;
}

/** The parts of a record that decide the standing. */
export interface RecordedFact {
  version: number;
  status: RecordStatus;
  /** Day of the progress or publication; null for a correction. */
  on: Day | null;
  link: string | null;
  corrects: number | null;
  /** When it was recorded. */
  at: number;
}

export interface TaskStanding {
  standing: Standing;
  result: Result | null;
}

/** Versions of records that a later correction withdrew. */
export function findCorrectedVersions(records: Pick<RecordedFact, 'corrects'>[]): Set<number> {
  return new Set(records.flatMap(({ corrects }) => (corrects === null ? [] : [corrects])));
}

/** The earliest publication not withdrawn. */
function findResult(records: RecordedFact[], dueOn: Day | null): Result | null {
  const corrected = findCorrectedVersions(records);
  let found: Result | null = null;
  for (const { version, status, on, link, at } of records) {
    if (status !== 'finished' || on === null || link === null || corrected.has(version)) continue;
    if (found && found.on <= on) continue;
    const daysLate = dueOn === null ? null : daysBetween(dueOn, on);
    // A clerk may backdate a publication; pages then disclose the late record.
    const isRecordedLate = dueOn !== null && on <= dueOn && dayInShanghai(at) > dueOn;
    found = { on, link, daysLate, isRecordedLate };
  }
  return found;
}

const isOpenEnded = (text: string) => /长期|持续|常年|全年/u.test(text);

function deriveStandingByDate({ dueText, dueOn }: DueDate, today: Day): Standing {
  if (dueOn === null) return isOpenEnded(dueText ?? '') ? 'ongoing' : 'undated';
  if (today < dueOn) return 'not-due';
  return today === dueOn ? 'due-today' : 'past-due';
}

/** A published result decides the standing, even after the due date. Without one, the due date decides. */
export function deriveTaskStanding(due: DueDate, records: RecordedFact[], today: Day): TaskStanding {
  const result = findResult(records, due.dueOn);
  return { standing: result ? 'published' : deriveStandingByDate(due, today), result };
}

/** The clerk who records. The desk records for its whole jurisdiction, a unit for tasks that name it. */
export interface Recorder {
  role: Role;
  jurisdiction: string;
  unit: string | null;
}

const mayRecordAll = (role: Role) => may(role, 'record-progress') && scopeOf(role) === 'jurisdiction';

export function isResponsible(recorder: Recorder, task: { jurisdiction: string; units: string[] }): boolean {
  if (task.jurisdiction !== recorder.jurisdiction || !may(recorder.role, 'record-progress')) return false;
  return mayRecordAll(recorder.role) || (recorder.unit !== null && task.units.includes(recorder.unit));
}

/** A unit may withdraw its own records; the desk may withdraw any. */
export function listCorrectable(
  recorder: Recorder,
  records: (Pick<RecordedFact, 'version' | 'status' | 'corrects'> & { unit: string | null })[],
): number[] {
  const corrected = findCorrectedVersions(records);
  return records
    .filter(({ version, status }) => status !== 'correction' && !corrected.has(version))
    .filter(({ unit }) => mayRecordAll(recorder.role) || unit === recorder.unit)
    .map(({ version }) => version);
}

export type RecordRefusal = 'not-responsible' | 'not-correctable' | 'in-the-future' | 'before-the-year';

/**
 * @param correctable versions that this recorder may withdraw
 * @returns why the record is refused, or null
 */
export function findRecordRefusal(
  record: NewRecord,
  task: { jurisdiction: string; units: string[]; year: number },
  recorder: Recorder,
  correctable: number[],
  today: Day,
): RecordRefusal | null {
  if (!isResponsible(recorder, task)) return 'not-responsible';
  if (record.status === 'correction') return correctable.includes(record.corrects) ? null : 'not-correctable';
  if (record.on > today) return 'in-the-future';
  // A date before the document's year is a typing error: the promise did not exist yet.
  return record.on < `${task.year}-01-01` ? 'before-the-year' : null;
}

/** Totals of a year's tasks. Each task belongs to exactly one of eight groups. */
export interface LookBack {
  total: number;
  /** Tasks with a due date: the sum of the next five fields. */
  dated: number;
  /** Published on or before the due date. */
  byDate: number;
  /** Published after the due date. */
  late: number;
  pastDue: number;
  dueToday: number;
  notDue: number;
  /** Tasks without a date: the next three groups. */
  publishedUndated: number;
  ongoing: number;
  undated: number;
  /** Dated tasks recorded only after their due date. */
  recordedLate: number;
}

/** The group of the look-back that a task belongs to. */
export function findLookBackGroup({
  standing,
  result,
}: TaskStanding): Exclude<keyof LookBack, 'total' | 'dated' | 'recordedLate'> {
  switch (standing) {
    case 'published':
      if (result === null || result.daysLate === null) return 'publishedUndated';
      return result.daysLate <= 0 ? 'byDate' : 'late';
    case 'past-due':
      return 'pastDue';
    case 'due-today':
      return 'dueToday';
    case 'not-due':
      return 'notDue';
    case 'ongoing':
    case 'undated':
      return standing;
  }
}

export function computeLookBack(tasks: TaskStanding[]): LookBack {
  const sums: LookBack = {
    total: tasks.length,
    dated: 0,
    byDate: 0,
    late: 0,
    pastDue: 0,
    dueToday: 0,
    notDue: 0,
    publishedUndated: 0,
    ongoing: 0,
    undated: 0,
    recordedLate: 0,
  };
  for (const task of tasks) {
    sums[findLookBackGroup(task)] += 1;
    if (task.result?.isRecordedLate) sums.recordedLate += 1;
  }
  sums.dated = sums.byDate + sums.late + sums.pastDue + sums.dueToday + sums.notDue;
  return sums;
}
