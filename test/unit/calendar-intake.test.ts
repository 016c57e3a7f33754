import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { openWindow } from '../../api/domain/clock/clock.ts';
import { calendarVersions } from '../../content/calendar/index.ts';
import { type CalendarVersion, calendarVersionsSchema, statutoryYearsSchema } from '../../content/schema.ts';
import { listUnfounded } from '../../seeds/import/calendar-foundation.ts';
import { computeStatutoryYears, readOfficeFile } from '../../seeds/import/calendar-source.ts';
import { asFirstAnnounced } from '../support/amended-years.ts';

const program = resolve('api/homes/local/calendar.ts');
const standard = { workingDays: 5, closesAt: '24:00' };
const at = (local: string) => Date.parse(`${local}+08:00`);
const known = calendarVersions[0]?.years ?? [];
const yearOf = (year: number) => known.find((entry) => entry.year === year);

/** The calendar as published in the winter of 2018. */
const winter2018: CalendarVersion = {
  version: 1,
  takenIn: '2018-12-07',
  source: 'chinese-days of that time',
  byOffice: [],
  years: known.filter(({ year }) => year <= 2019).map(asFirstAnnounced),
};

const lawFrom2020 = JSON.stringify(computeStatutoryYears(2020));

let home = '';
const versionsFile = () => join(home, 'content/calendar/versions.json');
const statutoryFile = () => join(home, 'content/calendar/statutory.json');
const readVersions = () => calendarVersionsSchema.parse(JSON.parse(readFileSync(versionsFile(), 'utf8')));
const readStatutory = () => statutoryYearsSchema.parse(JSON.parse(readFileSync(statutoryFile(), 'utf8')));

/** Runs `npm run calendar` in a temporary copy of the project folder. */
function runCalendarCommand(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: home, encoding: 'utf8' });
  return { status, stdout, stderr, lines: stdout.split('\n').map((line) => line.trim()) };
}

function writeNotice(content: unknown): string {
  const file = join(home, 'notice.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mingbai-calendar-'));
  mkdirSync(join(home, 'content/calendar'), { recursive: true });
  writeFileSync(versionsFile(), JSON.stringify([winter2018]));
  writeFileSync(statutoryFile(), lawFrom2020);
});
afterEach(() => rmSync(home, { recursive: true }));

// A long timeout, because each run starts a child process.
describe('importing a calendar', { timeout: 180_000 }, () => {
  it('lists each day that a mid-year notice changes and writes nothing on a dry run', () => {
    const before = readFileSync(versionsFile(), 'utf8');
    const { status, lines } = runCalendarCommand('--from', writeNotice(yearOf(2019)), '--dry-run');
    expect([status, lines.filter((line) => line !== '')]).toEqual([
      0,
      [
        '与第1版相比，5天有变化：',
        '2019-04-28  平常日 → 劳动节调休上班',
        '2019-05-02  平常日 → 劳动节放假',
        '2019-05-03  平常日 → 劳动节放假',
        '2019-05-04  平常日 → 劳动节放假',
        '2019-05-05  平常日 → 劳动节调休上班',
      ],
    ]);
    expect(readFileSync(versionsFile(), 'utf8')).toBe(before);
  });

  it('adds a calendar version, keeps the older ones and does nothing on a second run', () => {
    const notice = writeNotice(yearOf(2019));
    expect(runCalendarCommand('--from', notice).stdout).toContain('已存为第2版，已公布至2019年。');
    const stored = readFileSync(versionsFile(), 'utf8');
    const [first, second, ...more] = readVersions();
    expect([first, more]).toEqual([winter2018, []]);
    expect(second).toMatchObject({ version: 2, byOffice: [2019], source: '办公室按通知录入' });
    expect(second?.years.at(-1)).toEqual(yearOf(2019));

    expect(runCalendarCommand('--from', notice).stdout).toContain('没有变化，仍是第2版');
    expect(readFileSync(versionsFile(), 'utf8')).toBe(stored);
    expect(readdirSync(join(home, 'content/calendar'))).toEqual(['statutory.json', 'versions.json']);
  });

  it('imports new years from the package and keeps the year that the office entered', () => {
    const asTheOfficeSaw = { ...winter2018, byOffice: [2019] };
    writeFileSync(versionsFile(), JSON.stringify([asTheOfficeSaw]));
    expect(runCalendarCommand().stdout).toContain('已存为第2版，已公布至2026年。');
    const taken = readVersions()[1];
    expect(taken?.years.map(({ year }) => year)).toEqual(known.map(({ year }) => year));
    expect(taken?.years.find(({ year }) => year === 2019)).toEqual(winter2018.years.at(-1));
    expect(taken?.years.find(({ year }) => year === 2020)).toEqual(yearOf(2020));
    expect(taken?.byOffice).toEqual([2019]);
  });

  it('never changes any day of an older calendar version, even in years it did not cover', () => {
    const before = createCalendars([winter2018], readStatutory()).at(1);
    runCalendarCommand();
    const calendars = createCalendars(readVersions(), readStatutory());
    expect(calendars.current.announcedThrough).toBe(2026);
    const after = calendars.at(1);
    for (let n = 1; n < before.countThrough('2030-12-31'); n++)
      expect(after.nthWorkingDay(n)).toBe(before.nthWorkingDay(n));
    // Friday, 27 December 2019: provisional because 2020 was not yet announced, and New Year's Day is off by law.
    const { dueOn, provisional } = openWindow(at('2019-12-27T09:00'), standard, after);
    expect([dueOn, provisional]).toEqual(['2020-01-06', true]);
  });
});

