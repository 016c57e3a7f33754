// The auditor's file: every event of a month or year, with the account that made it.

import { byteOrderMark, spreadsheetLine } from '../contract/csv.ts';
import type { FigureQuery } from '../contract/figures.ts';
import { findPositionRange, type LoggedEvent, listEvents } from '../db/event-log.ts';
import { dayInShanghai, startOfDay } from '../domain/clock/calendar.ts';
import { formatInstant } from '../domain/clock/window-words.ts';
import { describeEvent } from '../life/trail.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { readAccountNames } from './accounts.ts';
import { nameUnit, toInstant } from './follow.ts';
import { actorWords } from './queue.ts';

/** Positions per batch. */
const positionsPerBatch = 2000;

const headings = ['时间', '受理编号', '事件', '岗位', '账号', '单位', '理由和说明'];

const padMonth = (month: number) => String(month).padStart(2, '0');

/** Reads the requested month or year; this year by default. */
function resolvePeriod({ year, month }: Pick<FigureQuery, 'year' | 'month'>, now: number) {
  const requestedYear = year ?? Number(dayInShanghai(now).slice(0, 4));
  const first = month ?? 1;
  const [nextYear, nextMonth] =
    month === undefined || month === 12 ? [requestedYear + 1, 1] : [requestedYear, month + 1];
  return {
    name: month === undefined ? `${requestedYear}` : `${requestedYear}-${padMonth(first)}`,
    from: startOfDay(`${requestedYear}-${padMonth(first)}-01`),
    until: startOfDay(`${nextYear}-${padMonth(nextMonth)}-01`),
  };
}

/** Writes all events of the requested period, oldest first. Residents and the system have no account. */
export async function writeEventsCsv(
  deps: Deps,
  { jurisdiction }: Clerk,
  query: Pick<FigureQuery, 'year' | 'month'>,
): Promise<{ name: string; content: string }> {
  const { name, from, until } = resolvePeriod(query, deps.now());
  const [index, accounts, { after, upTo }] = await Promise.all([
    deps.site.index(),
    readAccountNames(deps, jurisdiction),
    findPositionRange(deps.database, from, until),
  ]);
  const unitName = (id: string) => nameUnit(index, jurisdiction, id);
  const writeLine = ({ receiptCode, event, actorRole, actor }: LoggedEvent) => {
    const { what, note } = describeEvent(event, unitName);
    const account = actor === null ? '' : (accounts.get(actor) ?? actor);
    const unit = 'unit' in event ? unitName(event.unit) : '';
    return spreadsheetLine([
      ...[formatInstant(toInstant(event.at)), receiptCode, what],
      ...[actorWords[actorRole], account, unit, note],
    ]);
  };
  const lines = [byteOrderMark, spreadsheetLine(headings)];
  for (let position = after; position < upTo; position += positionsPerBatch) {
    const range = { after: position, upTo: Math.min(position + positionsPerBatch, upTo) };
    const found = await listEvents(deps.database, jurisdiction, range);
    lines.push(...found.filter(({ event }) => event.at >= from && event.at < until).map(writeLine));
  }
  return { name: `events-${name}.csv`, content: lines.join('') };
}
