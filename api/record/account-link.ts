// One-time links for setting a password, valid for three days and one use. Only the link contains its 256-bit token.
import type { CreatedAccount } from '../contract/account.ts';
import { toHex } from '../contract/hex.ts';
import { findAccount, findLink, type Link, redeemLink } from '../db/accounts.ts';
import { findPasswordRefusal, type PasswordRefusal } from '../domain/access/password.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { isQueueFull } from '../ports/password-hash.ts';
import { toInstant } from './follow.ts';

/** In milliseconds. Three days span a weekend, and a link in a forgotten message soon expires. */
export const linkLifetimeMs = 3 * 24 * 3_600_000;

export const makeId = (deps: Pick<Deps, 'random'>): string => toHex(deps.random(16));

const hashToken = (token: string) => sha256(`account link ${token}`);

/** @param site the site's own origin; the token is in the fragment, so that no server or proxy logs it */
export async function createLink(
  deps: Pick<Deps, 'random' | 'now'>,
  account: string,
  site: string,
): Promise<{ link: Link; shownLink: NonNullable<CreatedAccount['link']> }> {
  const token = btoa(String.fromCharCode(...deps.random(32)))
    .replace(/\+/gu, '-')
    .replace(/\//gu, '_')
    .replace(/=+$/u, '');
  const expiresAt = deps.now() + linkLifetimeMs;
  const url = new URL(`/staff/welcome/#${token}`, site).href;
  return {
    link: { tokenHash: await hashToken(token), account, expiresAt },
    shownLink: { url, until: toInstant(expiresAt) },
  };
}

async function findLinkAt(office: Deps, token: string) {
  const link = await findLink(office.database, await hashToken(token));
  if (!link || link.usedAt !== null || link.expiresAt <= office.now()) return null;
  const found = await findAccount(office.database, link.account);
  return found && found.row.disabledAt === null ? { office, tokenHash: link.tokenHash, row: found.row } : null;
}

/**
 * @returns the link's account and office; null if the link is unknown, used or expired, or the account is disabled
 */
export async function readLink(deps: Deps, token: string) {
  const found = await Promise.all(deps.offices().map((office) => findLinkAt(office, token)));
  return found.find((link) => link !== null) ?? null;
}

export type LinkResult =
  | { ok: true; username: string; office: Deps }
  | { ok: false; reason: 'no-such-link' }
  /** The queue for password hashing is full; the link stays unused. */
  | { ok: false; reason: 'busy' }
  | { ok: false; reason: PasswordRefusal };

async function hashUnlessBusy(office: Deps, password: string): Promise<string | null> {
  try {
    return await (await office.auth.$context).password.hash(password);
  } catch (error) {
    if (isQueueFull(error)) return null;
    throw error;
  }
}

/** Redeems a link: sets its account's password. */
export async function setPasswordByLink(deps: Deps, token: string, password: string): Promise<LinkResult> {
  const found = await readLink(deps, token);
  if (!found) return { ok: false, reason: 'no-such-link' };
  const { office, tokenHash, row } = found;
  const username = row.username ?? '';
  const refusal = findPasswordRefusal(password, [username, row.name]);
  if (refusal) return { ok: false, reason: refusal };
  const hash = await hashUnlessBusy(office, password);
  if (hash === null) return { ok: false, reason: 'busy' };
  const event = { jurisdiction: row.jurisdiction, account: row.id, at: deps.now(), actor: row.id, data: {} };
  const isRedeemed = await redeemLink(
    office.database,
    tokenHash,
    { id: makeId(deps), hash },
    { ...event, what: 'link-used' as const },
  );
  return isRedeemed ? { ok: true, username, office } : { ok: false, reason: 'no-such-link' };
}