describe('a calendar notice that the office entered', { timeout: 180_000 }, () => {
  const good = {
    year: 2020,
    notices: [{ title: '国务院办公厅关于2020年部分节假日安排的通知', publishedOn: '2019-11-21' }],
  };

  it.each<[string, unknown, string[]]>([
    ['is not JSON', '{', ['读不了']],
    ['names no notice', { year: 2020, daysOff: {}, makeUpDays: {} }, ['缺少所依据的通知']],
    ['has an unknown field', { ...good, daysOff: {}, makeUpDays: {}, weekends: [] }, ['weekends']],
    [
      'lists days from another year',
      { ...good, daysOff: { '2021-01-01': '元旦' }, makeUpDays: {} },
      ['2021-01-01 不在 2020 年'],
    ],
    [
      'lists invalid make-up days',
      { ...good, daysOff: { '2020-02-01': '春节' }, makeUpDays: { '2020-02-01': '春节', '2020-01-20': '春节' } },
      ['调休上班日 2020-01-20 不是周末', '2020-02-01 既放假又上班'],
    ],
    [
      'covers only part of a year, so that other holidays would count as working days',
      { ...good, year: 2027, daysOff: { '2027-01-01': '元旦' }, makeUpDays: {} },
      ['缺少 2027-02-06（春节，法定放假）', '缺少 2027-10-03（国庆节，法定放假）'],
    ],
  ])('rejects a calendar notice that %s', (_, content, sentences) => {
    const file = writeNotice(content);
    for (const sentence of sentences) expect(() => readOfficeFile(file)).toThrow(sentence);
  });

  it('rejects a notice and writes nothing when an earlier year is missing, and says so', () => {
    const before = readFileSync(versionsFile(), 'utf8');
    const later = { ...yearOf(2021), year: 2021 };
    const { status, stderr } = runCalendarCommand('--from', writeNotice(later));
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/先要收下2020年的安排，才能收下2021年的$/u);
    expect(readFileSync(versionsFile(), 'utf8')).toBe(before);
  });
});

describe('a calendar from nowhere', { timeout: 180_000 }, () => {
  /** 2019 as announced, with one more day off. */
  const invented = () => {
    const year = yearOf(2019);
    if (!year) throw new Error('2019 is not there');
    return { ...year, daysOff: { ...year.daysOff, '2019-03-08': '本县自定' } };
  };
  const notice = { title: '关于放假的通知', publishedOn: '2019-03-01', readAt: '办公室档案第 8 号' };
  const twoPeople = { enteredBy: '张三', approvedBy: '李四' };

  it.each<[string, object, string]>([
    ['without the notice behind it', {}, '请在 notices 里写明依据的通知'],
    ['by nobody', { notices: [notice] }, '2019-03-08放假是它没有的：请写明 enteredBy（录入人）和 approvedBy（核准人）'],
    ['by one person', { notices: [notice], enteredBy: '张三', approvedBy: '张三' }, '要是两个人'],
  ])('refuses a day off that the data set does not know %s, and stores nothing', (_, more, sentence) => {
    const before = readFileSync(versionsFile(), 'utf8');
    const { status, stderr } = runCalendarCommand('--from', writeNotice({ ...invented(), ...more }));
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
    expect(readFileSync(versionsFile(), 'utf8')).toBe(before);
  });

  it('takes it with its notice and two people, and marks the day as the office’s own', () => {
    const file = writeNotice({ ...invented(), notices: [notice], ...twoPeople });
    expect(runCalendarCommand('--from', file).status).toBe(0);
    const year = readVersions()[1]?.years.at(-1);
    expect(year).toMatchObject({ ...twoPeople, ownDays: ['2019-03-08'], notices: [notice] });
    const calendar = createCalendars(readVersions(), readStatutory()).current;
    expect(calendar.describe('2019-03-08')).toEqual({
      day: '2019-03-08',
      standing: 'holiday',
      holiday: '本县自定',
      isOwn: true,
    });
    expect(calendar.describe('2019-05-01').isOwn).toBeUndefined();
  });

  it('a day put into the stored calendar by hand is found before the site is built', () => {
    expect(listUnfounded(calendarVersions.at(-1)?.years ?? [])).toEqual([]);
    expect(listUnfounded([invented()])).toEqual([expect.stringContaining('2019年的安排与 chinese-days 不同')]);
    const unmarked = { ...invented(), notices: [notice], ...twoPeople };
    expect(listUnfounded([unmarked])).toEqual([expect.stringContaining('2019-03-08没有标为本单位自定')]);
    const withdrawn = { ...yearOf(2019), daysOff: {} } as ReturnType<typeof invented>;
    expect(listUnfounded([withdrawn])).toEqual([expect.stringContaining('请在 notices 里写明依据的通知')]);
  });
});
