// 审核: a second person approved a draft or sent it back (三审三校). Residents do not see the reason.
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';

const toLine = ({ passed, reason }: { passed: boolean; reason: string }): Line => ({
  what: passed ? '审核通过' : '审核退回修改',
  note: reason,
});

export const reviewed = defineFact({
  name: 'reviewed',
  open: { passed: z.boolean() },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing, { passed }) => {
    if (!passed && standing.state === 'in-review') standing.state = 'assigned';
  },
  fits: null,
  draft: (before, { passed }, actor) => {
    if (!before) return null;
    if (!passed) return { ...before, isInReview: false, passedBy: [] };
    return { ...before, passedBy: [...before.passedBy, ...(actor ? [actor] : [])] };
  },
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: (event) => ({ ...toLine(event), note: '' }),
    residentNews: null,
    officeNews: null,
    ledger: '审核',
  },
});
