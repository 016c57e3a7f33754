// Every version of the reply rules: number of working days, closing hour, start date, the clause behind them, and the
// identity and hash that facts in the ledger name.
import type { APIRoute } from 'astro';
import type { DatedRule, SiteRule } from '../../../api/contract/rules.ts';
import { identifyRule } from '../../../api/domain/clock/rules.ts';
import { rules, siteDefaults } from '../../../content/rules/index.ts';

async function publish<Rule extends DatedRule | SiteRule>(rule: Rule) {
  const { id, hash } = identifyRule(rule);
  return { ...rule, id, hash: await hash() };
}

export const GET: APIRoute = async () => {
  const defaults = await Promise.all(siteDefaults.map(publish));
  const [siteDefault] = defaults;
  return new Response(
    JSON.stringify({ siteDefault, rules: await Promise.all(rules.map(publish)), siteDefaults: defaults }),
  );
};
