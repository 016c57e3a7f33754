// What judged is bound to what was judged (decision 037): verdicts are facts, and a file edited in place judges nothing.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { newCommentSchema } from '../../api/contract/comment.ts';
import type { Status } from '../../api/contract/status.ts';
import { insertComment, loadComment } from '../../api/db/comments.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { JudgingFile } from '../../api/ports/judging.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { bindOldComments } from '../../api/record/verdicts.ts';
import { computeColumns } from '../../api/record/window.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { answerText, dispute, rate } from '../api-support/answered.ts';
import { openDesk } from '../api-support/desk.ts';
import { newComment, openTestOffice, shanghai } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const eventsOf = async (receiptCode: string) =>
  (
    await env.DB.prepare('SELECT type, at, data FROM events WHERE receipt_code = ? ORDER BY version')
      .bind(receiptCode)
      .all<{ type: string; at: number; data: string }>()
  ).results.map(({ type, at, data }) => ({ type, at, ...JSON.parse(data) }));

const typesOf = async (receiptCode: string) => (await eventsOf(receiptCode)).map(({ type }) => type);

async function findInLedger({ request, deps }: Office) {
  const text = await (await request('/data/ledger.json')).text();
  const check = await checkLedger(text, null, { knowledge: { calendars: deps.calendars, ruleFor: deps.ruleFor } });
  return check?.findings;
}

const longer = {
  ...siteDefault,
  jurisdiction: 'guanxian',
  since: '2021-06-28',
  workingDays: { simple: 1, standard: 60 },
};

/** Test data, not a real notice: 4 and 5 January are off, and Saturday the 9th is worked instead. */
const year2027 = {
  year: 2027,
  notices: [{ title: '关于2027年部分节假日安排的通知（测试）', publishedOn: '2027-01-05' }],
  daysOff: { '2027-01-01': '元旦', '2027-01-04': '元旦', '2027-01-05': '元旦' },
  makeUpDays: { '2027-01-09': '元旦' },
};
const [first] = calendarVersions;
if (!first) throw new Error('there is no calendar');
const before = createCalendars([first], statutory);
const after = createCalendars(
  [first, { ...first, version: 2, takenIn: '2027-01-05', years: [...first.years, year2027] }],
  statutory,
);

