// Finds the reply rule of a comment (design rule 10): the jurisdiction's rule on the day of receipt, or the site's default
// of that day. Each dated version has an identity and a hash (design rule 18).
import type { DatedRule, ReplyRule, SiteRule } from '../../contract/rules.ts';
import { type Day, dayInShanghai } from './calendar.ts';
import { hashRule, keepHash, nameRule } from './fingerprints.ts';

/** A rule as it judges: its identity, and the SHA-256 over its canonical form. */
export type IdentifiedRule = ReplyRule & { id: string; hash(): Promise<string> };

/** @param receivedAt milliseconds UTC; a new rule does not apply to earlier comments */
export type RuleFinder = (jurisdiction: string, receivedAt: number) => IdentifiedRule;

type Version<Rule extends DatedRule | SiteRule> = Rule & IdentifiedRule;

export const identifyRule = <Rule extends DatedRule | SiteRule>(rule: Rule): Version<Rule> => ({
  ...rule,
  id: nameRule(rule),
  hash: keepHash(() => hashRule(rule)),
});

const sinceOf = ({ since = '' }: { since?: Day }): Day => since;

const newestFirst = <Rule extends DatedRule | SiteRule>(rules: readonly Rule[]): Version<Rule>[] =>
  rules.map(identifyRule).sort((a, b) => (sinceOf(a) < sinceOf(b) ? 1 : -1));

/** @param siteDefaults apply if the jurisdiction had no rule in force on the day of receipt */
export function ruleFinder(rules: readonly DatedRule[], ...siteDefaults: [SiteRule, ...SiteRule[]]): RuleFinder {
  const [own, defaults] = [newestFirst(rules), newestFirst(siteDefaults)];
  const earliest = defaults.at(-1) ?? identifyRule(siteDefaults[0]);
  return (jurisdiction, receivedAt) => {
    const day = dayInShanghai(receivedAt);
    const isInForce = (rule: { since?: Day }) => sinceOf(rule) <= day;
    return (
      own.find((rule) => rule.jurisdiction === jurisdiction && isInForce(rule)) ?? defaults.find(isInForce) ?? earliest
    );
  };
}
