// Who sends, as far as the limits need to know it: never stored, never logged.
import type { Context } from 'hono';

/** The address that the edge or the proxy vouches for, as its prefix; `local` where there is neither. */
export function senderOf(c: Context): string {
  return prefixOf(c.req.header('cf-connecting-ip') ?? 'local');
}

/**
 * Who owns one address owns its neighbours: an IPv6 line has a whole /64 to send from, a hired machine often a few
 * addresses of an IPv4 /24. The limits are wide enough for the neighbours of a town.
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
