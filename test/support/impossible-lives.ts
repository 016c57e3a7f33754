// Lives that no record can hold. Whoever forges them recomputes every hash, so that only their meaning gives them away.
import type { Life, PlanName, Step } from './possible-lives.ts';

type Forge = (steps: Step[], life: Life) => void;
type Forgery = [what: string, plan: PlanName, forge: Forge];

const nth = (steps: Step[], type: string, n = 1): Step => {
  const step = steps.filter((entry) => entry.type === type)[n - 1];
  if (!step) throw new Error(`no ${type}`);
  return step;
};

const change =
  (type: string, edit: (step: Step) => void, n = 1): Forge =>
  (steps) =>
    edit(nth(steps, type, n));

const set = (type: string, facts: Step['facts'], n = 1): Forge =>
  change(type, (step) => Object.assign(step.facts, facts), n);

const by = (type: string, role: string, n = 1): Forge => change(type, (step) => (step.by = role), n);

const drop =
  (type: string, n = 1): Forge =>
  (steps) => {
    steps.splice(steps.indexOf(nth(steps, type, n)), 1);
  };

/** A later step happens just behind an earlier one. */
const moveBehind =
  (type: string, before: string, n = 1): Forge =>
  (steps) => {
    const [step] = steps.splice(steps.indexOf(nth(steps, type, n)), 1);
    const place = nth(steps, before);
    if (step) steps.splice(steps.indexOf(place) + 1, 0, { ...step, at: place.at });
  };

/** One more step behind another. */
const add =
  (after: string, type: string, role: string, facts: Step['facts'] = {}, n = 1): Forge =>
  (steps) => {
    const place = nth(steps, after, n);
    steps.splice(steps.indexOf(place) + 1, 0, { type, by: role, facts, at: place.at });
  };

const write = (type: string, written: (at: string) => string): Forge =>
  change(type, (step) => (step.written = written(new Date(step.at).toISOString())));

const shift = (type: string, milliseconds: number): Forge =>
  write(type, (at) => new Date(Date.parse(at) + milliseconds).toISOString());

const hash = 'b'.repeat(64);
const day = 86_400_000;

