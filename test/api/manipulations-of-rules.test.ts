// The rows of the table of manipulations (manipulations.test.ts) that edit what judges: the rules, the calendar. An office
// with full control of server, files and clock is refused, or found by the verifier, or visible to every citizen.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import type { Status } from '../../api/contract/status.ts';
import type { CalendarSource } from '../../api/domain/clock/calendar.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { openWindow } from '../../api/domain/clock/clock.ts';
import { identifyRule, ruleFinder } from '../../api/domain/clock/rules.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { listJudgingFiles } from '../../api/homes/judging-files.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { takeInCalendar } from '../../api/record/new-calendar.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules, siteDefault } from '../../content/rules/index.ts';
import { answerText, openAnsweredOffice } from '../api-support/answered.ts';
import { openDesk } from '../api-support/desk.ts';
import {
  another,
  dropGuards,
  findIn,
  knowledge,
  readFigures,
  readLedger,
  restartAt,
} from '../api-support/manipulations.ts';
import { shanghai } from '../api-support/office.ts';
import { recomputeHashes } from '../support/ledger.ts';

const hour = 3_600_000;
const reply = { move: 'reply', text: answerText } as const;

const [known] = calendarVersions;
if (!known) throw new Error('there is no calendar');
const calendars = createCalendars([known], statutory);

/** The week in which the comment is due becomes a holiday. */
const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
const withWeekOff = (more: Partial<CalendarSource>, years: object = {}): CalendarSource => ({
  ...known,
  ...more,
  years: known.years.map((entry) => {
    const daysOff = { ...entry.daysOff, ...Object.fromEntries(week.map((day) => [day, '秋收'])) };
    return entry.year === 2026 ? { ...entry, daysOff, ...years } : entry;
  }),
});

const longer = {
  ...siteDefault,
  jurisdiction: 'guanxian',
  since: '2021-06-28',
  workingDays: { simple: 1, standard: 60 },
};
const editedCalendars = createCalendars([withWeekOff({})], statutory);
const honestFiles = listJudgingFiles(calendars);

/** The files as an edited release has them, and what the verifier says of them. */
const edits = {
  rule: {
    files: honestFiles.map((file) =>
      file.identity === 'guanxian@2021-06-28' ? { ...file, hash: identifyRule(longer).hash } : file,
    ),
    rules: [longer],
    calendars,
    identity: 'guanxian@2021-06-28',
    finding: '规则guanxian@2021-06-28与公布的不同：被改动过',
  },
  calendar: {
    files: listJudgingFiles(editedCalendars),
    rules,
    calendars: editedCalendars,
    identity: '1',
    finding: '第1版日历与公布的不同：被改动过',
  },
};
const kinds = ['rule', 'calendar'] as const;
type Edited = (typeof edits)[(typeof kinds)[number]];

const hashOf = ({ files, identity }: Edited) => files.find((file) => file.identity === identity)?.hash() ?? '';
const publishedBy = (edited: Edited) => ({
  knowledge: { calendars: edited.calendars, ruleFor: ruleFinder(edited.rules, siteDefault) },
});

/** A late answer under honest files. */
async function openHonest() {
  const honest = await openAnsweredOffice({ isAnswered: false, judgingFiles: honestFiles });
  honest.clock.now = shanghai('2026-11-30T09:00');
  await honest.unit.move(honest.receiptCode, reply);
  await maintain(honest.deps);
  const kept = await readLedger(honest);
  expect(await findIn(kept)).toEqual([]);
  return { now: honest.clock.now, kept };
}

async function restartEdited(edited: Edited, at: number) {
  const office = await restartAt(at, { judgingFiles: edited.files, rules: edited.rules });
  office.deps.calendars = edited.calendars;
  return office;
}

