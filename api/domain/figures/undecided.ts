// The windows that nobody can decide while a year has begun without its calendar (design rule 21). Pure.
import { atDesk } from '../../life/standing.ts';
import type { Day, WorkingCalendar } from '../clock/calendar.ts';
import { monthOf } from './figures.ts';
import type { CommentFacts } from './verdict.ts';

/** @returns the current year if its calendar is not there; null if it is */
export function findMissingYear({ announcedThrough }: Pick<WorkingCalendar, 'announcedThrough'>, today: Day) {
  const year = Number(today.slice(0, 4));
  return announcedThrough < year ? year : null;
}

/** Open windows that end in a year without a notice, and late answers after such a day. Samples are none. */
const isUndecided = ({ verdict, closedAt, provisional, isSample }: CommentFacts): boolean =>
  !isSample && (verdict === 'undecided' || (closedAt === null && provisional));

export interface UndecidedGroup {
  /** A unit's id, or `desk`. */
  unit: string;
  /** Of the receipt, `2026-12`. */
  month: string;
  count: number;
}

export function groupUndecided(facts: CommentFacts[]): UndecidedGroup[] {
  const groups = new Map<string, UndecidedGroup>();
  for (const fact of facts.filter(isUndecided)) {
    const [unit, month] = [fact.unit ?? atDesk, monthOf(fact)];
    const group = groups.get(`${unit} ${month}`) ?? { unit, month, count: 0 };
    groups.set(`${unit} ${month}`, { ...group, count: group.count + 1 });
  }
  return [...groups.values()].sort((a, b) => a.month.localeCompare(b.month) || a.unit.localeCompare(b.unit, 'en'));
}

/** A year that has begun without its calendar, and the windows that it leaves undecided. */
export interface MissingYear {
  year: number;
  undecided: UndecidedGroup[];
}

/** The same for all places of a site; null if each has its calendar. */
export function joinMissing(places: (MissingYear | null)[]): MissingYear | null {
  const missing = places.filter((place) => place !== null);
  const [first] = missing;
  return first ? { year: first.year, undecided: missing.flatMap(({ undecided }) => undecided) } : null;
}

export function writeMissingYear({ year, undecided }: MissingYear): string {
  const count = undecided.reduce((sum, group) => sum + group.count, 0);
  return `${year}年的放假安排还没有收下：${year}年到期的期限都是暂定，现有${count}件留言不能判定是否按期。`;
}
