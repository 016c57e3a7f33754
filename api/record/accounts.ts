// Staff accounts. An admin creates them for staff of the same jurisdiction; each person sets the password by a one-time
// link. Accounts can be disabled, but not deleted.

import type {
  Account,
  AccountChange,
  AccountList,
  AccountLog,
  CreatedAccount,
  NewAccount,
} from '../contract/account.ts';
import type { SiteIndex } from '../contract/subject.ts';
import { type Role, roleWords } from '../contract/words.ts';
import {
  type AccountRecord,
  changeAccount,
  findAccount,
  findConflict,
  insertAccount,
  listAccountEvents,
  listAccounts,
  replaceLink,
} from '../db/accounts.ts';
import { hasUnit } from '../domain/access/access.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { createLink, makeId } from './account-link.ts';
import { nameUnit, toInstant } from './follow.ts';

/** Log entries per page. */
const logPageSize = 100;

/** Domain of placeholder addresses: mail cannot reach them, and single sign-on cannot match them. */
const placeholderDomain = '.invalid';

interface AccountContext {
  clerk: Clerk;
  index: SiteIndex;
  now: number;
}

function presentAccount({ row, hasPassword, link }: AccountRecord, { clerk, index, now }: AccountContext): Account {
  const { id, username, name, email, role, unit, disabledAt, isSample, twoFactorEnabled } = row;
  const isLinkOpen = link !== null && link.usedAt === null && link.expiresAt > now;
  return {
    id,
    name,
    role,
    isSample,
    hasPassword,
    hasSecondFactor: twoFactorEnabled,
    username: username ?? '',
    email: email.endsWith(placeholderDomain) ? null : email,
    unit: unit ? { id: unit, name: nameUnit(index, row.jurisdiction, unit) } : null,
    isDisabled: disabledAt !== null,
    linkUntil: isLinkOpen ? toInstant(link.expiresAt) : null,
    isOwn: id === clerk.id,
  };
}

async function loadContext(deps: Deps, clerk: Clerk): Promise<AccountContext> {
  return { clerk, index: await deps.site.index(), now: deps.now() };
}

/** Units for unit clerks: those that comments can be assigned to. */
const listAssignableUnits = (index: SiteIndex, jurisdiction: string) =>
  index.units.filter((unit) => unit.jurisdiction === jurisdiction && unit.assignable);

export async function readAccounts(deps: Deps, clerk: Clerk): Promise<AccountList> {
  const context = await loadContext(deps, clerk);
  const accounts = await listAccounts(deps.database, clerk.jurisdiction);
  return {
    accounts: accounts.map((record) => presentAccount(record, context)),
    units: listAssignableUnits(context.index, clerk.jurisdiction).map(({ id, name }) => ({ id, name })),
  };
}

/** Name and username of each of a jurisdiction's accounts, by id. */
export async function readAccountNames(deps: Deps, jurisdiction: string): Promise<Map<string, string>> {
  const accounts = await listAccounts(deps.database, jurisdiction);
  return new Map(accounts.map(({ row }) => [row.id, `${row.name}（${row.username}）`]));
}

/** @param before cursor: the last position of the previous page */
export async function readAccountLog(deps: Deps, clerk: Clerk, before: number | null): Promise<AccountLog> {
  const { jurisdiction } = clerk;
  const [index, names, rows] = await Promise.all([
    deps.site.index(),
    readAccountNames(deps, jurisdiction),
    listAccountEvents(deps.database, jurisdiction, before, logPageSize + 1),
  ]);
  const noteOf = ({ role, unit }: { role?: Role; unit?: string | null }) =>
    [role && roleWords[role], unit && nameUnit(index, jurisdiction, unit)].filter(Boolean).join('，');
  const shown = rows.slice(0, logPageSize);
  return {
    events: shown.map(({ at, what, account, actor, data }) => ({
      at: toInstant(at),
      what,
      note: noteOf(data),
      account: names.get(account) ?? account,
      actor: actor === null ? '服务器命令' : (names.get(actor) ?? actor),
    })),
    next: rows.length > logPageSize ? (shown.at(-1)?.position ?? null) : null,
  };
}

