// What the office's releases know over five years: one calendar a year, one of them changed once more, and dated rules.
import { readFileSync } from 'node:fs';
import type { DatedRule } from '../../api/contract/rules.ts';
import {
  type CalendarSource,
  createCalendars,
  followRecord,
  type StatutorySource,
} from '../../api/domain/clock/calendar.ts';
import { hashStatutory } from '../../api/domain/clock/fingerprints.ts';
import { identifyRule, ruleFinder } from '../../api/domain/clock/rules.ts';
import { createJudging, type JudgingFile } from '../../api/ports/judging.ts';
import { calendarVersions } from '../../content/calendar/index.ts';
import { siteDefaults, rules as siteRules } from '../../content/rules/index.ts';
import type { Place } from '../golden/accounts.ts';

export const instant = (local: string) => Date.parse(`${local}+08:00`);
export const day = 86_400_000;

type Year = CalendarSource['years'][number];

function yearOf(year: number): Year {
  const found = calendarVersions[0]?.years.find((entry) => entry.year === year);
  if (!found) throw new Error(`no calendar of ${year}`);
  return found;
}

const without = (days: Record<string, string>, ...dropped: string[]) =>
  Object.fromEntries(Object.entries(days).filter(([name]) => !dropped.includes(name)));

/** As if the first notice of 2023 had named only one day of 劳动节, as that of 2019 did. */
const firstOf2023: Year = {
  ...yearOf(2023),
  daysOff: without(yearOf(2023).daysOff, '2023-05-01', '2023-05-02', '2023-05-03'),
  makeUpDays: without(yearOf(2023).makeUpDays, '2023-05-06'),
};

/** The announcement of each version, and its years. */
const announcements: [announced: string, years: Year[]][] = [
  ['2020-11-25', [yearOf(2020), yearOf(2021)]],
  ['2021-10-25', [yearOf(2022)]],
  ['2022-12-08', [firstOf2023]],
  ['2023-03-22', [yearOf(2023)]],
  ['2023-10-25', [yearOf(2024)]],
  ['2024-11-12', [yearOf(2025)]],
  ['2025-11-04', [yearOf(2026)]],
];

const versions = announcements.map(
  ([takenIn, _], index): CalendarSource => ({
    version: index + 1,
    takenIn,
    source: 'test',
    years: [
      ...new Map(
        announcements.slice(0, index + 1).flatMap(([, years]) => years.map((year) => [year.year, year] as const)),
      ).values(),
    ],
  }),
);

/** When each version is announced. */
export const announcedAt = announcements.map(([announced]) => instant(`${announced}T09:00:00`));

/** Not the law's own list: some days of each year that a notice later extends. */
const statutory: StatutorySource = {
  source: 'test',
  years: [2021, 2022, 2023, 2024, 2025, 2026, 2027].map((year) => {
    const known = year === 2027 ? {} : yearOf(year).daysOff;
    const spring = Object.entries(known).filter(([, name]) => name === '春节');
    const fixed = { '01-01': '元旦', '05-01': '劳动节', '10-01': '国庆节', '10-02': '国庆节', '10-03': '国庆节' };
    const dated = Object.entries(fixed).map(([date, name]) => [`${year}-${date}`, name]);
    return { year, daysOff: Object.fromEntries([...dated, ...spring.slice(0, 3)]) };
  }),
};

const [base] = siteRules;
if (!base) throw new Error('the site has no rule');
const ruleOf = (jurisdiction: Place, since: string, changes: Partial<DatedRule>): DatedRule => ({
  ...base,
  jurisdiction,
  since,
  ...changes,
});
const rules = [
  ruleOf('guanxian', '2021-06-28', {}),
  ruleOf('guanxian', '2022-04-11', { closesAt: '17:30' }),
  ruleOf('pingyin', '2023-03-01', { workingDays: { simple: 2, standard: 7 }, isDefault: false }),
  ruleOf('guanxian', '2023-08-01', { closesAt: '17:30', reviewers: 1 }),
  ruleOf('guanxian', '2024-09-18', { workingDays: { simple: 1, standard: 3 }, reviewers: 2 }),
  ruleOf('guanxian', '2025-05-06', { workingDays: { simple: 2, standard: 10 } }),
];

/** A new rule is released some weeks before it is in force. */
const releasedEarly = 20 * day;
export const ruleReleases = rules.map(({ since }) => instant(`${since}T00:00:00`) - releasedEarly);

const [firstDefault, ...otherDefaults] = siteDefaults;
if (!firstDefault) throw new Error('the site has no default');
const allRules = ruleFinder(rules, firstDefault, ...otherDefaults);
export const reviewersAt = (place: Place, at: number): number => allRules(place, at).reviewers ?? 0;

const repeated = {
  id: 'twin',
  ground: '与指明的一件重复',
  namesComment: true,
  channel: '请看前一件。',
  source: 'test',
};
const declineReasons = [...JSON.parse(readFileSync('test/golden/inputs/decline-reasons.json', 'utf8')), repeated];

/** @param known number of calendar versions @param now when it was made */
export function makeRelease(known: number, now: number) {
  const released = rules.filter((_, index) => (ruleReleases[index] ?? 0) <= now);
  const calendars = createCalendars(versions.slice(0, known), statutory);
  const judgingFiles = [
    ...[...siteDefaults, ...released].map((rule): JudgingFile => {
      const { id, hash } = identifyRule(rule);
      return { kind: 'rule', identity: id, file: id, since: rule.since ?? null, hash };
    }),
    ...versions.slice(0, known).map(
      ({ version }): JudgingFile => ({
        kind: 'calendar',
        identity: String(version),
        file: 'versions.json',
        since: null,
        hash: () => calendars.at(version).hash(),
      }),
    ),
  ];
  const publishRules = (some: object[]) =>
    Promise.all(
      some.map(async (rule) => {
        const { id, hash } = identifyRule(rule as DatedRule);
        return { ...rule, id, hash: await hash() };
      }),
    );

  return {
    parts: {
      calendars: followRecord(calendars),
      ruleFor: ruleFinder(released, firstDefault, ...otherDefaults),
      judging: createJudging(judgingFiles),
      declineReasons,
    },
    /** The files that the built site of this release serves. */
    async readFile(path: string): Promise<object | null> {
      if (path === '/data/rules.json') {
        const defaults = await publishRules(siteDefaults);
        return { siteDefault: defaults[0], siteDefaults: defaults, rules: await publishRules(released) };
      }
      if (path !== '/data/calendar.json') return null;
      const published = await Promise.all(
        versions
          .slice(0, known)
          .map(async (version) => ({ ...version, hash: await calendars.at(version.version).hash() })),
      );
      return { versions: published, statutory: { ...statutory, hash: await hashStatutory(statutory) } };
    },
  };
}
