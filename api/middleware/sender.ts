// Identifies senders for the rate limits. Addresses are never stored or logged.
import type { Context } from 'hono';

/** The prefix of the address supplied by the edge or a trusted proxy; `local` without one. */
export function senderOf(c: Context): string {
  return prefixOf(c.req.header('cf-connecting-ip') ?? 'local');
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
