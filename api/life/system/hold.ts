// 待核: the spam checks hold a new comment for the desk's review. Its clock runs.
import { holdReasonSchema, holdReasonWords } from '../../contract/words.ts';
import { defineFact, type Line } from '../fact.ts';

const toLine = ({ reason }: { reason: keyof typeof holdReasonWords }): Line => ({
  what: '待人工核对，期限照常计算',
  note: holdReasonWords[reason],
});

export const held = defineFact({
  name: 'held',
  open: {},
  closed: { reason: holdReasonSchema },
  wordsIn: null,
  apply: (standing, { reason }) => {
    standing.heldBecause = reason;
  },
  fits: null,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '待核' },
});
