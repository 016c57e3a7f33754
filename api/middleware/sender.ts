// Identifies senders for the rate limits. Addresses are never stored or logged.
import type { Context } from 'hono';

/** The prefix of the address supplied by the edge or a trusted proxy; `local` without one. */
export function senderOf(c: Context): string {
  return prefixOf(c.req.header('cf-connecting-ip') ?? 'local');
}

/**
 * Prefixes for daily quotas, the narrowest first: a customer's IPv6 /64 lies in a /48 that a tenant may hold whole, so that
 * sixty-five thousand senders would be one.
 */
export function senderPrefixes(c: Context): string[] {
  const narrow = senderOf(c);
  const [, groups] = /^((?:[0-9a-f]+:){2}[0-9a-f]+):[0-9a-f]+::\/64$/u.exec(narrow) ?? [];
  return groups === undefined ? [narrow] : [narrow, `${groups}::/48`];
}

/**
 * Returns the network prefix, because one attacker often controls neighbouring addresses: an IPv6 line has a /64, a
 * hosting customer several addresses of an IPv4 /24. The limits are high enough for neighbours who share a prefix.
 */
export function prefixOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address) ?? [];
  const dotted = (mapped ?? address).split('.');
  if (dotted.length === 4) return `${dotted.slice(0, 3).join('.')}.0/24`;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const last = tail?.split(':').filter(Boolean) ?? [];
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - last.length) }, () => '0');
  const first = [...groups, ...gap, ...last].slice(0, 4);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