export type AccountResult =
  | ({ ok: true } & CreatedAccount)
  | { ok: false; reason: 'not-found' | 'own-account' | 'unknown-unit' | 'username-taken' | 'email-taken' | 'disabled' };

/** True if a unit clerk has a unit of the jurisdiction, or another role has no unit. */
const isUnitValidForRole = (index: SiteIndex, jurisdiction: string, role: Role, unit: string | null) =>
  hasUnit(role) ? listAssignableUnits(index, jurisdiction).some(({ id }) => id === unit) : unit === null;

async function presentResult(
  deps: Deps,
  context: AccountContext,
  id: string,
  link: CreatedAccount['link'],
): Promise<AccountResult> {
  const record = await findAccount(deps.database, id);
  if (!record) throw new Error('cannot read back the account just written');
  return { ok: true, account: presentAccount(record, context), link };
}

/** Checks all offices, because usernames are unique across the home. */
async function findConflictAnywhere(deps: Deps, username: string, email: string) {
  const taken = await Promise.all(deps.offices().map(({ database }) => findConflict(database, username, email)));
  return taken.find((which) => which !== null) ?? null;
}

/** @param site the site's own origin, for the link */
export async function createStaffAccount(
  deps: Deps,
  clerk: Clerk,
  request: NewAccount,
  site: string,
): Promise<AccountResult> {
  const context = await loadContext(deps, clerk);
  const { username, name, role, unit } = request;
  const { jurisdiction } = clerk;
  if (!isUnitValidForRole(context.index, jurisdiction, role, unit)) return { ok: false, reason: 'unknown-unit' };
  const id = makeId(deps);
  const email = request.email ?? `${id}@account${placeholderDomain}`;
  const taken = await findConflictAnywhere(deps, username, email);
  if (taken) return { ok: false, reason: `${taken}-taken` };
  const at = new Date(context.now);
  const row = { id, username, displayUsername: username, name, email, emailVerified: true, role, jurisdiction };
  const { link, shownLink } = await createLink(deps, id, site);
  const event = { jurisdiction, account: id, at: context.now, actor: clerk.id };
  const isInserted = await insertAccount(deps.database, { ...row, unit, createdAt: at, updatedAt: at }, link, [
    { ...event, what: 'made', data: { role, unit } },
    { ...event, what: 'linked', data: {} },
  ]);
  return isInserted ? presentResult(deps, context, id, shownLink) : { ok: false, reason: 'username-taken' };
}

export async function changeStaffAccount(
  deps: Deps,
  clerk: Clerk,
  id: string,
  request: AccountChange,
  site: string,
): Promise<AccountResult> {
  const record = await findAccount(deps.database, id);
  if (!record || record.row.jurisdiction !== clerk.jurisdiction) return { ok: false, reason: 'not-found' };
  // If the only admin could disable their own account, nobody could enable it again.
  if (id === clerk.id) return { ok: false, reason: 'own-account' };
  const context = await loadContext(deps, clerk);
  const event = { jurisdiction: clerk.jurisdiction, account: id, at: context.now, actor: clerk.id, data: {} };
  if (request.change === 'link') {
    if (record.row.disabledAt) return { ok: false, reason: 'disabled' };
    const { link, shownLink } = await createLink(deps, id, site);
    await replaceLink(deps.database, link, { ...event, what: 'linked' });
    return presentResult(deps, context, id, shownLink);
  }
  if (request.change === 'assign') {
    const { role, unit } = request;
    if (!isUnitValidForRole(context.index, clerk.jurisdiction, role, unit))
      return { ok: false, reason: 'unknown-unit' };
    await changeAccount(deps.database, id, { role, unit }, { ...event, what: 'assigned', data: { role, unit } });
  } else if (request.change === 'disable') {
    await changeAccount(deps.database, id, { disabledAt: new Date(context.now) }, { ...event, what: 'disabled' });
  } else {
    await changeAccount(deps.database, id, { disabledAt: null }, { ...event, what: 'enabled' });
  }
  return presentResult(deps, context, id, null);
}
