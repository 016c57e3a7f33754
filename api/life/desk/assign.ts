// 分办: the desk assigns a comment to its lead unit (主办) and to supporting units (协办).
import { handlersShape } from '../../contract/triage.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { nameHelpers } from '../fields.ts';
import { defineMove } from '../move.ts';
import { namesHandlers, readHelpers, writeHelpers } from '../notation.ts';
import { assignTo } from '../standing.ts';

const toLine = (event: { unit: string; helpers?: string }, { unitName }: LineContext): Line => ({
  what: `分办给${unitName(event.unit)}`,
  note: nameHelpers(event.helpers, unitName),
});

export const assigned = defineFact({
  name: 'assigned',
  open: {
    unit: z.string(),
    /** Ids of the supporting units: `yibaoju,jiaotiju`. */
    helpers: z.string().exactOptional(),
  },
  closed: {},
  wordsIn: null,
  apply: (standing, { unit, helpers }) => assignTo(standing, unit, readHelpers(helpers)),
  fits: ({ unit, helpers }) => namesHandlers(unit, helpers),
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '已分给责任单位办理',
    officeNews: null,
    ledger: '分办',
  },
});

export const assign = defineMove({
  name: 'assign',
  word: '分办',
  by: ['desk'],
  as: 'holder',
  from: ['received', 'returned'],
  needs: ['released'],
  input: handlersShape,
  makes: [assigned],
  isPrepared: true,
  make: ({ unit, helpers }, { now }) => [{ event: { type: assigned.name, at: now, unit, ...writeHelpers(helpers) } }],
  form: {
    button: (_, unitName) => (unitName ? `分给${unitName}` : '分办'),
    explanation: () => null,
    fields: { unit: { as: 'unit' }, helpers: { as: 'helpers' } },
  },
  done: () => '已分办。',
});
