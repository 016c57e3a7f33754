// Counts working days independently of the clock: day by day from the published chinese-days data, without code from
// api/domain/ or data from content/calendar/.
import { readFileSync } from 'node:fs';

const data = JSON.parse(readFileSync('node_modules/chinese-days/dist/chinese-days.json', 'utf8')) as {
  holidays: Record<string, string>;
  workdays: Record<string, string>;
};

export const announcedYears = { first: 2007, last: 2026 };
const millisecondsPerDay = 86_400_000;

export const nextDay = (day: string, count = 1) =>
  new Date(Date.parse(day) + count * millisecondsPerDay).toISOString().slice(0, 10);

export const isAnnounced = (day: string) =>
  Number(day.slice(0, 4)) >= announcedYears.first && Number(day.slice(0, 4)) <= announcedYears.last;

/** Every day of the announced years, in order. */
export function listAnnouncedDays(): string[] {
  const days: string[] = [];
  for (let day = `${announcedYears.first}-01-01`; isAnnounced(day); day = nextDay(day)) days.push(day);
  return days;
}

/** Days of the announced years that a notice declares free or working. */
export const namedDays = [...Object.keys(data.holidays), ...Object.keys(data.workdays)].filter(isAnnounced).sort();

export function isWorkingByData(day: string): boolean {
  if (day in data.workdays) return true;
  if (day in data.holidays) return false;
  return ![0, 6].includes(new Date(day).getUTCDay());
}

/** The due date by a day-by-day count; null beyond the announced years. */
export function countOn(receivedOn: string, workingDays: number): string | null {
  let day = receivedOn;
  for (let left = workingDays; left > 0; ) {
    day = nextDay(day);
    if (!isAnnounced(day)) return null;
    if (isWorkingByData(day)) left--;
  }
  return day;
}

export interface ProofReceipt {
  /** An instant with Shanghai's offset. */
  received: string;
  receivedOn: string;
  kind: 'simple' | 'standard';
}

/**
 * Receipts from three days before to three days after every day that a notice names, at the first and last millisecond
 * of each day in Shanghai, simple and standard.
 */
export function listProofReceipts(): ProofReceipt[] {
  const around = new Set(namedDays.flatMap((day) => [-3, -2, -1, 0, 1, 2, 3].map((offset) => nextDay(day, offset))));
  return [...around]
    .filter(isAnnounced)
    .sort()
    .flatMap((receivedOn) =>
      ['00:00:00.000', '23:59:59.999'].flatMap((time) =>
        (['simple', 'standard'] as const).map((kind) => ({
          received: `${receivedOn}T${time}+08:00`,
          receivedOn,
          kind,
        })),
      ),
    );
}
