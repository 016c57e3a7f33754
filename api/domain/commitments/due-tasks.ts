// Which tasks fall due next, by the dates that the documents print. Pure.
import type { PromisedSubject, Subject } from '../../contract/subject.ts';
import type { Day } from '../clock/calendar.ts';

export interface DueDay {
  day: Day;
  tasks: PromisedSubject[];
}

export interface DueTasks {
  /** Days that have not ended, the next first. */
  ahead: DueDay[];
  /** The last day that has passed; null where no date has. */
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
