// 拟稿: a unit submits a reply or correction for review by a second person. The clock runs.
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { isHash } from '../notation.ts';

const toLine = ({ unit, reason }: { unit: string; reason?: string }, { unitName }: LineContext): Line => ({
  what: `${unitName(unit)}拟好${reason ? '更正' : '答复'}，送审`,
  note: '',
});

export const drafted = defineFact({
  name: 'drafted',
  open: { unit: z.string(), text: z.string() },
  /** Why the reply is corrected; absent for a first reply. */
  closed: { reason: z.string().exactOptional() },
  wordsIn: 'drafts',
  apply: (standing) => {
    // A correction in review stays disputed: the resident is still waiting for it.
    if (standing.stoppedAt === null) standing.state = 'in-review';
  },
  fits: ({ unit, text }, standing) => unit === standing.unit && isHash(text),
  draft: (before, { unit }, actor) => ({
    isInReview: true,
    unit,
    authors: [...new Set([...(before?.authors ?? []), ...(actor ? [actor] : [])])],
    passedBy: [],
  }),
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '拟稿' },
});
