// 补记: binds a comment that is older than decision 037 to the rule and calendar that count its window and, if it is closed,
// to the verdict that it had. Recorded once for each such comment.
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { type FrozenVerdict, verdictFields } from '../judging.ts';
import { bindStanding } from '../standing.ts';

const line: Line = { what: '补记期限的依据', note: '以前的记录没有写明所用规则和日历的校验值' };

const whatJudged = { rule: z.string(), ruleHash: z.string(), calendar: z.number(), calendarHash: z.string() };
const wholeVerdict = z.object({ ...verdictFields, ...whatJudged });

/** The verdict in a fact; null if it holds none. */
const readVerdict = (fact: object): FrozenVerdict | null => wholeVerdict.safeParse(fact).data ?? null;

export const bound = defineFact({
  name: 'bound',
  open: {
    // The verdict, only if it is closed. In the order in which a verdict is written, as the ledger prints it.
    verdict: verdictFields.verdict.exactOptional(),
    provisional: verdictFields.provisional.exactOptional(),
    due: verdictFields.due.exactOptional(),
    closesAt: verdictFields.closesAt.exactOptional(),
    workingDays: verdictFields.workingDays.exactOptional(),
    used: verdictFields.used.exactOptional(),
    reclassifiedLate: verdictFields.reclassifiedLate.exactOptional(),
    ...whatJudged,
  },
  closed: {},
  wordsIn: null,
  apply: (standing, event) => bindStanding(standing, readVerdict(event)),
  fits: (event, { isBound, stoppedAt }) => !isBound && (stoppedAt !== null) === (readVerdict(event) !== null),
  draft: 'keeps',
  isQuiet: true,
  erasesPersonalData: false,
  words: { staff: () => line, resident: null, residentNews: null, officeNews: null, ledger: '补记依据' },
});
