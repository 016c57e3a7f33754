// Which office of the home keeps a record, from the subject or the receipt code alone.
import { hasAccount } from '../db/accounts.ts';
import type { Deps } from '../ports/deps.ts';

/** @param about id of a subject; no office has anything for one that the site lacks */
export async function officeOfSubject(deps: Deps, about: string): Promise<Deps> {
  const { subjects } = await deps.site.index();
  const subject = subjects.find(({ id }) => id === about);
  return subject ? deps.officeOf(subject.jurisdiction) : deps;
}

/** @param receiptCode begins with its jurisdiction's letters; no office has anything for other letters */
export async function officeOfReceipt(deps: Deps, receiptCode: string): Promise<Deps> {
  const { jurisdictions } = await deps.site.index();
  const [letters] = /^[A-Z]+/u.exec(receiptCode) ?? [];
  const jurisdiction = jurisdictions.find(({ code }) => code === letters);
  return jurisdiction ? deps.officeOf(jurisdiction.id) : deps;
}

/** Groups items by the office that keeps them. */
export function groupByOffice<Item>(deps: Deps, items: Item[], jurisdictionOf: (item: Item) => string) {
  const groups = new Map<Deps, Item[]>();
  for (const item of items) {
    const office = deps.officeOf(jurisdictionOf(item));
    groups.set(office, [...(groups.get(office) ?? []), item]);
  }
  return groups;
}

/** Offices that have an account with this username: one, unless somebody merged two old databases. */
export async function officesOfAccount(deps: Deps, username: string): Promise<readonly [Deps, ...Deps[]]> {
  const offices = deps.offices();
  if (offices.length === 1) return [deps];
  const has = await Promise.all(offices.map((office) => hasAccount(office.database, username)));
  const [first = deps, ...others] = offices.filter((_, index) => has[index]);
  return [first, ...others];
}
