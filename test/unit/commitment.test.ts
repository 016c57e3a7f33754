import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NewRecord, newRecordSchema } from '../../api/contract/commitment.ts';
import { addDays, dayInShanghai } from '../../api/domain/clock/calendar.ts';
import {
  computeLookBack,
  deriveTaskStanding,
  findRecordRefusal,
  isResponsible,
  listCorrectable,
  type RecordedFact,
} from '../../api/domain/commitments/commitment.ts';
import { arrangeLedger, type LedgerFilter } from '../../api/domain/commitments/work-ledger.ts';

const september = { dueText: '2023年9月底前', dueOn: '2023-09-30' };
const at = (local: string) => Date.parse(`${local}+08:00`);

const finished = (version: number, on: string, recorded = on): RecordedFact => ({
  version,
  status: 'finished',
  on,
  corrects: null,
  link: `https://example.org/${version}`,
  at: at(`${recorded}T09:00`),
});
const progress = (version: number, on: string): RecordedFact => ({
  version,
  status: 'in-progress',
  on,
  link: null,
  corrects: null,
  at: at(`${on}T09:00`),
});
const correction = (version: number, corrects: number): RecordedFact => ({
  version,
  status: 'correction',
  on: null,
  link: null,
  corrects,
  at: at('2023-11-01T09:00'),
});

describe('the status of a task', () => {
  it.each([
    ['2023-09-29T23:59:59.999', 'not-due'],
    ['2023-09-30T00:00:00.000', 'due-today'],
    ['2023-09-30T23:59:59.999', 'due-today'],
    ['2023-10-01T00:00:00.000', 'past-due'],
  ])('a task’s status at %s in Shanghai is %s, and the due date itself is not overdue', (local, standing) => {
    expect(deriveTaskStanding(september, [], dayInShanghai(at(local))).standing).toBe(standing);
  });

  it.each([
    [{ dueText: null, dueOn: null }, 'undated'],
    [{ dueText: '尽快完成', dueOn: null }, 'undated'],
    [{ dueText: '长期坚持', dueOn: null }, 'ongoing'],
    [{ dueText: '持续推进', dueOn: null }, 'ongoing'],
  ])('a task without a due date (%o) is %s and never overdue', (due, standing) => {
    expect(deriveTaskStanding(due, [], '2999-12-31').standing).toBe(standing);
  });

  it('a task’s status does not change with progress: only a result with a link settles it', () => {
    expect(deriveTaskStanding(september, [progress(1, '2023-09-01')], '2023-10-01').standing).toBe('past-due');
  });

  it.each([
    ['2023-09-29', -1],
    ['2023-09-30', 0],
    ['2023-10-01', 1],
  ])('a task with a result published on %s is settled, %i days late', (on, daysLate) => {
    const { standing, result } = deriveTaskStanding(september, [finished(1, on)], '2024-01-01');
    expect([standing, result?.daysLate]).toEqual(['published', daysLate]);
  });

  it('counts no days late for a task without a due date', () => {
    const undated = { dueText: null, dueOn: null };
    expect(deriveTaskStanding(undated, [finished(1, '2023-10-01')], '2024-01-01').result?.daysLate).toBeNull();
  });

  it('settles a task by its earliest result, however late it was recorded', () => {
    const facts = [finished(1, '2023-10-20'), finished(2, '2023-09-28', '2023-11-05')];
    expect(deriveTaskStanding(september, facts, '2024-01-01').result).toEqual({
      on: '2023-09-28',
      link: 'https://example.org/2',
      daysLate: -2,
      isRecordedLate: true,
    });
  });

  it('counts a result recorded on the due date as recorded on time', () => {
    const facts = [finished(1, '2023-09-30', '2023-09-30')];
    expect(deriveTaskStanding(september, facts, '2024-01-01').result?.isRecordedLate).toBe(false);
  });

  it('reopens a task when its result is retracted and settles it with the next result', () => {
    const facts = [finished(1, '2023-09-20'), correction(2, 1)];
    expect(deriveTaskStanding(september, facts, '2023-10-01')).toEqual({ standing: 'past-due', result: null });
    const again = deriveTaskStanding(september, [...facts, finished(3, '2023-09-25')], '2023-10-01');
    expect([again.standing, again.result?.on]).toEqual(['published', '2023-09-25']);
  });

  it('a task’s status never moves backwards as days pass without a record', () => {
    const rank = ['not-due', 'due-today', 'past-due'];
    const days = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(days, fc.nat(500), (offset, passed) => {
        const day = addDays(september.dueOn, offset);
        const before = rank.indexOf(deriveTaskStanding(september, [], day).standing);
        expect(rank.indexOf(deriveTaskStanding(september, [], addDays(day, passed)).standing)).toBeGreaterThanOrEqual(
          before,
        );
      }),
    );
  });
});

