// Which tasks fall due next, by the dates printed in the documents. Pure.
import type { PromisedSubject, Subject } from '../../contract/subject.ts';
import type { Day } from '../clock/calendar.ts';

export interface DueDay {
  day: Day;
  tasks: PromisedSubject[];
}

export interface DueTasks {
  /** Days that have not ended, the next one first. */
  ahead: DueDay[];
  /** The most recent past due day; null if there is none. */
  last: DueDay | null;
}

export function findDueTasks(subjects: Subject[], today: Day): DueTasks {
  const byDay = new Map<Day, PromisedSubject[]>();
  for (const subject of subjects) {
    if (subject.kind !== 'unit' && subject.dueOn)
      byDay.set(subject.dueOn, [...(byDay.get(subject.dueOn) ?? []), subject]);
  }
  const days = [...byDay].map(([day, tasks]) => ({ day, tasks })).sort((a, b) => a.day.localeCompare(b.day));
  return { ahead: days.filter(({ day }) => day >= today), last: days.findLast(({ day }) => day < today) ?? null };
}
