// security.txt (RFC 9116): where to report a vulnerability of this site, and until when the file is valid.

/** Validity. The standard requires less than a year; a site not rebuilt for so long is not maintained. */
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