const task = { jurisdiction: 'pingyin', units: ['sifaju'], year: 2023 };
const desk = { role: 'desk', jurisdiction: 'pingyin', unit: null } as const;
const unit = { role: 'unit', jurisdiction: 'pingyin', unit: 'sifaju' } as const;
const report: NewRecord = { status: 'in-progress', on: '2023-05-01', text: '正在编制目录', link: null };

describe('permission to record progress', () => {
  it.each([
    ['the desk of the same jurisdiction', desk, true],
    ['the responsible unit', unit, true],
    ['the desk of another jurisdiction', { ...desk, jurisdiction: 'guanxian' }, false],
    ['the same unit in another jurisdiction', { ...unit, jurisdiction: 'guanxian' }, false],
    ['another unit', { ...unit, unit: 'minzhengju' }, false],
    ['a unit clerk without a unit', { ...unit, unit: null }, false],
  ])('%s (%o) may record progress: %s', (_, recorder, may) => {
    expect(isResponsible(recorder, task)).toBe(may);
    expect(findRecordRefusal(report, task, recorder, [], '2023-05-01')).toBe(may ? null : 'not-responsible');
  });

  it('lets the desk retract any record and a unit only its own, and each record only once', () => {
    const records = [
      { ...progress(1, '2023-05-01'), unit: 'sifaju' },
      { ...progress(2, '2023-05-02'), unit: null },
      { ...progress(3, '2023-05-03'), unit: 'sifaju' },
      { ...correction(4, 3), unit: 'sifaju' },
    ];
    expect(listCorrectable(desk, records)).toEqual([1, 2]);
    expect(listCorrectable(unit, records)).toEqual([1]);
  });
});

describe('a progress record', () => {
  it.each([
    ['2023-05-01', null],
    ['2023-05-02', 'in-the-future'],
    ['2023-01-01', null],
    ['2022-12-31', 'before-the-year'],
  ])('a progress record on 2023-05-01, dated %s, gets the answer %s', (on, refusal) => {
    expect(findRecordRefusal({ ...report, on }, task, desk, [], '2023-05-01')).toBe(refusal);
  });

  it('a correction may refer only to a record that its author may correct', () => {
    const retraction: NewRecord = { status: 'correction', corrects: 2, text: '网址填错了' };
    expect(findRecordRefusal(retraction, task, desk, [2], '2023-05-01')).toBeNull();
    expect(findRecordRefusal(retraction, task, desk, [1], '2023-05-01')).toBe('not-correctable');
  });

  it.each([
    'javascript:alert(1)',
    'ftp://example.org/a',
    'data:text/html,hello',
    'example.org/a',
    'http://localhost/a',
    'https://name:password@example.org/',
    '',
  ])('rejects %s as the link of a result', (link) => {
    const result = newRecordSchema.safeParse({ status: 'finished', on: '2023-05-01', text: '目录已经公开', link });
    expect(result.error?.issues.map(({ message }) => message)).toEqual([
      '请填写公开结果的网址，以 http:// 或 https:// 开头',
    ]);
  });

  it('normalizes a link and stores an empty one as null', () => {
    const parse = (record: object) => newRecordSchema.parse({ on: '2023-05-01', text: '目录已经公开', ...record });
    expect(parse({ status: 'finished', link: ' https://EXAMPLE.org/目录 ' })).toMatchObject({
      link: 'https://example.org/%E7%9B%AE%E5%BD%95',
    });
    expect(parse({ status: 'in-progress', link: '' })).toMatchObject({ link: null });
  });

  it('a progress record requires a date that exists', () => {
    const result = newRecordSchema.safeParse({ status: 'in-progress', on: '2023-02-30', text: '目录编制中', link: '' });
    expect(result.error?.issues.map(({ message }) => message)).toEqual(['请填写日期，年月日都要有']);
  });
});