describe('an office that edits what judges', { timeout: 180_000 }, () => {
  it.each(kinds)('%s edited in place: nothing is recorded until it is restored', async (kind) => {
    const { now } = await openHonest();
    const office = await restartEdited(edits[kind], now + hour);
    const sent = await office.postJson('/api/comments', another);
    expect([sent.status, (await office.request('/readyz')).status]).toEqual([503, 503]);
    expect(office.deps.judging.faults).toEqual([expect.stringContaining('请恢复原文')]);
  });

  it.each(kinds)(
    '%s edited, also in the record’s memory: late stays late, and the verifier finds it by either file',
    async (kind) => {
      const { now, kept } = await openHonest();
      const edited = edits[kind];
      await dropGuards();
      const forget = 'UPDATE judging_files SET hash = ? WHERE kind = ? AND identity = ?';
      await env.DB.prepare(forget)
        .bind(await hashOf(edited), kind, edited.identity)
        .run();
      const office = await restartEdited(edited, now + hour);
      expect((await office.postJson('/api/comments', another)).status).toBe(201);
      await maintain(office.deps);
      expect((await readFigures(office)).countOf('onTime', 'late')).toEqual([0, 1]);
      const ledger = await readLedger(office);
      // By the file that a reader kept, the new fact is wrong; by the one that the site publishes now, the old ones are.
      for (const questions of [{}, publishedBy(edited)])
        expect(await findIn(ledger, [kept.head], questions)).toEqual([expect.stringContaining(edited.finding)]);
    },
  );

  it.each(kinds)('a past made anew by an edited %s, with all its hashes: the kept head is lost', async (kind) => {
    const { kept } = await openHonest();
    const edited = edits[kind];
    const { current } = edited.calendars;
    const workingDays = edited.rules.find(({ jurisdiction }) => jurisdiction === 'guanxian')?.workingDays.standard ?? 0;
    const { dueOn: due, provisional } = openWindow(
      shanghai('2026-11-20T09:00'),
      { workingDays, closesAt: '24:00' },
      current,
    );
    const used = current.countThrough('2026-11-30') - current.countThrough('2026-11-20');
    const forged = structuredClone(kept);
    for (const { type, facts } of forged.events) {
      if (`${kind}Hash` in facts) facts[`${kind}Hash`] = await hashOf(edited);
      if (type === 'judged') Object.assign(facts, { verdict: 'met', provisional, due, workingDays, used });
    }
    const anew = await recomputeHashes(forged);
    expect(await findIn(anew, [], publishedBy(edited))).toEqual([]);
    expect(await findIn(anew, [kept.head], publishedBy(edited))).toEqual([expect.stringContaining(kept.head)]);
  });
});

describe('an office that makes its own calendar', { timeout: 180_000 }, () => {
  /** An open comment; then a second version comes into force, in which the week is off. */
  const takeInWeekOff = async (years: object) => {
    const office = await openAnsweredOffice({ isAnswered: false });
    await maintain(office.deps);
    office.clock.now = shanghai('2026-11-23T09:00');
    office.deps.calendars = createCalendars(
      [known, withWeekOff({ version: 2, takenIn: '2026-11-23' }, years)],
      statutory,
    );
    await takeInCalendar(office.deps);
    await maintain(office.deps);
    const ledger = writeLedger(await readLedger(office));
    const site = { calendars: office.deps.calendars, ruleFor: office.deps.ruleFor };
    return { office, ledger, site };
  };

  it('invented holiday without a second person: the verifier knows no such days, and names them', async () => {
    const { ledger, site } = await takeInWeekOff({});
    const own = await checkLedger(ledger, null, { knowledge });
    expect(own?.findings.map(({ what }) => what)).toEqual(['没有第2版日历']);
    const check = await checkLedger(ledger, null, { knowledge: site, known: calendars });
    expect(check?.findings).toEqual([
      { where: '第2版日历', what: `${week.join('、')}放假，核对软件自带的日历里没有，也没有标为本单位自定` },
    ]);
  });

  it('invented holiday with two people: it is public as the office’s own wherever the days are shown', async () => {
    const two = { ownDays: week, enteredBy: '张三', approvedBy: '李四' };
    const { office, ledger, site } = await takeInWeekOff(two);
    const check = await checkLedger(ledger, null, { knowledge: site, known: calendars });
    expect(check?.findings).toEqual([]);
    expect(check?.notes.map(({ what }) => what)).toContain(`${week.join('、')}放假是本单位自定的，国务院的安排里没有`);
    const { receiptCode, trackingCode } = office;
    const follow = await office.submitForm('/follow/', { receiptCode, trackingCode });
    const calculator = await office.request('/clock/?received=2026-11-20T09:00&window=standard');
    for (const page of [follow, calculator]) expect(await page.text()).toContain('秋收放假（本单位自定）');
    const view = await (await office.postJson('/api/follow', { receiptCode, trackingCode })).json<FollowView>();
    expect(view.window.dueOn).toBe('2026-12-04');
    const moved = (await readLedger(office)).events.find(({ type }) => type === 'recomputed');
    expect(moved?.facts).toMatchObject({ from: '2026-11-27', to: '2026-12-04', calendar: 2 });
  });

  it('calendar withheld: late answers of the year stand as undecided, and every page says why', async () => {
    const office = await openDesk();
    office.deps.calendars = calendars;
    office.clock.now = shanghai('2026-12-31T09:00');
    const { receiptCode } = await office.sendComment();
    await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    office.clock.now = shanghai('2027-01-20T09:00');
    await office.clerk.move(receiptCode, reply);
    const { total, countOf } = await readFigures(office);
    expect(countOf('undecided', 'onTime')).toEqual([1, 0]);
    expect(total.strictRate).toEqual({ value: 0, count: 0, of: 1 });
    const words = '2027年的放假安排还没有收下：2027年到期的期限都是暂定，现有1件留言不能判定是否按期。';
    for (const path of ['/', '/figures/?place=guanxian&year=2026'])
      expect(await (await office.request(path)).text()).toContain(words);
    const queue = await (await office.desk.get('/api/queue')).json<QueuePage>();
    expect(queue.calendarMissing).toBe(words);
    const { items } = await (await (await office.signIn('admin')).get('/api/status')).json<Status>();
    expect(items.find(({ id }) => id === 'calendar')?.state).toBe('problem');
  });
});
