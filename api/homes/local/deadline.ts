// npm run -s deadline: reads JSON Lines and prints due dates. Reports invalid lines on standard error and exits with 1.
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';
import { rules, siteDefault, siteDefaults } from '../../../content/rules/index.ts';
import { findStaleRuleList } from '../../../seeds/import/rule-files.ts';
import { createCalendars } from '../../domain/clock/calendar.ts';
import { explainWindow, openWindow } from '../../domain/clock/clock.ts';
import { ruleFinder } from '../../domain/clock/rules.ts';
import { readArguments } from '../../ports/command-line.ts';
import { jurisdictionIds } from './jurisdiction-ids.ts';

const usage = `用法：npm run -s deadline -- [--place 地区] < 文件

每行一件留言，写成 {"received":"2026-11-20T09:00:00+08:00","kind":"simple"}：received 是收到的时刻（带时区），
kind 写 simple（简单问题）或 standard（一般问题）。每行输出一个 JSON：答复期限和它是怎么算出来的。
--place：按哪个地区的规则算。不写时，只有一个地区有自己的规则就用它的，否则用本站默认期限。`;
const { values } = readArguments(usage, { options: { place: { type: 'string' } } });
if (values.place !== undefined && !jurisdictionIds.includes(values.place)) {
  console.error(`--place 只能是：${jurisdictionIds.join('、')}\n\n${usage}`);
  process.exit(1);
}
const staleMessage = findStaleRuleList();
if (staleMessage) {
  console.error(staleMessage);
  process.exit(1);
}
const [onlyPlace, ...otherPlaces] = new Set(rules.map(({ jurisdiction }) => jurisdiction));
const place = values.place ?? (otherPlaces.length === 0 ? onlyPlace : undefined);

const lineSchema = z.object({
  received: z.iso.datetime({ offset: true, error: 'received 要写成带时区的时刻，如 2026-11-20T09:00:00+08:00' }),
  kind: z.enum(['simple', 'standard'], { error: 'kind 只能是 simple（简单问题）或 standard（一般问题）' }),
});

const calendar = createCalendars(calendarVersions, statutory).current;
const findRule = ruleFinder(rules, ...siteDefaults);

function computeDueDate(line: string): object {
  const parsed = lineSchema.safeParse(JSON.parse(line));
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('；'));
  const received = Date.parse(parsed.data.received);
  const { workingDays, closesAt, source } = place === undefined ? siteDefault : findRule(place, received);
  const window = openWindow(received, { workingDays: workingDays[parsed.data.kind], closesAt }, calendar);
  const skipped = explainWindow(window, calendar, window.dueOn).filter(({ part }) => part === 'skipped');
  return {
    dueOn: window.dueOn,
    dueAt: new Date(window.dueAt).toISOString(),
    provisional: window.provisional,
    workingDays: window.workingDays,
    skipped: skipped.map(({ day, standing, holiday }) => ({ day, reason: holiday || standing })),
    calendar: window.calendarVersion,
    rule: source,
  };
}

let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  number++;
  if (line.trim() === '') continue;
  try {
    process.stdout.write(`${JSON.stringify(computeDueDate(line))}\n`);
  } catch (error) {
    process.exitCode = 1;
    console.error(
      `第${number}行：${error instanceof SyntaxError ? '不是 JSON' : error instanceof Error ? error.message : String(error)}`,
    );
  }
}
