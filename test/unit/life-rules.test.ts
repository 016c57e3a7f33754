// The office's rules in three tables, so that nobody changes by accident who may do what or what is public.
import { describe, expect, it } from 'vitest';
import { facts, recordedResidentMoves, staffMoves } from '../../api/life/life.ts';
import { everyState } from '../../api/life/states.ts';

const namesOf = (made: readonly { name: string }[]) => made.map(({ name }) => name);

const whatJudged = ['rule', 'ruleHash', 'calendar', 'calendarHash'] as const;
const verdict = ['verdict', 'provisional', 'due', 'closesAt', 'workingDays', 'used', 'reclassifiedLate'] as const;

describe('a fact', () => {
  it.each([
    [
      'received',
      ['jurisdiction', 'kind', 'about', 'sample', 'text', 'follows', 'files', ...whatJudged],
      [],
      null,
      ['resident', 'office'],
    ],
    ['classified', ['from', 'to', ...whatJudged], ['reason'], null, ['resident']],
    ['assigned', ['unit', 'helpers'], [], null, ['resident']],
    ['transferred', ['from', 'unit', 'helpers'], ['reason'], null, ['resident']],
    ['advised', ['unit', 'text'], [], 'advice', []],
    ['returned', ['unit'], ['reason'], null, []],
    ['drafted', ['unit', 'text'], ['reason'], 'drafts', []],
    ['reviewed', ['passed'], ['reason'], null, []],
    ['replied', ['unit', 'text', 'calendar'], [], 'replies', ['resident']],
    ['corrected', ['unit', 'text'], ['reason'], 'replies', ['resident']],
    [
      'declined',
      ['calendar', 'ground', 'channel', 'telephone', 'address', 'duplicateOf'],
      ['reason'],
      null,
      ['resident'],
    ],
    ['withdrawn', [], [], null, ['office']],
    ['published', ['files', 'blackouts'], [], null, []],
    ['unpublished', [], ['reason'], null, []],
    ['rated', ['solved', 'speed', 'manner'], [], null, ['quiet']],
    ['recomputed', ['from', 'to', 'calendar', 'rule', 'ruleHash', 'calendarHash'], [], null, ['resident']],
    ['contact-viewed', [], ['reason'], null, ['quiet']],
    ['held', [], ['reason'], null, []],
    ['released', [], [], null, []],
    ['disputed', ['text', 'ground'], [], 'disputes', ['office']],
    ['upheld', ['refusal'], ['reason'], null, ['resident']],
    ['reopened', ['unit', 'helpers'], [], null, ['resident']],
    ['urged', [], ['reason'], null, ['quiet', 'office']],
    ['consent-withdrawn', [], [], null, []],
    ['erased', ['months'], [], null, ['quiet', 'erases']],
    ['judged', [...verdict, ...whatJudged], [], null, ['quiet']],
    ['bound', [...verdict, ...whatJudged], [], null, ['quiet']],
  ] as const)(
    'the fact %s has public fields %j and private ones %j, with words in %s',
    (name, open, closed, wordsIn, effects) => {
      const { isQuiet, erasesPersonalData, words, ...fact } = facts[name];
      expect([Object.keys(fact.open), Object.keys(fact.closed), fact.wordsIn]).toEqual([open, closed, wordsIn]);
      const found = {
        quiet: isQuiet,
        erases: erasesPersonalData,
        resident: words.residentNews,
        office: words.officeNews,
      };
      expect(Object.entries(found).flatMap(([effect, value]) => (value ? [effect] : []))).toEqual(effects);
    },
  );
});

describe('a staff move', () => {
  it.each([
    ['release', ['desk'], 'holder', ['received', 'returned'], ['held'], ['released'], [], false],
    [
      'classify',
      ['desk'],
      'holder',
      ['received', 'assigned', 'returned'],
      [],
      ['classified'],
      ['classification', 'reason'],
      true,
    ],
    ['assign', ['desk'], 'holder', ['received', 'returned'], ['released'], ['assigned'], ['unit', 'helpers'], true],
    ['transfer', ['desk'], 'holder', ['assigned'], [], ['transferred'], ['unit', 'helpers', 'reason'], true],
    ['return', ['unit'], 'holder', ['assigned'], [], ['returned'], ['reason'], false],
    [
      'reply',
      ['unit'],
      'holder',
      ['assigned', 'disputed'],
      ['awaits-reply', 'no-draft'],
      ['replied', 'drafted'],
      ['text', 'alikeSeen'],
      true,
    ],
    [
      'decline',
      ['desk'],
      'holder',
      ['received', 'returned'],
      [],
      ['declined'],
      ['ground', 'duplicateOf', 'reason'],
      true,
    ],
    ['urge', ['desk'], 'holder', ['assigned', 'in-review'], [], ['urged'], ['reason'], false],
    [
      'pass',
      ['reviewer'],
      'holder',
      ['in-review', 'disputed'],
      ['draft', 'second-person'],
      ['reviewed', 'replied', 'corrected'],
      ['alikeSeen'],
      true,
    ],
    [
      'send-back',
      ['reviewer'],
      'holder',
      ['in-review', 'disputed'],
      ['draft', 'second-person'],
      ['reviewed'],
      ['reason'],
      false,
    ],
    [
      'correct',
      ['unit'],
      'holder',
      ['disputed'],
      ['answered', 'no-draft'],
      ['corrected', 'drafted'],
      ['text', 'reason', 'alikeSeen'],
      true,
    ],
    [
      'reopen',
      ['desk'],
      'holder',
      ['disputed'],
      ['refusal-disputed', 'no-draft'],
      ['reopened'],
      ['unit', 'helpers'],
      true,
    ],
    ['uphold', ['desk'], 'holder', ['disputed'], ['no-draft', 'decided'], ['upheld'], ['reason'], false],
    [
      'publish',
      ['desk'],
      'holder',
      ['replied'],
      ['released', 'consent', 'unpublished'],
      ['published'],
      ['files', 'blackouts'],
      true,
    ],
    ['unpublish', ['desk'], 'holder', ['replied', 'disputed'], ['published'], ['unpublished'], ['reason'], false],
    [
      'advise',
      ['unit'],
      'helper',
      ['assigned', 'in-review', 'disputed'],
      ['awaits-reply'],
      ['advised'],
      ['text'],
      false,
    ],
  ] as const)('move %s is made by %j as %s from %j', (name, by, as, from, needs, makes, input, isPrepared) => {
    const move = staffMoves[name];
    expect([move.by, move.as, move.from, move.needs]).toEqual([by, as, from, needs]);
    expect([namesOf(move.makes), Object.keys(move.input), move.isPrepared]).toEqual([makes, input, isPrepared]);
  });
});

describe('a resident’s move', () => {
  it.each([
    ['rate', everyState, ['answered', 'unrated'], ['rated'], ['solved', 'speed', 'manner'], false],
    ['dispute', ['replied', 'declined'], ['undisputed', 'answered-or-duplicate'], ['disputed'], ['text'], false],
    ['withhold', everyState, ['consent'], ['consent-withdrawn'], [], false],
    ['withdraw', everyState, ['clock-running'], ['withdrawn'], [], false],
    ['erase', everyState, ['personal-data'], ['erased'], [], true],
  ] as const)('the resident’s move %s is possible in %j', (name, from, needs, makes, input, isPrepared) => {
    const move = recordedResidentMoves[name];
    expect([move.from, move.needs]).toEqual([from, needs]);
    expect([namesOf(move.makes), Object.keys(move.input), move.isPrepared]).toEqual([makes, input, isPrepared]);
  });
});
