// Compares every number that an office shows with the independent count from its exported files.
import { expect } from 'vitest';
import type { Place } from '../golden/accounts.ts';
import { localDay, readCalendar } from '../support/independent-calendar.ts';
import { chooseLives, countHolders, countLives } from '../support/independent-figures.ts';
import { judge, type Life, type PublicFiles, readLives } from '../support/independent-lives.ts';
import type { YearsOffice } from './office.ts';
import { nameUnit, readPage, writeHolders, writeRow, writeTotal } from './page-numbers.ts';
import { readTable, writeAnnual, writeMonths } from './report-numbers.ts';

const kindWords: Record<string, string> = { question: '咨询', suggestion: '建议', complaint: '投诉', help: '求助' };

interface FigureFile {
  calendar: number;
  samples: number;
  total: object;
  byMonth: { key: string; figures: object }[];
  byUnit: { key: string; figures: object }[];
  byKind: { key: string; figures: object }[];
  byHolder: object[];
}

/** What the record froze must be what the files say. */
function expectFrozen(lives: Life[], now: number): void {
  for (const life of lives) {
    const { code, recorded, stop, dueDay, used, isProvisional, isReclassifiedLate, calendar } = life;
    if (!stop) continue;
    const { verdict, due, provisional, used: took, reclassifiedLate, calendar: version } = recorded ?? {};
    const isLate = ['late', 'declinedLate', 'withdrawnLate', 'undecided'].includes(judge(life, now));
    const frozen = [code, isLate ? 'missed' : 'met', isReclassifiedLate];
    expect([code, verdict, reclassifiedLate]).toEqual(frozen);
    // A late verdict that still waits for its calendar keeps the day of the calendar that it had.
    if (isLate && isProvisional) continue;
    expect([code, due, took, provisional, version]).toEqual([code, dueDay, used, isProvisional, calendar.version]);
  }
}

/** Comments received by hour and day, as the ledger has them. */
function countArrivals(lives: Life[], place: Place, days: ReadonlySet<string>) {
  const ofDays = lives.filter((life) => life.place === place && days.has(localDay(life.receivedAt)));
  const count = (some: Life[]) => ({
    received: some.length,
    busiestMinute: Math.max(...[...Map.groupBy(some, minuteOf).values()].map(({ length }) => length)),
  });
  const minuteOf = ({ receivedAt }: Life) => Math.floor(receivedAt / 60_000);
  return [...Map.groupBy(ofDays, ({ receivedAt }) => localDay(receivedAt))].flatMap(([day, ofDay]) => {
    const hours = Map.groupBy(ofDay, ({ receivedAt }) => new Date(receivedAt + 8 * 3_600_000).getUTCHours());
    return [
      ...[...hours]
        .sort(([a], [b]) => a - b)
        .map(([hour, own]) => ({ day, hour: hour as number | null, ...count(own) })),
      { day, hour: null, ...count(ofDay) },
    ];
  });
}

export async function expectSameNumbers(office: YearsOffice, place: Place, years: number[]): Promise<void> {
  const { calendar } = await office.read<FigureFile>(`/data/figures.json?place=${place}`);
  const files: PublicFiles = { ...(await office.readFiles()), inForce: calendar };
  const lives = readLives(files);
  expectFrozen(lives, office.world.now);
  for (const year of years) await expectSameYear(office, place, year, files, lives);
}

async function expectSameYear(office: YearsOffice, place: Place, year: number, files: PublicFiles, lives: Life[]) {
  const { now } = office.world;
  const query = `place=${place}&year=${year}`;
  const file = await office.read<FigureFile>(`/data/figures.json?${query}`);
  const arrivals = await office.readCountedDays(place, year);
  const countedDays = new Set(arrivals.map(({ day }) => day));
  const scope = { place, year };
  const chosen = chooseLives(lives, scope);
  const count = (some: Life[]) => countLives(lives, files, some, { now, countedDays });

  // Open data.
  const groupBy = (keyOf: (life: Life) => string) =>
    Object.fromEntries([...Map.groupBy(chosen, keyOf)].map(([key, some]) => [key, count(some)]));
  const groups = {
    byMonth: groupBy(({ month }) => month),
    byUnit: groupBy(({ unit }) => unit),
    byKind: groupBy(({ kind }) => kind),
  };
  const holders = countHolders(chosen, now);
  const toObject = (served: { key: string; figures: object }[]) =>
    Object.fromEntries(served.map(({ key, figures }) => [key, figures]));
  expect(file.total).toEqual(count(chosen));
  expect(toObject(file.byMonth)).toEqual(groups.byMonth);
  expect(toObject(file.byUnit)).toEqual(groups.byUnit);
  expect(toObject(file.byKind)).toEqual(groups.byKind);
  expect(file.byHolder).toEqual(holders);
  const shownArrivals = arrivals.map(({ day, hour, received, busiestMinute }) => ({
    day,
    hour,
    received,
    busiestMinute,
  }));
  expect(shownArrivals).toEqual(countArrivals(lives, place, countedDays));

  // The page.
  const placeName = place === 'guanxian' ? '冠县' : '平阴县';
  const page = readPage(await office.download(`/figures/?${query}`), placeName, year);
  const total = count(chosen);
  const mapRows = (rows: Record<string, ReturnType<typeof count>>, nameOf: (key: string) => string) =>
    Object.fromEntries(Object.entries(rows).map(([key, figures]) => [nameOf(key), writeRow(figures)]));
  expect(page.total).toEqual(writeTotal(total));
  expect(page.ofPlace).toEqual(writeRow(total));
  expect(page.byMonth).toEqual(mapRows(groups.byMonth, (month) => `${Number(month.slice(5))}月`));
  expect(page.byUnit).toEqual(mapRows(groups.byUnit, (unit) => nameUnit(place, unit)));
  expect(page.byKind).toEqual(mapRows(groups.byKind, (kind) => kindWords[kind] ?? kind));
  expect(page.byHolder).toEqual(writeHolders(place, holders));
  const open = lives.filter((life) => life.place === place && life.stop === undefined);
  const oldest = Math.min(...open.map(({ receivedAt }) => receivedAt));
  const daysSince = (instant: number) => (Date.parse(localDay(now)) - Date.parse(localDay(instant))) / 86_400_000;
  expect(page.oldestDays).toBe(open.length === 0 ? -1 : daysSince(oldest));
  // A year that began without its calendar: the strict rate stands first, and the undecided are counted.
  const thisYear = Number(localDay(now).slice(0, 4));
  const isMissing = readCalendar(files.calendar, files.inForce).isUnannounced(localDay(now));
  const waitsForCalendar = (life: Life) =>
    judge(life, now) === 'undecided' || (life.stop === undefined && life.isDueUnannounced);
  const ofTwoYears = [thisYear - 1, thisYear].flatMap((ofYear) => chooseLives(lives, { place, year: ofYear }));
  expect([page.missingYear, page.undecided]).toEqual(
    isMissing ? [String(thisYear), ofTwoYears.filter(waitsForCalendar).length] : [null, 0],
  );
  expect(page.headline).toBe(writeTotal(total)[isMissing ? '按期答复率（从严）' : '按期答复率']?.split(' ')[0]);

  // The reports of staff.
  const months = readTable(await office.download(`/api/reports/months.csv?year=${year}`, place));
  expect(months).toEqual(writeMonths(chosen, count, place, year));
  const annual = readTable(await office.download(`/api/reports/annual.csv?year=${year}`, place));
  expect(annual.map((row) => row['数值'])).toEqual(writeAnnual(chosen, count));
}
