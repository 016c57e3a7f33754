// What the tests of manipulations share: the office with full control of machine, files and clock, and whoever looks at it
// from outside.
import { env } from 'cloudflare:workers';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import { findNewestInstant } from '../../api/db/ledger.ts';
import type { Figures } from '../../api/domain/figures/figures.ts';
import type { HolderFigures } from '../../api/domain/figures/holders.ts';
import { readKnowledge } from '../../api/domain/ledger/knowledge.ts';
import { checkLedger, type LedgerQuestions } from '../../api/domain/ledger/ledger-check.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { createRecordClock, longestPauseMs } from '../../api/ports/record-clock.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules, siteDefault } from '../../content/rules/index.ts';
import { openAnsweredOffice } from './answered.ts';
import { newComment, type OfficeOptions, openTestOffice } from './office.ts';

type Office = Pick<Awaited<ReturnType<typeof openTestOffice>>, 'request'>;

/** What a reader's own copy of the software knows. */
export const knowledge = readKnowledge({ versions: calendarVersions, statutory }, { siteDefault, rules });

export const readLedger = async ({ request }: Office) => (await request('/data/ledger.json')).json<LedgerExport>();

/** What anybody finds in a ledger, with the heads that they kept. */
export async function findIn(
  ledger: LedgerExport,
  heads: string[] = [],
  questions: LedgerQuestions = {},
): Promise<string[]> {
  const check = await checkLedger(writeLedger(ledger), null, {
    knowledge,
    ...questions,
    heads: heads.map((hash) => ({ number: null, hash })),
  });
  return (check?.findings ?? [{ where: '', what: 'not a ledger' }]).map(({ where, what }) => `${where}：${what}`);
}

/** What every citizen reads in the open data. */
export async function readFigures({ request }: Office) {
  const file = await request('/data/figures.json?place=guanxian&year=2026');
  const { total, byHolder } = await file.json<{ total: Figures; byHolder: HolderFigures[] }>();
  const countOf = (...names: (keyof Figures)[]) => names.map((name) => total[name].count);
  const holderOf = (holder: string) => byHolder.find(({ key }) => key === holder);
  return { total, countOf, holderOf };
}

/** A comment of somebody else. */
export const another = { ...newComment, title: '公交几点收班', key: 'a'.repeat(32) };

/** An office with one comment that is assigned and not answered. */
export const openOpenCase = () => openAnsweredOffice({ isAnswered: false });

/** Whoever has the database can drop what guards it. The next test begins with a new one. */
export async function dropGuards(): Promise<void> {
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all<{
    name: string;
  }>();
  for (const { name } of results) await env.DB.prepare(`DROP TRIGGER "${name}"`).run();
}

/**
 * Stops the server and starts it on the same record, with the machine's clock at an instant. As on an own server, a steady
 * clock runs beside it.
 */
export async function restartAt(instant: number, options: OfficeOptions = {}) {
  const office = await openTestOffice(options);
  office.clock.now = instant;
  const steady = { now: 0 };
  const newest = await findNewestInstant(office.deps.database);
  const machine = () => office.clock.now;
  const log = office.deps.log;
  const clock = createRecordClock(machine, newest, log, () => steady.now, longestPauseMs);
  Object.assign(office.deps, { now: clock, clockDeviation: clock.deviation, untoldTime: clock.untold });
  return { ...office, steady };
}
