// 放行: the desk releases a held comment after its review.
import { defineFact, type Line } from '../fact.ts';
import { defineMove } from '../move.ts';

const line: Line = { what: '核对无误，照常办理', note: '' };

export const released = defineFact({
  name: 'released',
  open: {},
  closed: {},
  wordsIn: null,
  apply: (standing) => {
    standing.heldBecause = null;
  },
  fits: null,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: () => line, resident: () => line, residentNews: null, officeNews: null, ledger: '放行' },
});

export const release = defineMove({
  name: 'release',
  word: '放行',
  by: ['desk'],
  as: 'holder',
  from: ['received', 'returned'],
  needs: ['held'],
  input: {},
  makes: [released],
  isPrepared: false,
  make: (_, { now }) => [{ event: { type: released.name, at: now } }],
  form: {
    button: () => '放行，照常办理',
    explanation: () => '看过内容，确认是真实的留言。不应受理的，请办理「不予受理」并写明理由。',
    fields: {},
  },
  done: () => '已放行。',
});
