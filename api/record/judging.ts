// Compares the rules and calendars of this release with what the record has seen, and follows its calendar in force
// (decisions 037 and 038). Nothing may judge by a file that was edited in place.
import { hasCommentsOf, keepJudgingFiles, listJudgingFiles, readCalendarInForce } from '../db/judging.ts';
import type { Calendars, FollowingCalendars } from '../domain/clock/calendar.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { nameJudging } from '../domain/clock/judging.ts';
import type { JudgedWith } from '../life/judging.ts';
import type { Deps } from '../ports/deps.ts';
import type { JudgingFile } from '../ports/judging.ts';

const isFollowing = (calendars: Calendars): calendars is FollowingCalendars => 'follow' in calendars;

/**
 * Reads which calendar is in force, unless it is the newest of this release: none can follow it.
 *
 * @returns true if another one is in force than before
 */
export async function followCalendar({ database, calendars }: Deps): Promise<boolean> {
  if (!isFollowing(calendars)) return false;
  const { version } = await readCalendarInForce(database);
  if (version === null || version > calendars.newest.version) return false;
  const isOther = version !== calendars.current.version;
  calendars.follow(version);
  return isOther;
}

const isNewestInForce = ({ calendars }: Deps): boolean =>
  !isFollowing(calendars) || (calendars.isAsked && calendars.current.version === calendars.newest.version);

/** True if it judges already, so that the record keeps its hash. */
const judgesAlready = ({ kind, identity, since }: JudgingFile, { calendars, now }: Deps): boolean =>
  kind === 'calendar' ? Number(identity) <= calendars.current.version : (since ?? '') <= dayInShanghai(now());

const describeEdit = ({ kind, identity, file }: JudgingFile): string =>
  kind === 'rule'
    ? `${file}里${identity}这条答复期限被改过，公开记录是按原来的内容判定的：请恢复原文；规定变了，另加一个文件，写上新的 since。`
    : `${file}的第${identity}版日历（或 statutory.json）被改过，公开记录是按原来的内容计算的：请恢复原文；放假安排变了，用 npm run calendar 收下新的一版。`;

async function findMissingCalendar({ database, calendars }: Deps): Promise<string[]> {
  const { version } = await readCalendarInForce(database);
  const newest = calendars.newest.version;
  if (version === null || version <= newest) return [];
  return [
    `公开记录已按第${version}版日历计算，这个程序只有第${newest}版：请换回较新的程序，或把第${version}版加回 content/calendar/versions.json。`,
  ];
}

/** Rules that the record has seen, that are gone, and whose place has comments here. */
async function findMissingRules({ database, judging }: Deps, seen: ReadonlyMap<string, string>): Promise<string[]> {
  const present = new Set(judging.files.map(({ kind, identity }) => `${kind} ${identity}`));
  const missing = judging.files.length === 0 ? [] : [...seen.keys()].filter((key) => !present.has(key));
  const faults: string[] = [];
  for (const key of missing.filter((name) => name.startsWith('rule '))) {
    const identity = key.slice('rule '.length);
    const [place = ''] = identity.split('@');
    if (await hasCommentsOf(database, place)) {
      faults.push(`${identity}这条答复期限不见了，公开记录用过它：请恢复它在 content/rules/ 里的文件。`);
    }
  }
  return faults;
}

/** Compares the files with the hashes that the record has seen, and keeps those that it sees for the first time. */
export async function compareJudging(deps: Deps): Promise<void> {
  const { database, judging, now } = deps;
  const seen = new Map((await listJudgingFiles(database)).map((row) => [`${row.kind} ${row.identity}`, row.hash]));
  const faults = await findMissingCalendar(deps);
  const fresh = [];
  for (const file of judging.files) {
    const { kind, identity } = file;
    const known = seen.get(`${kind} ${identity}`);
    if (known === undefined) {
      if (judgesAlready(file, deps)) fresh.push({ kind, identity, hash: await file.hash(), firstSeen: now() });
    } else if (known !== (await file.hash())) faults.push(describeEdit(file));
  }
  faults.push(...(await findMissingRules(deps, seen)));
  judging.faults = faults;
  if (faults.length === 0 && fresh.length > 0) await keepJudgingFiles(database, fresh);
  judging.isCompared = true;
}

/** Makes every office of the home ready to judge. Free of queries once all are. */
export async function prepareToJudge(deps: Deps): Promise<void> {
  for (const office of deps.offices()) {
    if (office.judging.isCompared && isNewestInForce(office)) continue;
    await followCalendar(office);
    if (!office.judging.isCompared) await compareJudging(office);
  }
}

/** A rule or calendar was edited in place: nothing may be recorded by it. */
export class EditedInPlaceError extends Error {
  override name = 'EditedInPlaceError';
}

/** @throws EditedInPlaceError if the office's record has seen other rules or calendars under the same names */
export async function requireJudging(deps: Deps): Promise<void> {
  await prepareToJudge(deps);
  const { faults } = deps.judging;
  if (faults.length > 0) throw new EditedInPlaceError(faults.join('\n'));
}

/** The rule and calendar that count a window now, with their hashes. */
export const judgingOf = (deps: Deps, jurisdiction: string, receivedAt: number): Promise<JudgedWith> =>
  nameJudging(deps.ruleFor(jurisdiction, receivedAt), deps.officeOf(jurisdiction).calendars.current);
