// Identifies senders as far as rate limits need it: never stored, never logged.
import type { Context } from 'hono';

/** The prefix of the address that the edge or proxy vouches for; `local` without either. */
export function senderOf(c: Context): string {
  return prefixOf(c.req.header('cf-connecting-ip') ?? 'local');
}

/**
 * Whoever controls one address controls its neighbours: an IPv6 line has a whole /64, a rented server often several
 * addresses of an IPv4 /24. The limits leave room for the neighbours in a town.
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
