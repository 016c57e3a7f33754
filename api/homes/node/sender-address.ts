// Who sends, where a proxy stands in front: its word is taken only from proxies that the settings name, because anybody can
// write the header.
import type { IncomingMessage } from 'node:http';
import { isInside, type Network, parseNetwork } from '../../domain/access/networks.ts';

/** `[2001:db8::1]:443` and `192.0.2.1:443` without brackets and port. */
const bare = (hop: string) => hop.replace(/^\[(.*)\](:\d+)?$/u, '$1').replace(/^([\d.]+):\d+$/u, '$1');

/**
 * @param remote the address at the other end of the line
 * @param forwarded `X-Forwarded-For` as it came: each proxy adds at its end whom it heard from
 * @returns the last address that none of our own proxies has
 */
export function senderAddress(remote: string, forwarded: string, trusted: Network[]): string {
  let address = remote;
  for (const hop of forwarded.split(',').toReversed()) {
    const before = bare(hop.trim());
    if (!isInside(address, trusted) || parseNetwork(before) === null) return address;
    address = before;
  }
  return address;
}

/** The header by which the application is told the address; on the edge Cloudflare writes it. */
const vouched = 'cf-connecting-ip';

/**
 * Makes a request one to this site's own address from the sender's own, whatever its headers say: `Host` and addresses that
 * somebody else wrote are not believed.
 *
 * @param origin of the site, https behind a proxy that ends TLS
 */
export function vouch(incoming: IncomingMessage, origin: string, trusted: Network[]): void {
  const forwarded = incoming.headersDistinct['x-forwarded-for']?.join(',') ?? '';
  const address = senderAddress(incoming.socket.remoteAddress ?? '', forwarded, trusted);
  const pairs = incoming.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 && name.toLowerCase() !== vouched ? [name, all[index + 1] ?? ''] : [],
  );
  incoming.rawHeaders = [...pairs, vouched, address];
  incoming.headers[vouched] = address;
  const target = incoming.url ?? '/';
  // Some write the whole address into the first line: of it only the path counts.
  incoming.url = origin + (target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/]*/iu, ''));
}
