// Finds the sender's address behind proxies. Anybody can forge the header, so only proxies from the settings are trusted.
import type { IncomingMessage } from 'node:http';
import { isInside, type Network, parseNetwork } from '../../domain/access/networks.ts';

/** Strips brackets and port from `[2001:db8::1]:443` and `192.0.2.1:443`. */
const stripPort = (hop: string) => hop.replace(/^\[(.*)\](:\d+)?$/u, '$1').replace(/^([\d.]+):\d+$/u, '$1');

/**
 * @param remote the peer's address
 * @param forwarded `X-Forwarded-For`, to which each proxy appends the address of its client
 * @returns the last address that is not a trusted proxy's
 */
export function findSenderAddress(remote: string, forwarded: string, trusted: Network[]): string {
  let address = remote;
  for (const hop of forwarded.split(',').toReversed()) {
    const client = stripPort(hop.trim());
    if (!isInside(address, trusted) || parseNetwork(client) === null) return address;
    address = client;
  }
  return address;
}

/** The header with the address for the application; on the edge, Cloudflare sets it. */
const senderHeader = 'cf-connecting-ip';

/**
 * Sets a request's origin to the site's, and its sender header to the trusted address. Ignores the client's values.
 *
 * @param origin of the site; https behind a proxy that terminates TLS
 */
export function setTrustedSender(incoming: IncomingMessage, origin: string, trusted: Network[]): void {
  const forwarded = incoming.headersDistinct['x-forwarded-for']?.join(',') ?? '';
  const address = findSenderAddress(incoming.socket.remoteAddress ?? '', forwarded, trusted);
  const pairs = incoming.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 && name.toLowerCase() !== senderHeader ? [name, all[index + 1] ?? ''] : [],
  );
  incoming.rawHeaders = [...pairs, senderHeader, address];
  incoming.headers[senderHeader] = address;
  const target = incoming.url ?? '/';
  // Some clients send an absolute URL in the request line; use only its path.
  incoming.url = origin + (target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/]*/iu, ''));
}
