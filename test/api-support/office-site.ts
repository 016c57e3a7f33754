// The built site for test offices.
import { env } from 'cloudflare:workers';
import { type SiteIndex, siteIndexSchema } from '../../api/contract/subject.ts';

export const origin = 'http://localhost:8787';

export async function readPage(path: string): Promise<string | null> {
  const response = await env.ASSETS.fetch(`${origin}${path}`);
  return response.ok ? response.text() : null;
}

/** Read once for all tests, as the Worker reads it once per isolate. */
let siteIndex: SiteIndex | undefined;

export async function readSiteIndex(): Promise<SiteIndex> {
  siteIndex ??= siteIndexSchema.parse(JSON.parse((await readPage('/data/site-index.json')) ?? 'null'));
  return siteIndex;
}