describe('the verdict on a comment', { timeout: 180_000 }, () => {
  it('has the instant of the reply that it judges, though the clock runs on between the two', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    let { now } = office.clock;
    Object.defineProperty(office.clock, 'now', { get: () => ++now, set: () => undefined });
    await office.clerk.move(receiptCode, { move: 'reply', text: answerText });
    const [replied, judged] = (await eventsOf(receiptCode)).slice(-2);
    expect([replied?.type, judged?.type, judged?.at]).toEqual(['replied', 'judged', replied?.at]);
    expect(await findInLedger(office)).toEqual([]);
  });

  it('a late reply records its verdict with rule and calendar, which a longer rule cannot turn into a good one', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    office.clock.now = shanghai('2026-12-02T09:00');
    await office.clerk.move(receiptCode, { move: 'reply', text: answerText });
    const [received, , replied, judged] = await eventsOf(receiptCode);
    const names = {
      rule: 'guanxian@2021-06-28',
      ruleHash: expect.stringMatching(/^[0-9a-f]{64}$/u),
      calendar: 1,
      calendarHash: await before.current.hash(),
    };
    expect(received).toMatchObject(names);
    expect(judged).toEqual({
      type: 'judged',
      at: replied.at,
      verdict: 'missed',
      provisional: false,
      due: '2026-11-27',
      closesAt: '24:00',
      workingDays: 5,
      used: 8,
      reclassifiedLate: false,
      ...names,
    });
    expect(await findInLedger(office)).toEqual([]);

    // Today's files say 60 days. The verdict, the page, the columns and the figures stay; the verifier tells of the edit.
    office.deps.ruleFor = ruleFinder([longer], siteDefault);
    const figuresNow = async () => (await office.request('/data/figures.json?place=guanxian&year=2026')).json();
    const figures = { total: { late: { count: 1 }, onTime: { count: 0 } } };
    expect(await figuresNow()).toMatchObject(figures);
    const record = await loadComment(office.deps.database, receiptCode);
    expect(record && computeColumns(office.deps, 'guanxian', record.standing)).toMatchObject({
      dueAt: shanghai('2026-11-28T00:00'),
      workingDaysUsed: 8,
    });
    expect((await office.desk.readCase(receiptCode)).window).toMatchObject({
      state: 'missed',
      dueOn: '2026-11-27',
      workingDays: 5,
      late: 3,
      usedUntilStop: 8,
    });
    expect(await figuresNow()).toMatchObject(figures);
    expect(await findInLedger(office)).toMatchObject([{ what: '规则guanxian@2021-06-28与公布的不同：被改动过' }]);
  });

  it('ratings, disputes and corrections never rewrite a verdict', async () => {
    const office = await openDesk();
    const receipt = await office.sendComment();
    const { receiptCode, trackingCode } = receipt;
    await office.desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    await office.clerk.move(receiptCode, { move: 'reply', text: answerText });
    const columns = async () =>
      env.DB.prepare('SELECT due_at, calendar, working_days_used, verdict, is_bound FROM comments').first();
    const frozen = await columns();
    expect(frozen).toMatchObject({ verdict: 'met', is_bound: 1, working_days_used: 0 });
    office.deps.ruleFor = ruleFinder([{ ...longer, workingDays: { simple: 1, standard: 1 } }], siteDefault);
    office.clock.now = shanghai('2026-12-20T09:00');
    for (const action of [rate, dispute])
      await office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
    await office.clerk.move(receiptCode, { move: 'correct', text: '您好，更正如下。', reason: '补充电话' });
    expect(await columns()).toEqual(frozen);
    expect((await typesOf(receiptCode)).filter((type) => type === 'judged')).toHaveLength(1);
    expect((await office.desk.readCase(receiptCode)).window).toMatchObject({ state: 'met', dueOn: '2026-11-27' });
  });

  it('a refusal and a withdrawal are judged, too, and a withdrawn comment keeps the calendar of its day', async () => {
    const office = await openDesk();
    office.deps.calendars = before;
    office.clock.now = shanghai('2026-12-31T09:00');
    const [declined, withdrawn] = [await office.sendComment(), await office.sendComment({ title: '另一件' })];
    await office.desk.move(declined.receiptCode, { move: 'decline', ground: 'lawsuit', reason: '' });
    const { receiptCode, trackingCode } = withdrawn;
    await office.postJson('/api/follow/moves', { receiptCode, trackingCode, action: { move: 'withdraw' } });
    for (const { receiptCode: code } of [declined, withdrawn]) {
      expect((await eventsOf(code)).at(-1)).toMatchObject({
        type: 'judged',
        verdict: 'met',
        due: '2027-01-08',
        calendar: 1,
      });
    }
    office.deps.calendars = after;
    await maintain(office.deps);
    expect((await office.desk.readCase(receiptCode)).window).toMatchObject({
      dueOn: '2027-01-08',
      calendar: { version: 1 },
    });
    expect(await findInLedger(office)).toEqual([]);
  });

  it('a late reply on a provisional day is undecided, and the recount settles it with a second verdict', async () => {
    const office = await openDesk();
    office.deps.calendars = before;
    office.clock.now = shanghai('2026-12-31T09:00');
    const [{ receiptCode }, other] = [await office.sendComment(), await office.sendComment({ title: '另一件' })];
    for (const code of [receiptCode, other.receiptCode])
      await office.desk.move(code, { move: 'assign', unit: 'minzhengju' });
    office.clock.now = shanghai('2027-01-10T09:00'); // after 8 January, before 11 January
    await office.clerk.move(receiptCode, { move: 'reply', text: answerText });
    office.clock.now = shanghai('2027-01-13T09:00'); // late in any case
    await office.clerk.move(other.receiptCode, { move: 'reply', text: `${answerText}另附名单。` });
    const figuresNow = async () => (await office.request('/data/figures.json?place=guanxian&year=2026')).json();
    expect(await figuresNow()).toMatchObject({ total: { undecided: { count: 2 }, late: { count: 0 } } });

    office.deps.calendars = after;
    await maintain(office.deps);
    await maintain(office.deps);
    const settled = async (code: string) =>
      (await eventsOf(code))
        .slice(3)
        .map(({ type, verdict, provisional, due, to }) => [type, verdict, provisional, due ?? to]);
    expect(await settled(receiptCode)).toEqual([
      ['judged', 'missed', true, '2027-01-08'],
      ['recomputed', undefined, undefined, '2027-01-11'],
      ['judged', 'met', false, '2027-01-11'],
    ]);
    expect((await settled(other.receiptCode)).at(-1)).toEqual(['judged', 'missed', false, '2027-01-11']);
    expect(await figuresNow()).toMatchObject({
      total: { undecided: { count: 0 }, onTime: { count: 1 }, late: { count: 1 } },
    });
    expect(await findInLedger(office)).toEqual([]);
  });
});

