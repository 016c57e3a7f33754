// Finds the tasks that fall due next, by the documents' due dates. Pure.
import { isPromised, type PromisedSubject, type Subject } from '../../contract/subject.ts';
import type { Day } from '../clock/calendar.ts';

export interface DueDay {
  day: Day;
  tasks: PromisedSubject[];
}

export interface DueTasks {
  /** Due days from today on, earliest first. */
  ahead: DueDay[];
  /** The latest due day before today; null if there is none. */
  last: DueDay | null;
}

export function findDueTasks(subjects: Subject[], today: Day): DueTasks {
  const byDay = new Map<Day, PromisedSubject[]>();
  for (const subject of subjects) {
    if (isPromised(subject) && subject.dueOn) byDay.set(subject.dueOn, [...(byDay.get(subject.dueOn) ?? []), subject]);
  }
  const days = [...byDay].map(([day, tasks]) => ({ day, tasks })).sort((a, b) => a.day.localeCompare(b.day));
  return { ahead: days.filter(({ day }) => day >= today), last: days.findLast(({ day }) => day < today) ?? null };
}
