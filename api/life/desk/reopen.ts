// 重新受理: the desk takes up a comment that it had declined as a duplicate, after the resident said that it is another
// matter. The verdict stays that of the refusal.
import { handlersShape } from '../../contract/triage.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { nameHelpers } from '../fields.ts';
import { defineMove } from '../move.ts';
import { namesHandlers, readHelpers, writeHelpers } from '../notation.ts';

const toLine = (event: { unit: string; helpers?: string }, { unitName }: LineContext): Line => ({
  what: `重新受理，分办给${unitName(event.unit)}`,
  note: nameHelpers(event.helpers, unitName),
});

export const reopened = defineFact({
  name: 'reopened',
  open: { unit: z.string(), helpers: z.string().exactOptional() },
  closed: {},
  wordsIn: null,
  // It stays on the list of disputed comments until the unit replies.
  apply: (standing, { unit, helpers }) => {
    standing.isReopened = true;
    standing.unit = unit;
    standing.helpers = readHelpers(helpers);
  },
  fits: ({ unit, helpers }, standing) => unit !== standing.unit && namesHandlers(unit, helpers),
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '已重新受理，分给责任单位办理',
    officeNews: null,
    ledger: '重新受理',
  },
});

export const reopen = defineMove({
  name: 'reopen',
  word: '重新受理',
  by: ['desk'],
  as: 'holder',
  from: ['disputed'],
  needs: ['refusal-disputed', 'no-draft'],
  input: handlersShape,
  makes: [reopened],
  isPrepared: true,
  make: ({ unit, helpers }, { now }) => [{ event: { type: reopened.name, at: now, unit, ...writeHelpers(helpers) } }],
  form: {
    button: (_, unitName) => (unitName ? `重新受理，分给${unitName}` : '重新受理'),
    explanation: () => '由责任单位答复；是否按期的结论仍按当初不予受理的时间，不再改变。换一个单位也用这一步。',
    fields: { unit: { as: 'unit' }, helpers: { as: 'helpers' } },
  },
  done: () => '已重新受理。',
});