export const forgeries: Forgery[] = [
  ['a reply before the assignment', 'answered', moveBehind('replied', 'received')],
  ['a reply without an assignment', 'recounted', drop('assigned')],
  ['a step after the withdrawal', 'withdrawn', add('withdrawn', 'assigned', 'desk', { unit: 'yi' })],
  [
    'a reply after the withdrawal',
    'withdrawn',
    add('withdrawn', 'replied', 'unit', { unit: 'yi', text: hash, calendar: 2 }),
  ],
  ['a withdrawal after the reply', 'answered', add('replied', 'withdrawn', 'resident')],
  ['a second withdrawal', 'withdrawn', add('withdrawn', 'withdrawn', 'resident')],
  ['a second reply', 'answered', add('replied', 'replied', 'unit', { unit: 'yi', text: hash, calendar: 2 })],
  ['a second receipt', 'answered', (steps) => steps.splice(3, 0, { ...(steps[0] as Step), at: (steps[2] as Step).at })],
  ['a life without a receipt', 'withdrawn', drop('received')],
  ['a receipt by the desk', 'answered', by('received', 'desk')],
  [
    'a receipt code of another day',
    'answered',
    (_, life) => (life.receiptCode = life.receiptCode.replace('200128', '200127')),
  ],
  [
    'a receipt code of another place',
    'answered',
    (_, life) => (life.receiptCode = life.receiptCode.replace('GX', 'PY')),
  ],
  ['a receipt code that none could be', 'answered', (_, life) => (life.receiptCode = 'GX200128-LIOU0')],
  ['a receipt without the hash of its words', 'answered', set('received', { text: '' })],
  ['a follow-up to a comment that never came', 'answered', set('received', { follows: 'GX200127-00007' })],
  [
    'a follow-up to itself',
    'answered',
    (steps, life) => Object.assign((steps[0] as Step).facts, { follows: life.receiptCode }),
  ],
  ['an unknown kind of comment', 'answered', set('received', { kind: 'praise' })],
  ['an unknown type', 'answered', change('urged', (step) => (step.type = 'nudged'))],
  ['the name of an inherited property as type', 'answered', change('urged', (step) => (step.type = 'constructor'))],
  ['an unknown field', 'answered', set('urged', { note: 'x' })],
  ['a private field in the open', 'answered', set('urged', { reason: 'x' })],
  ['a missing field', 'answered', change('replied', (step) => delete step.facts['text'])],
  ['a field of another kind', 'answered', set('replied', { calendar: '2' })],
  ['31 February', 'answered', write('urged', () => '2020-02-31T01:00:00.000Z')],
  ['a thirteenth month', 'answered', write('urged', () => '2020-13-01T01:00:00.000Z')],
  ['25 o’clock', 'answered', write('urged', (at) => at.replace(/T\d\d/u, 'T25'))],
  ['a second 60', 'answered', write('urged', (at) => at.replace(/:\d\d\./u, ':60.'))],
  ['a year that no calendar covers', 'answered', write('received', () => '1970-01-28T01:00:00.000Z')],
  ['a step before the one before it', 'answered', shift('urged', -3 * day)],
  ['a step after its seal', 'declined', shift('erased', day)],
  [
    'a version left out',
    'answered',
    (steps) => {
      for (const [index, step] of steps.slice(3).entries()) step.version = index + 5;
    },
  ],
  ['a version twice', 'answered', change('urged', (step) => (step.version = 4))],
  ['a transfer to itself', 'passedOn', set('transferred', { unit: 'er' })],
  ['a transfer from a unit that did not hold it', 'passedOn', set('transferred', { from: 'si' })],
  ['a transfer before the assignment', 'passedOn', drop('assigned', 2)],
  ['a transfer by a unit', 'passedOn', by('transferred', 'unit')],
  ['an assignment to nobody', 'answered', set('assigned', { unit: '' })],
  ['a unit that supports itself', 'answered', set('assigned', { helpers: 'yi,er' })],
  ['a supporting unit named twice', 'answered', set('assigned', { helpers: 'er,er' })],
  ['six supporting units', 'answered', set('assigned', { helpers: 'er,a,b,c,d,e' })],
  ['an assignment by a unit', 'answered', by('assigned', 'unit')],
  ['an assignment of what is assigned', 'answered', add('assigned', 'assigned', 'desk', { unit: 'wu' })],
  ['an assignment of a held comment', 'declined', add('held', 'assigned', 'desk', { unit: 'yi' })],
  ['advice by a unit that does not support', 'answered', set('advised', { unit: 'wu' })],
  ['a return by a unit that did not hold it', 'passedOn', set('returned', { unit: 'er' })],
  ['a return by the desk', 'passedOn', by('returned', 'desk')],
  ['a reply by a unit that does not hold it', 'answered', set('replied', { unit: 'er' })],
  ['a reply by the desk', 'answered', by('replied', 'desk')],
  ['a reply by the system', 'answered', by('replied', 'system')],
  ['a reply by its reviewer where none reviewed', 'answered', by('replied', 'reviewer')],
  ['a reply without the hash of its words', 'answered', set('replied', { text: 'words' })],
  ['a reply after its return', 'passedOn', moveBehind('replied', 'returned')],
  [
    'a reply without review where review is needed',
    'reviewed',
    (steps) => {
      steps.splice(2, 6);
      Object.assign(nth(steps, 'replied'), { by: 'unit' });
    },
  ],
  ['a reply after one review of two', 'reviewed', drop('reviewed', 3)],
  [
    'a reply later than its last review',
    'reviewed',
    (steps) => {
      for (const step of steps.slice(8)) step.at += 1;
    },
  ],
  [
    'a reply that its last review never sent',
    'reviewed',
    (steps) => {
      drop('replied')(steps, { receiptCode: '', steps });
      steps.splice(8);
    },
  ],
  ['a review of no draft', 'reviewed', drop('drafted')],
  ['a review by the unit', 'reviewed', by('reviewed', 'unit')],
  ['a draft by the desk', 'reviewed', by('drafted', 'desk')],
  ['a draft of another unit', 'reviewed', set('drafted', { unit: 'er' })],
  [
    'a correction without review where review is needed',
    'reviewed',
    (steps) => {
      steps.splice(10, 3);
      Object.assign(nth(steps, 'corrected'), { by: 'unit' });
    },
  ],
  ['a correction of an undisputed reply', 'answered', drop('disputed')],
  ['a correction by another unit', 'answered', set('corrected', { unit: 'er' })],
  ['a dispute before the reply', 'answered', moveBehind('disputed', 'assigned')],
  ['a second dispute of one reply', 'passedOn', add('upheld', 'disputed', 'resident', { text: hash })],
  ['a dispute by the desk', 'passedOn', by('disputed', 'desk')],
  ['a reply upheld that nobody disputed', 'passedOn', drop('disputed')],
  ['a rating before the reply', 'answered', moveBehind('rated', 'assigned')],
  ['a rating of a refusal', 'declined', add('declined', 'rated', 'resident', { solved: 1, speed: 1, manner: 1 })],
  ['a second rating', 'answered', add('rated', 'rated', 'resident', { solved: 5, speed: 5, manner: 5 })],
  ['a rating by the unit', 'answered', by('rated', 'unit')],
  ['six of five points', 'answered', set('rated', { solved: 6 })],
  ['no point at all', 'answered', set('rated', { manner: 0 })],
  ['half a point', 'answered', set('rated', { speed: 4.5 })],
  ['a refusal of what is assigned', 'passedOn', add('assigned', 'declined', 'desk', { calendar: 2 })],
  ['a refusal by a unit', 'declined', by('declined', 'unit')],
  ['a step after the refusal', 'declined', add('declined', 'assigned', 'desk', { unit: 'yi' })],
  ['a duplicate of a comment that never came', 'duplicate', set('declined', { duplicateOf: 'GX200128-00000' })],
  ['a duplicate of a comment elsewhere', 'duplicate', set('declined', { duplicateOf: 'PY200128-90001' })],
  [
    'a duplicate of itself',
    'duplicate',
    (steps, life) => Object.assign(nth(steps, 'declined').facts, { duplicateOf: life.receiptCode }),
  ],
  ['a duplicate of a comment that came later', 'duplicate', set('declined', { duplicateOf: 'GX200217-09000' })],
  [
    'an objection to a refusal that names no comment',
    'declined',
    add('declined', 'disputed', 'resident', { text: hash, ground: 'other-matter' }),
  ],
  [
    'an objection to a refusal as if it were a reply',
    'duplicate',
    change('disputed', (step) => delete step.facts['ground']),
  ],
  ['an objection to a reply as if it were a refusal', 'passedOn', set('disputed', { ground: 'other-matter' })],
  ['an objection on another ground', 'duplicate', set('disputed', { ground: 'angry' })],
  [
    'a second objection to a refusal',
    'duplicate',
    add('upheld', 'disputed', 'resident', { text: hash, ground: 'other-matter' }),
  ],
  ['a refusal upheld as if it were a reply', 'duplicate', change('upheld', (step) => delete step.facts['refusal'])],
  ['a reply upheld as if it were a refusal', 'passedOn', set('upheld', { refusal: true })],
  ['a comment taken up again that nobody objected for', 'reopened', drop('disputed')],
  ['a comment taken up again by a unit', 'reopened', by('reopened', 'unit')],
  [
    'a refusal upheld after the comment was taken up again',
    'reopened',
    add('reopened', 'upheld', 'desk', { refusal: true }),
  ],
  [
    'a reply to a refusal that nobody took up again',
    'duplicate',
    add('disputed', 'replied', 'unit', { unit: 'yi', text: hash, calendar: 2 }),
  ],
  ['a second refusal of what was taken up again', 'reopened', add('reopened', 'declined', 'desk', { calendar: 2 })],
  ['a classification as before', 'declined', set('classified', { to: 'standard' })],
  ['a classification from another one', 'declined', set('classified', { from: 'simple', to: 'standard' })],
  ['a classification after the end', 'declined', moveBehind('classified', 'declined')],
  ['an urging of nobody', 'answered', moveBehind('urged', 'received')],
  ['a publication before the reply', 'answered', moveBehind('published', 'assigned')],
  ['a publication after the consent was withdrawn', 'answered', moveBehind('consent-withdrawn', 'replied')],
  [
    'a second publication',
    'passedOn',
    (steps, life) => {
      add('rated', 'published', 'desk')(steps, life);
      add('published', 'published', 'desk')(steps, life);
    },
  ],
  ['a publication by a unit', 'answered', by('published', 'unit')],
  ['a publication of files that nobody sent', 'answered', change('received', (step) => delete step.facts['files'])],
  ['a fourth of three files', 'answered', set('published', { files: '4' })],
  ['a file twice', 'answered', set('published', { files: '1,1' })],
  ['redactions that end before they begin', 'answered', set('published', { blackouts: 'text:3-1' })],
  ['redactions of another part', 'answered', set('published', { blackouts: 'name:1-2' })],
  ['redactions out of order', 'answered', set('published', { blackouts: 'reply:2-4,text:1-3' })],
  ['a removal of what is not public', 'answered', add('unpublished', 'unpublished', 'desk')],
  ['a consent withdrawn twice', 'answered', add('consent-withdrawn', 'consent-withdrawn', 'resident')],
  ['a consent withdrawn by the desk', 'answered', by('consent-withdrawn', 'desk')],
  ['a second erasure', 'answered', add('erased', 'erased', 'resident')],
  ['an erasure by the desk', 'answered', by('erased', 'desk')],
  [
    'an erasure by the system while the comment is open',
    'withdrawn',
    add('assigned', 'erased', 'system', { months: 1 }),
  ],
  ['an erasure by the system before its time', 'declined', set('erased', { months: 24 })],
  ['an erasure after half a month', 'declined', set('erased', { months: 0.5 })],
  ['a contact viewed after its erasure', 'answered', add('erased', 'contact-viewed', 'desk')],
  ['a contact viewed by the resident', 'answered', by('contact-viewed', 'resident')],
  ['a contact viewed by a reviewer', 'answered', by('contact-viewed', 'reviewer')],
  ['a comment held later than its receipt', 'declined', change('held', (step) => (step.at += 1))],
  ['a comment held by the desk', 'declined', by('held', 'desk')],
  ['a release of what was not held', 'declined', drop('held')],
  ['a recount by the desk', 'recounted', by('recomputed', 'desk')],
  ['a recount to a wrong day', 'recounted', set('recomputed', { to: '2020-02-10' })],
  ['a recount from a wrong day', 'recounted', set('recomputed', { from: '2020-02-04' })],
  ['a recount that moves nothing', 'recounted', set('recomputed', { from: '2020-02-07' })],
  ['a recount of a final verdict', 'recounted', moveBehind('recomputed', 'replied')],
  ['a calendar that nobody published', 'recounted', set('replied', { calendar: 3 })],
  ['calendar 0', 'answered', set('replied', { calendar: 0 })],
  ['half a calendar', 'answered', set('replied', { calendar: 1.5 })],
  ['an older calendar after a newer one', 'recounted', set('replied', { calendar: 1 })],
  ['a receipt by a rule edited since', 'judged', set('received', { ruleHash: hash })],
  ['a receipt by a calendar edited since', 'judged', set('received', { calendarHash: hash })],
  ['a receipt by another rule', 'judged', set('received', { rule: 'guanxian@2021-06-28' })],
  ['a receipt that names half of what judges', 'judged', change('received', (step) => delete step.facts['ruleHash'])],
  ['a receipt by a calendar that nobody published', 'judged', set('received', { calendar: 3 })],
  ['a change of classification by a rule edited since', 'judged', set('classified', { ruleHash: hash })],
  ['a recount by a calendar edited since', 'judged', set('recomputed', { calendarHash: hash })],
  ['a verdict by a rule edited since', 'judged', set('judged', { ruleHash: hash })],
  ['a late verdict on a reply in time', 'judged', set('judged', { verdict: 'missed' })],
  ['a verdict in time on a late withdrawal', 'judgedWithdrawn', set('judged', { verdict: 'met' })],
  ['a provisional verdict on a final day', 'judgedWithdrawn', set('judged', { provisional: true })],
  ['a verdict with a later due day', 'judgedWithdrawn', set('judged', { due: '2020-03-07' })],
  ['a verdict with a longer window', 'judgedWithdrawn', set('judged', { workingDays: 20 })],
  ['a verdict with fewer days used', 'judgedWithdrawn', set('judged', { used: 4 })],
  ['a verdict that hides a late change', 'judged', set('judged', { reclassifiedLate: true })],
  ['a closing without a verdict', 'judgedWithdrawn', drop('judged')],
  ['a reply without a verdict', 'judged', drop('judged')],
  ['a verdict before the closing', 'judged', moveBehind('judged', 'assigned')],
  ['a verdict later than the closing', 'judged', moveBehind('judged', 'rated')],
  ['a second verdict on a final one', 'judgedWithdrawn', (steps) => steps.push({ ...nth(steps, 'judged') })],
  ['a verdict by the desk', 'judged', by('judged', 'desk')],
  ['a binding by the desk', 'boundOpen', by('bound', 'desk')],
  ['a binding of what is bound', 'judgedWithdrawn', (steps) => steps.push({ ...nth(steps, 'judged'), type: 'bound' })],
  ['a binding to a rule edited since', 'boundOpen', set('bound', { ruleHash: hash })],
  ['a binding with another verdict', 'boundClosed', set('bound', { verdict: 'missed' })],
  [
    'a binding of a closed comment without its verdict',
    'boundClosed',
    change('bound', (step) => delete step.facts['verdict']),
  ],
];
