// What judges a window, as facts hold it (design rule 18): the identity and hash of the rule and of the calendar version;
// and the verdict, frozen when the clock stops.
import { z } from '../contract/zod.ts';

/** Fields of facts that set or move a window. Facts older than decision 037 have none. */
export const judgedWith = {
  /** `mouxian@2021-06-28` */
  rule: z.string().exactOptional(),
  ruleHash: z.string().exactOptional(),
  /** Version of the calendar. */
  calendar: z.number().exactOptional(),
  calendarHash: z.string().exactOptional(),
};

/** The identities and hashes behind a window. */
export interface JudgedWith {
  rule: string;
  ruleHash: string;
  calendar: number;
  calendarHash: string;
}

/** Fields of a verdict. */
export const verdictFields = {
  verdict: z.enum(['met', 'missed']),
  /** The due day is in a year without a published notice. */
  provisional: z.boolean(),
  /** The due day, `YYYY-MM-DD`, and the hour at which it ended. */
  due: z.string(),
  closesAt: z.string(),
  /** Length of the window, and what was used of it until the clock stopped, in working days. */
  workingDays: z.number(),
  used: z.number(),
  /** The longer window was chosen after the shorter one had ended (design rule 8). */
  reclassifiedLate: z.boolean(),
};

export type VerdictFields = { [Name in keyof typeof verdictFields]: z.output<(typeof verdictFields)[Name]> };

/** A verdict with what judged it. Nothing that comes later rewrites a final one. */
export type FrozenVerdict = VerdictFields & JudgedWith;

/** A late reply after a provisional due day is judged once more, when the year's notice is out (design rule 6). */
export const isFinal = ({ verdict, provisional }: Pick<FrozenVerdict, 'verdict' | 'provisional'>): boolean =>
  verdict === 'met' || !provisional;

/** Whether a fact of this kind names what judged it: all of it, or, in old records, nothing. */
export const namesWhatJudged = (fact: { [Name in keyof JudgedWith]?: JudgedWith[Name] }): boolean =>
  fact.ruleHash !== undefined;
