/** The default: the address of `npm start`. */
const local = 'http://localhost:8787';

/**
 * @param text SITE_URL from the environment; empty means unset
 * @returns the origin for canonical links and the sitemap
 * @throws Error that names the setting and its format
 */
export function readSiteUrl(text: string | undefined): string {
  const url = text?.trim() || local;
  const { origin = '', protocol = '', href = '' } = URL.parse(url) ?? {};
  if (/^https?:$/u.test(protocol) && href === `${origin}/`) return origin;
  throw new Error(`SITE_URL=${url} 要写成网站的地址，后面什么也不带，如 https://mingbai.example`);
}
