// npm run calendar: imports a newer holiday calendar as a new version, then recomputes open windows.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type CalendarVersion, type CalendarYear, calendarVersionsSchema } from '../../../content/schema.ts';
import { findUnfounded, listOwnDays } from '../../../seeds/import/calendar-foundation.ts';
import {
  compareYears,
  computeStatutoryYears,
  readOfficeFile,
  readPackage,
} from '../../../seeds/import/calendar-source.ts';
import { ImportError } from '../../../seeds/import/import-error.ts';
import { dayInShanghai } from '../../domain/clock/calendar.ts';
import { explainError, isInputError, readArguments } from '../../ports/command-line.ts';

const versionsFile = 'content/calendar/versions.json';
const statutoryFile = 'content/calendar/statutory.json';
const usage = `用法：npm run calendar [-- --from 文件.json] [--dry-run] [--state 目录]

不带文件：看看安装的 chinese-days 有没有更新的节假日安排（先 npm install chinese-days@latest）。
带文件：  收下办公室按国务院通知写的某一年安排（年中调整时用），格式：
  { "year": 2027, "notices": [{ "title": "…的通知", "publishedOn": "2026-11-25" }],
    "daysOff": { "2027-01-01": "元旦" }, "makeUpDays": { "2027-02-20": "春节" } }
与 chinese-days 不同的，通知还要写 number（文号）和 readAt（网址，或在哪里看到的）；它没有的放假日，要写 enteredBy
（录入人）和 approvedBy（核准人），是两个人，公开标为本单位自定。
--dry-run 只看变化，什么也不写。`;

/** Writes a file atomically. */
function writeJson(path: string, content: unknown): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(content, null, 1)}\n`);
  renameSync(`${path}.part`, path);
}

/** Marks the days off that the data set does not know, and refuses a year that rests on nothing (design rule 21). */
function withOwnDays(offered: CalendarYear): CalendarYear {
  const known = readPackage().years.find(({ year }) => year === offered.year);
  const { ownDays: _, ...year } = offered;
  const own = listOwnDays(year, known);
  const marked = own.length > 0 ? { ...year, ownDays: own } : year;
  const fault = findUnfounded(marked, known);
  if (fault) throw new ImportError(fault);
  return marked;
}

/** Merges known and offered years. Newer data takes precedence, but the office's own entries override the package. */
function mergeYears(latest: CalendarVersion | undefined, file: string | undefined) {
  const known = latest?.years ?? [];
  const byOffice = new Set(latest?.byOffice);
  const merge = (offered: CalendarYear[]) => {
    const others = known.filter(({ year }) => !offered.some((entry) => entry.year === year));
    return [...offered, ...others].sort((a, b) => a.year - b.year);
  };
  if (!file) {
    const { source, years } = readPackage();
    return { source, byOffice: [...byOffice], years: merge(years.filter(({ year }) => !byOffice.has(year))) };
  }
  const offered = withOwnDays(readOfficeFile(file));
  const years = merge([offered]);
  // A year missing between two announced ones would count as announced, without holidays.
  const missing = years.find(({ year }, index) => index > 0 && years[index - 1]?.year !== year - 1);
  if (missing) throw new ImportError(`${file}：先要收下${missing.year - 1}年的安排，才能收下${missing.year}年的`);
  return { source: '办公室按通知录入', byOffice: [...byOffice.add(offered.year)], years };
}

const lastYearOf = (years: CalendarYear[]) => Math.max(...years.map(({ year }) => year));

async function run(): Promise<void> {
  const { values } = readArguments(usage, {
    options: {
      from: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      state: { type: 'string', default: '.state' },
    },
  });
  const known = existsSync(versionsFile)
    ? calendarVersionsSchema.parse(JSON.parse(readFileSync(versionsFile, 'utf8')))
    : [];
  const latest = known.at(-1);
  const next = mergeYears(latest, values.from);
  const changes = compareYears(latest?.years ?? [], next.years);
  const announcedThrough = lastYearOf(next.years);
  if (latest && changes.length === 0) {
    console.info(`没有变化，仍是第${latest.version}版（${latest.source}），已公布至${announcedThrough}年。`);
    if (!values.from)
      console.info(
        `${announcedThrough + 1}年的通知公布以后：先 npm install --save-exact chinese-days@latest、npm run lock，再运行一次；` +
          '包还没有收的，照通知写一个文件，用 --from 收下（npm run calendar -- --help 有格式）。',
      );
    return;
  }
  console.info(latest ? `与第${latest.version}版相比，${changes.length}天有变化：` : `收下${changes.length}天：`);
  for (const line of changes.slice(0, 60)) console.info(`  ${line}`);
  if (changes.length > 60) console.info(`  …… 另有${changes.length - 60}天`);
  if (values['dry-run']) return;

  const version: CalendarVersion = {
    version: (latest?.version ?? 0) + 1,
    takenIn: dayInShanghai(Date.now()),
    ...next,
  };
  const versions = calendarVersionsSchema.parse([...known, version]);
  writeJson(versionsFile, versions);
  // Start at the oldest version, whose verdicts still use statutory days of years that were announced later.
  writeJson(statutoryFile, computeStatutoryYears(Math.min(...versions.map(({ years }) => lastYearOf(years))) + 1));
  console.info(`\n已存为第${version.version}版，已公布至${announcedThrough}年。`);
  if (!existsSync(values.state)) {
    console.info('本机没有数据库；部署后，定时任务会重新计算未答复的留言。');
    return;
  }
  const { recomputeLocally } = await import('./recompute.ts'); // loads wrangler, which takes a second
  const moves = await recomputeLocally(values.state);
  console.info(`未答复的留言里，${moves.length}件期限改变${moves.length > 0 ? '：' : '。'}`);
  for (const { receiptCode, from, to } of moves) console.info(`  ${receiptCode}  ${from} → ${to}`);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof ImportError || isInputError(error))) throw error;
  console.error(explainError(error));
  process.exitCode = 1;
}
