// Which office of the home keeps the record of what is asked for: told by the subject or by the receipt code alone.
import { hasAccount } from '../db/accounts.ts';
import type { Deps } from '../ports/deps.ts';

/** @param about id of a subject; of one that the site does not have no office has anything */
export async function officeOfSubject(deps: Deps, about: string): Promise<Deps> {
  const { subjects } = await deps.site.index();
  const subject = subjects.find(({ id }) => id === about);
  return subject ? deps.officeOf(subject.jurisdiction) : deps;
}

/** @param receiptCode begins with the letters of its jurisdiction; of a code with others no office has anything */
export async function officeOfReceipt(deps: Deps, receiptCode: string): Promise<Deps> {
  const { jurisdictions } = await deps.site.index();
  const [letters] = /^[A-Z]+/u.exec(receiptCode) ?? [];
  const jurisdiction = jurisdictions.find(({ code }) => code === letters);
  return jurisdiction ? deps.officeOf(jurisdiction.id) : deps;
}

/** Some things by the office that keeps them. */
export function groupByOffice<Item>(deps: Deps, items: Item[], jurisdictionOf: (item: Item) => string) {
  const groups = new Map<Deps, Item[]>();
  for (const item of items) {
    const office = deps.officeOf(jurisdictionOf(item));
    groups.set(office, [...(groups.get(office) ?? []), item]);
  }
  return groups;
}

/** The offices that have an account of this name: one, where nobody brought two old databases together. */
export async function officesOfAccount(deps: Deps, username: string): Promise<readonly [Deps, ...Deps[]]> {
  const offices = deps.offices();
  if (offices.length === 1) return [deps];
  const has = await Promise.all(offices.map((office) => hasAccount(office.database, username)));
  const [first = deps, ...others] = offices.filter((_, index) => has[index]);
  return [first, ...others];
}
