// Finds the office that stores a record, by subject, receipt code or username.
import { hasAccount } from '../db/accounts.ts';
import type { Deps } from '../ports/deps.ts';

/** @param about id of a subject; for an unknown one any office will do, because none has records of it */
export async function officeOfSubject(deps: Deps, about: string): Promise<Deps> {
  const { subjects } = await deps.site.index();
  const subject = subjects.find(({ id }) => id === about);
  return subject ? deps.officeOf(subject.jurisdiction) : deps;
}

/** @param receiptCode begins with its jurisdiction's letters; for unknown letters any office will do */
export async function officeOfReceipt(deps: Deps, receiptCode: string): Promise<Deps> {
  const { jurisdictions } = await deps.site.index();
  const [letters] = /^[A-Z]+/u.exec(receiptCode) ?? [];
  const jurisdiction = jurisdictions.find(({ code }) => code === letters);
  return jurisdiction ? deps.officeOf(jurisdiction.id) : deps;
}

/** Groups items by their office. */
export function groupByOffice<Item>(deps: Deps, items: Item[], jurisdictionOf: (item: Item) => string) {
  const groups = new Map<Deps, Item[]>();
  for (const item of items) {
    const office = deps.officeOf(jurisdictionOf(item));
    groups.set(office, [...(groups.get(office) ?? []), item]);
  }
  return groups;
}

/** Finds the offices with this username. Several are possible only with databases from older versions. */
export async function officesOfAccount(deps: Deps, username: string): Promise<readonly [Deps, ...Deps[]]> {
  const offices = deps.offices();
  if (offices.length === 1) return [deps];
  const hasAccountAt = await Promise.all(offices.map((office) => hasAccount(office.database, username)));
  const [first = deps, ...others] = offices.filter((_, index) => hasAccountAt[index]);
  return [first, ...others];
}
