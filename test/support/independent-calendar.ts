// Counts working days from the published calendar and rules alone, day by day, without any product code.

export interface CalendarFile {
  versions: { version: number; years: { year: number; daysOff: object; makeUpDays: object }[] }[];
  statutory: { years: { year: number; daysOff: object }[] };
}

interface Rule {
  workingDays: { simple: number; standard: number };
  closesAt: string;
}

export interface RulesFile {
  siteDefault: Rule & { since?: string };
  siteDefaults?: (Rule & { since?: string })[];
  rules: (Rule & { jurisdiction: string; since: string })[];
}

export const localDay = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
export const nextDay = (day: string) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
export const yearOf = (day: string) => Number(day.slice(0, 4));

/** The rule of a place on the day of receipt; the site's own where the place has none. */
export function findRule({ rules, siteDefault, siteDefaults = [] }: RulesFile, place: string, day: string): Rule {
  const latest = <Dated extends { since?: string }>(dated: Dated[]) =>
    dated.filter(({ since = '' }) => since <= day).sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1))[0];
  return latest(rules.filter(({ jurisdiction }) => jurisdiction === place)) ?? latest(siteDefaults) ?? siteDefault;
}

/** One version of the calendar, as the public file has it. */
export function readCalendar({ versions, statutory }: CalendarFile, version: number) {
  const years = versions.find((entry) => entry.version === version)?.years ?? [];
  const announcedThrough = Math.max(...years.map(({ year }) => year));
  const known = new Map<string, boolean>();

  function find(day: string): boolean {
    const year = years.find((entry) => entry.year === yearOf(day));
    const law = statutory.years.find((entry) => entry.year === yearOf(day));
    if (year && day in year.makeUpDays) return true;
    if (year ? day in year.daysOff : day in (law?.daysOff ?? {})) return false;
    return ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
  }
  function isWorking(day: string): boolean {
    const found = known.get(day) ?? find(day);
    known.set(day, found);
    return found;
  }
  function nextWorkingDay(after: string): string {
    let day = nextDay(after);
    while (!isWorking(day)) day = nextDay(day);
    return day;
  }
  return {
    version,
    nextWorkingDay,
    /** Rule 6: such a day is provisional. */
    isUnannounced: (day: string) => yearOf(day) > announcedThrough,
    countBetween(from: number, to: number): number {
      let count = 0;
      for (let day = localDay(from); day < localDay(to); ) {
        day = nextDay(day);
        if (isWorking(day)) count++;
      }
      return count;
    },
    dueDay(receivedAt: number, rule: Rule, kind: 'simple' | 'standard'): string {
      let day = localDay(receivedAt);
      for (let left = rule.workingDays[kind]; left > 0; left--) day = nextWorkingDay(day);
      return day;
    },
    endOf(day: string, { closesAt }: Rule): number {
      const [hours = '24', minutes = '00'] = closesAt.split(':');
      return Date.parse(`${day}T00:00:00+08:00`) + (Number(hours) * 60 + Number(minutes)) * 60_000;
    },
  };
}

export type ReadCalendar = ReturnType<typeof readCalendar>;
