// Possible lives of comments as the public ledger shows them, and ledgers of several lives, hashed and sealed.
import type { LedgerEvent, LedgerExport } from '../../api/contract/ledger.ts';
import { readKnowledge } from '../../api/domain/ledger/knowledge.ts';
import { noSeal } from '../../api/domain/ledger/ledger.ts';
import { rules, siteDefault } from '../../content/rules/index.ts';
import { calendarFile, recomputeHashes } from './ledger.ts';

/** Returns a random whole number from 0 to below a bound. */
export type Next = (bound: number) => number;

export interface Step {
  type: string;
  by: string;
  facts: Record<string, string | number | boolean>;
  /** Milliseconds UTC. */
  at: number;
  /** Written instead of the instant. */
  written?: string;
  /** Written instead of the number that its place gives it. */
  version?: number;
}

export interface Life {
  receiptCode: string;
  steps: Step[];
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** 2020-01-28 in Shanghai, when 春节 had just been extended. */
const start = Date.parse('2020-01-28T08:00:00+08:00');

const hash = (character: string) => character.repeat(64);
const text = { text: hash('a') };
const place = (jurisdiction: string) => ({
  jurisdiction,
  kind: 'question',
  about: `${jurisdiction}-2021/tasks/17`,
  sample: false,
  ...text,
});

type Plan = [by: string, type: string, facts?: Step['facts'], pause?: number][];

/** 平阴 requires two reviewers here, 冠县 none. */
export const knowledge = readKnowledge(calendarFile, {
  siteDefault,
  rules: [...rules, { ...siteDefault, jurisdiction: 'pingyin', since: '2020-01-01', reviewers: 2 }],
});

const rule = knowledge.ruleFor('guanxian', start);
const hashOfCalendar = async (version: number) => knowledge.calendars.at(version).hash();
const whatJudges = {
  rule: rule.id,
  ruleHash: await rule.hash(),
  calendar: 2,
  calendarHash: await hashOfCalendar(2),
};
/** By the first calendar, before 春节 was extended. */
const judgesFirst = { ...whatJudges, calendar: 1, calendarHash: await hashOfCalendar(1) };
const met = { verdict: 'met', provisional: false, closesAt: '24:00', reclassifiedLate: false };

/** Each with every step that it is about; `pause` is in milliseconds, otherwise drawn. */
export const plans = {
  answered: [
    ['resident', 'received', { ...place('guanxian'), files: hash('f') }, 0],
    ['desk', 'assigned', { unit: 'yi', helpers: 'er,san' }],
    ['unit', 'advised', { unit: 'er', ...text }],
    ['desk', 'contact-viewed'],
    ['desk', 'urged'],
    ['unit', 'replied', { unit: 'yi', ...text, calendar: 2 }],
    ['desk', 'published', { files: '1,2', blackouts: 'text:1-3,reply:2-4' }],
    ['resident', 'rated', { solved: 5, speed: 4, manner: 1 }],
    ['resident', 'disputed', text],
    ['unit', 'corrected', { unit: 'yi', ...text }],
    ['desk', 'published', { files: '1' }],
    ['desk', 'unpublished'],
    ['resident', 'consent-withdrawn'],
    ['resident', 'erased'],
  ],
  declined: [
    ['resident', 'received', place('guanxian'), 0],
    ['system', 'held', {}, 0],
    ['desk', 'released'],
    ['desk', 'classified', { from: 'standard', to: 'simple' }],
    ['desk', 'declined', { calendar: 2, ground: '属于信访事项', channel: '请走信访渠道' }],
    ['system', 'erased', { months: 12 }, 400 * day],
  ],
  duplicate: [
    ['resident', 'received', place('guanxian'), 0],
    ['desk', 'declined', { calendar: 2, ground: '重复', channel: '请看答复', duplicateOf: 'GX200128-90001' }],
    ['resident', 'disputed', { ...text, ground: 'other-matter' }],
    ['desk', 'upheld', { refusal: true }],
  ],
  reopened: [
    ['resident', 'received', place('guanxian'), 0],
    ['desk', 'declined', { calendar: 2, ground: '重复', channel: '请看答复', duplicateOf: 'GX200128-90001' }],
    ['resident', 'disputed', { ...text, ground: 'other-matter' }],
    ['desk', 'reopened', { unit: 'yi', helpers: 'er' }],
    ['unit', 'advised', { unit: 'er', ...text }],
    ['desk', 'reopened', { unit: 'san' }],
    ['unit', 'replied', { unit: 'san', ...text, calendar: 2 }],
    ['desk', 'published'],
    ['resident', 'disputed', text],
    ['desk', 'upheld'],
  ],
  passedOn: [
    ['resident', 'received', place('guanxian'), 0],
    ['desk', 'assigned', { unit: 'yi' }],
    ['unit', 'returned', { unit: 'yi' }],
    ['desk', 'assigned', { unit: 'er' }],
    ['desk', 'transferred', { from: 'er', unit: 'san', helpers: 'yi' }],
    ['unit', 'replied', { unit: 'san', ...text, calendar: 2 }],
    ['resident', 'disputed', text],
    ['desk', 'upheld'],
    ['resident', 'rated', { solved: 1, speed: 1, manner: 1 }],
  ],
  withdrawn: [
    ['resident', 'received', place('guanxian'), 0],
    ['desk', 'assigned', { unit: 'yi' }],
    ['resident', 'withdrawn'],
    ['resident', 'erased'],
  ],
  reviewed: [
    ['resident', 'received', place('pingyin'), 0],
    ['desk', 'assigned', { unit: 'yi' }],
    ['unit', 'drafted', { unit: 'yi', ...text }],
    ['reviewer', 'reviewed', { passed: true }],
    ['reviewer', 'reviewed', { passed: false }],
    ['unit', 'drafted', { unit: 'yi', ...text }],
    ['reviewer', 'reviewed', { passed: true }],
    ['reviewer', 'reviewed', { passed: true }],
    ['reviewer', 'replied', { unit: 'yi', ...text, calendar: 2 }, 0],
    ['resident', 'disputed', text],
    ['unit', 'drafted', { unit: 'yi', ...text }],
    ['reviewer', 'reviewed', { passed: true }],
    ['reviewer', 'reviewed', { passed: true }],
    ['reviewer', 'corrected', { unit: 'yi', ...text }, 0],
  ],
  recounted: [
    ['resident', 'received', place('guanxian'), 0],
    ['system', 'recomputed', { from: '2020-02-05', to: '2020-02-07', calendar: 2 }],
    ['desk', 'assigned', { unit: 'yi' }],
    ['unit', 'replied', { unit: 'yi', ...text, calendar: 2 }],
  ],
  judged: [
    ['resident', 'received', { ...place('guanxian'), ...judgesFirst }, 0],
    ['system', 'recomputed', { from: '2020-02-05', to: '2020-02-07', ...whatJudges }],
    ['desk', 'classified', { from: 'standard', to: 'simple', ...whatJudges }],
    ['desk', 'assigned', { unit: 'yi' }],
    ['unit', 'replied', { unit: 'yi', ...text, calendar: 2 }, minute],
    ['system', 'judged', { ...met, ...whatJudges, due: '2020-02-03', workingDays: 1, used: 0 }, 0],
    ['resident', 'rated', { solved: 1, speed: 1, manner: 1 }],
  ],
  judgedWithdrawn: [
    ['resident', 'received', { ...place('guanxian'), ...whatJudges }, 0],
    ['resident', 'withdrawn', {}, 30 * day],
    ['system', 'judged', { ...met, ...whatJudges, verdict: 'missed', due: '2020-02-07', workingDays: 5, used: 19 }, 0],
    ['resident', 'erased'],
  ],
  boundOpen: [
    ['resident', 'received', place('guanxian'), 0],
    ['system', 'bound', whatJudges],
    ['resident', 'withdrawn', {}, minute],
    ['system', 'judged', { ...met, ...whatJudges, due: '2020-02-07', workingDays: 5, used: 0 }, 0],
  ],
  boundClosed: [
    ['resident', 'received', place('guanxian'), 0],
    ['desk', 'declined', { calendar: 2, ground: '属于信访事项', channel: '请走信访渠道' }, minute],
    ['system', 'bound', { ...met, ...whatJudges, due: '2020-02-07', workingDays: 5, used: 0 }],
    ['system', 'erased', { months: 12 }, 400 * day],
  ],
} satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;
export const planNames = Object.keys(plans) as PlanName[];

export function live(name: PlanName, number: number, next: Next): Life {
  let at = start + next(8 * 60) * minute;
  const plan: Plan = plans[name];
  const steps = plan.map(([by, type, facts = {}, pause = minute + next(6 * 60 * minute)]) => {
    at += pause;
    return { type, by, facts: { ...facts }, at };
  });
  const letters = name === 'reviewed' ? 'PY' : 'GX';
  return { receiptCode: `${letters}200128-${String(number).padStart(5, '0')}`, steps };
}

/** The comment that duplicates name, received before all others. */
const twin: Life = {
  receiptCode: 'GX200128-90001',
  steps: [{ type: 'received', by: 'resident', facts: place('guanxian'), at: start - 60 * minute }],
};
const namesTwin = ({ steps }: Life): boolean => steps.some(({ facts }) => facts['duplicateOf'] === twin.receiptCode);

/** Everything in the order of time, sealed here and there, with hashes that fit. */
export async function writeLives(lives: Life[], next: Next): Promise<LedgerExport> {
  const told = lives.some(namesTwin) ? [twin, ...lives] : lives;
  const lines = told.flatMap(({ receiptCode, steps }) =>
    steps.map((step, index) => ({ ...step, receiptCode, version: step.version ?? index + 1, index })),
  );
  // A forged instant does not move the event: whoever forges a file chooses its place, too.
  lines.sort((a, b) => a.at - b.at || (a.receiptCode < b.receiptCode ? -1 : 1) || a.index - b.index);
  const events = lines.map(({ receiptCode, version, type, by, facts, at, written }, index) => ({
    position: index + 1,
    receiptCode,
    version,
    type,
    at: written ?? new Date(at).toISOString(),
    by: by as LedgerEvent['by'],
    facts,
    sealed: hash('5'),
    leaf: '',
  }));
  const ends = lines.map((_, index) => index + 1).filter((end) => end === lines.length || next(5) === 0);
  const seals = ends.map((last, index) => ({
    number: index + 1,
    previous: noSeal,
    first: (ends[index - 1] ?? 0) + 1,
    last,
    root: noSeal,
    at: new Date(lines[last - 1]?.at ?? 0).toISOString(),
    hash: noSeal,
  }));
  return recomputeHashes({ format: 'mingbai-ledger-1', head: noSeal, seals, events });
}
