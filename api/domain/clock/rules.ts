// Finds the reply rule of a comment (design rule 10): the jurisdiction's rule on the day of receipt, or the site default.
import type { DatedRule, ReplyRule } from '../../contract/rules.ts';
import { dayInShanghai } from './calendar.ts';

/** @param receivedAt milliseconds UTC; a new rule does not apply to earlier comments */
export type RuleFinder = (jurisdiction: string, receivedAt: number) => ReplyRule;

/** @param siteDefault applies if the jurisdiction had no rule in force on the day of receipt */
export function ruleFinder(rules: DatedRule[], siteDefault: ReplyRule): RuleFinder {
  const newestFirst = [...rules].sort((a, b) => b.since.localeCompare(a.since));
  return (jurisdiction, receivedAt) => {
    const day = dayInShanghai(receivedAt);
    return newestFirst.find((rule) => rule.jurisdiction === jurisdiction && rule.since <= day) ?? siteDefault;
  };
}