describe('the yearly review of tasks', () => {
  it('the yearly review counts every task once and dated tasks separately', () => {
    const none = { dueText: null, dueOn: null };
    const year = [
      deriveTaskStanding(september, [finished(1, '2023-09-30', '2023-10-09')], '2023-10-10'),
      deriveTaskStanding(september, [finished(1, '2023-10-01')], '2023-10-10'),
      deriveTaskStanding(september, [], '2023-10-10'),
      deriveTaskStanding({ dueText: '2023年10月10日前', dueOn: '2023-10-10' }, [], '2023-10-10'),
      deriveTaskStanding({ dueText: '2023年12月底前', dueOn: '2023-12-31' }, [], '2023-10-10'),
      deriveTaskStanding(none, [finished(1, '2023-10-01')], '2023-10-10'),
      deriveTaskStanding({ dueText: '长期坚持', dueOn: null }, [], '2023-10-10'),
      deriveTaskStanding(none, [], '2023-10-10'),
    ];
    expect(computeLookBack(year)).toEqual({
      total: 8,
      dated: 5,
      byDate: 1,
      late: 1,
      pastDue: 1,
      dueToday: 1,
      notDue: 1,
      publishedUndated: 1,
      ongoing: 1,
      undated: 1,
      recordedLate: 1,
    });
  });
});

describe('the work ledger', () => {
  const entry = (id: number, units: string[], dueOn: string | null) => ({
    id: `t-2023/tasks/${id}`,
    year: 2023,
    title: `第 ${id} 项任务`,
    url: '/',
    dueText: dueOn,
    dueOn,
    units: units.map((name) => ({ id: name, name })),
    result: null,
    isSample: false,
    standing: dueOn ? ('past-due' as const) : ('undated' as const),
  });
  const entries = [entry(1, ['甲', '乙'], null), entry(2, ['乙'], '2023-12-31'), entry(3, [], '2023-09-30')];
  const all: LedgerFilter = { unit: null, standing: null, words: '', order: 'date', page: 1 };
  const list = (filter: Partial<LedgerFilter>) =>
    arrangeLedger(entries, { ...all, ...filter }).rows.map((row) => [row.unit?.name ?? null, row.entry.title]);

  it('the work ledger lists the nearest due date first and undated tasks last', () => {
    expect(list({}).map(([, title]) => title)).toEqual(['第 3 项任务', '第 2 项任务', '第 1 项任务']);
  });

  it('the work ledger lists a task of two units under both and a task without units separately', () => {
    expect(list({ order: 'unit' })).toEqual([
      [null, '第 3 项任务'],
      ['乙', '第 2 项任务'],
      ['乙', '第 1 项任务'],
      ['甲', '第 1 项任务'],
    ]);
  });

  it('the work ledger filters by unit, status and search words', () => {
    expect(list({ unit: '乙', order: 'unit' })).toEqual([
      ['乙', '第 2 项任务'],
      ['乙', '第 1 项任务'],
    ]);
    expect(list({ standing: 'undated' })).toEqual([[null, '第 1 项任务']]);
    expect(list({ words: '2 项' })).toEqual([[null, '第 2 项任务']]);
  });

  it('the work ledger shows 50 rows per page and the nearest page for a number out of range', () => {
    const many = Array.from({ length: 120 }, (_, index) => entry(index + 1, ['甲'], '2023-12-31'));
    const pageOf = (page: number) => {
      const { rows, ...rest } = arrangeLedger(many, { ...all, page });
      return { ...rest, first: rows[0]?.entry.title, rows: rows.length };
    };
    expect(pageOf(3)).toEqual({ total: 120, page: 3, pages: 3, first: '第 101 项任务', rows: 20 });
    expect([pageOf(99), pageOf(-4)].map(({ page }) => page)).toEqual([3, 1]);
  });
});