describe('a record older than recorded verdicts', { timeout: 180_000 }, () => {
  /** A comment whose receipt names nothing, as every receipt before decision 037. */
  async function sendOldComment({ deps, clock }: Office, number: number) {
    const received = {
      type: 'received' as const,
      at: clock.now,
      jurisdiction: 'guanxian',
      kind: 'question' as const,
      about: newComment.about,
      sample: false,
      text: 'a'.repeat(64),
    };
    const receiptCode = `GX261120-0000${number}`;
    await insertComment(deps.database, {
      receiptCode,
      jurisdiction: 'guanxian',
      submissionHash: `hash ${number}`,
      trackingHash: '',
      comment: newCommentSchema.parse(newComment),
      likeness: '',
      proof: null,
      senderMark: null,
      contact: null,
      received,
      salt: '00',
      hold: null,
      attachments: [],
      reckoning: computeColumns(deps, 'guanxian', deriveStanding([received])),
    });
    return receiptCode;
  }

  it('upkeep binds each old comment once, in bounded batches, and whoever moves first is not disturbed', async () => {
    const office = await openDesk();
    const codes: string[] = [];
    for (let number = 0; number < 9; number++) codes.push(await sendOldComment(office, number));
    const [open = '', moved = ''] = codes;
    const seen = await office.desk.readCase(moved);
    const runs = await Promise.all([bindOldComments(office.deps), bindOldComments(office.deps)]);
    expect(runs.reduce((sum, count) => sum + count)).toBe(9);
    expect(await bindOldComments(office.deps)).toBe(0);
    expect(await typesOf(open)).toEqual(['received', 'bound']);
    // A clerk who read it before the binding still moves.
    const response = await office.desk.post(`/api/queue/${moved}/moves`, {
      version: seen.version,
      action: { move: 'assign', unit: 'minzhengju' },
    });
    expect(response.status).toBe(200);
    expect(await findInLedger(office)).toEqual([]);
  });
});

describe('a rule that was edited in place', { timeout: 180_000 }, () => {
  const fileWith = (hash: string): JudgingFile => ({
    kind: 'rule',
    identity: 'guanxian@2021-06-28',
    file: 'content/rules/guanxian-2021.json',
    since: '2021-06-28',
    hash: async () => hash,
  });

  it('takes nothing in and judges nothing, and status page and monitoring name the file and the remedy', async () => {
    const honest = await openTestOffice({ judgingFiles: [fileWith('as read first')] });
    const { receiptCode } = await honest.sendComment();
    await maintain(honest.deps);

    const office = await openTestOffice({ judgingFiles: [fileWith('edited')] });
    const sent = await office.postJson('/api/comments', { ...newComment, key: 'f'.repeat(32) });
    expect(sent.status).toBe(503);
    const desk = await office.signIn('desk');
    const move = { version: 1, action: { move: 'assign', unit: 'minzhengju' } };
    expect((await desk.post(`/api/queue/${receiptCode}/moves`, move)).status).toBe(503);
    expect((await office.request('/readyz')).status).toBe(503);
    const { items } = await (await (await office.signIn('admin')).get('/api/status')).json<Status>();
    const item = items.find(({ id }) => id === 'rules');
    expect(item?.state).toBe('problem');
    expect(item?.found).toContain('content/rules/guanxian-2021.json里guanxian@2021-06-28这条答复期限被改过');
    expect(item?.found).toContain('请恢复原文');
    // What is only read stays there.
    expect((await desk.readCase(receiptCode)).state).toBe('received');

    const restored = await openTestOffice({
      judgingFiles: [
        fileWith('as read first'),
        { ...fileWith('new'), identity: 'guanxian@2026-12-01', since: '2026-12-01' },
      ],
    });
    const again = await restored.signIn('desk');
    expect((await again.post(`/api/queue/${receiptCode}/moves`, move)).status).toBe(200);
    expect((await restored.request('/readyz')).status).toBe(200);
  });

  it('a rule that the record has used may not be removed', async () => {
    const other = { ...fileWith('of another county'), identity: 'pingyin@2021-06-28' };
    const office = await openTestOffice({ judgingFiles: [fileWith('as read first'), other] });
    await office.sendComment();
    const without = await openTestOffice({ judgingFiles: [other] });
    expect((await without.postJson('/api/comments', { ...newComment, key: 'c'.repeat(32) })).status).toBe(503);
    expect(without.deps.judging.faults).toEqual([expect.stringContaining('guanxian@2021-06-28这条答复期限不见了')]);
    const withoutOther = await openTestOffice({ judgingFiles: [fileWith('as read first')] });
    expect((await withoutOther.postJson('/api/comments', { ...newComment, key: 'b'.repeat(32) })).ok).toBe(true);
  });

  it('a rule that is not in force yet may still be edited', async () => {
    const next = (hash: string) => [{ ...fileWith(hash), identity: 'guanxian@2026-12-01', since: '2026-12-01' }];
    await maintain((await openTestOffice({ judgingFiles: next('draft') })).deps);
    const office = await openTestOffice({ judgingFiles: next('better') });
    await office.sendComment();
    office.clock.now = shanghai('2026-12-01T09:00');
    await maintain(office.deps);
    const later = await openTestOffice({ judgingFiles: next('edited') });
    later.clock.now = office.clock.now;
    expect((await later.postJson('/api/comments', { ...newComment, key: 'e'.repeat(32) })).status).toBe(503);
  });

  it('the record keeps the hashes that it has seen, whatever the application does', async () => {
    const office = await openTestOffice({ judgingFiles: [fileWith('as read first')] });
    await office.sendComment();
    for (const sql of [
      "UPDATE judging_files SET hash = 'edited'",
      'DELETE FROM judging_files',
      "INSERT OR REPLACE INTO judging_files VALUES ('rule', 'guanxian@2021-06-28', 'edited', 0)",
    ]) {
      await expect(env.DB.prepare(sql).run()).rejects.toThrow('append-only');
    }
  });
});
