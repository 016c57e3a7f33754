// Identities and hashes of what judges (design rule 18): each dated reply rule and each calendar version has both. An edit
// in place keeps the identity and changes the hash. Pure except for WebCrypto.
import { toHex } from '../../contract/hex.ts';
import type { DatedRule, SiteRule } from '../../contract/rules.ts';
import { canonical } from '../ledger/canonical.ts';

const encoder = new TextEncoder();

async function hashCanonical(kind: string, value: unknown): Promise<string> {
  const bytes = encoder.encode(`${kind}\n${canonical(value)}`);
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/**
 * Keeps a hash once it is made. Keeps the value and not its promise: a Worker may not wait for another request's work.
 */
export function keepHash(make: () => Promise<string>): () => Promise<string> {
  let kept: string | null = null;
  return async () => {
    kept ??= await make();
    return kept;
  };
}

/** Stands for the site in the identities of its default rules. */
const site = 'site';

/** `mouxian@2021-06-28`; `site@2021-01-01` for a default of the site. */
export const nameRule = ({ jurisdiction, since }: { jurisdiction?: string; since?: string }): string =>
  [jurisdiction ?? site, ...(since === undefined ? [] : [since])].join('@');

/** Everything of a rule that judges, and its clause and source. Its page's address may change. */
export function hashRule(rule: DatedRule | SiteRule): Promise<string> {
  const { since, workingDays, closesAt, source, clause, isDefault, reviewers } = rule;
  const { simple, standard } = workingDays;
  const jurisdiction = 'jurisdiction' in rule ? rule.jurisdiction : null;
  const judging = {
    jurisdiction,
    since,
    workingDays: { simple, standard },
    closesAt,
    source,
    clause,
    isDefault,
    reviewers,
  };
  return hashCanonical('rule', judging);
}

/** As in calendar.ts, which uses this file. */
interface HashedCalendar {
  version: number;
  takenIn: string;
  source: string;
  byOffice?: readonly number[];
  years: readonly object[];
}

type HashedList = Pick<HashedCalendar, 'source' | 'years'>;

export const hashStatutory = ({ source, years }: HashedList): Promise<string> =>
  hashCanonical('statutory', { source, years });

/** Covers the statutory list, too: a version counts by it where no notice is published. */
export async function hashCalendar(calendar: HashedCalendar, law: HashedList): Promise<string> {
  const { version, takenIn, source, byOffice, years } = calendar;
  return hashCanonical('calendar', { version, takenIn, source, byOffice, years, statutory: await hashStatutory(law) });
}
