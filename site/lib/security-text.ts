// security.txt (RFC 9116): whom to tell of a weakness of this site, and until when that is sure to hold.

/** The standard asks for less than a year; a site that is not built anew for that long is not looked after. */
const validDays = 360;

/**
 * @param contact a URI of content/site-settings.json
 * @param site the site's own origin
 * @param builtAt milliseconds UTC
 */
export function writeSecurityText(contact: string, site: URL | undefined, builtAt: number): string {
  const expires = new Date(builtAt + validDays * 86_400_000).toISOString().replace(/T.*/u, 'T00:00:00Z');
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: zh, en',
    `Canonical: ${new URL('/.well-known/security.txt', site).href}`,
    '',
  ].join('\n');
}
