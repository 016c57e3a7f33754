// The search over the built site's pages, which all searches of the server share.
import { createFinder, type Finder } from '../domain/search/find.ts';
import type { Knowledge, SoundTable, SpellingTable, StoredPage } from '../domain/search/knowledge.ts';
import type { Site } from '../ports/site.ts';

/** Built once per built site, because it does not change within a deployment. */
const finders = new WeakMap<Site['page'], Promise<Finder>>();

/** @throws Error if the built site is of another version */
async function createFor(site: Pick<Site, 'page'>): Promise<Finder> {
  const read = async <Value>(path: string): Promise<Value> => {
    const text = await site.page(path);
    if (text === null) throw new Error(`The built site has no ${path}: run npm run build`);
    return JSON.parse(text);
  };
  const [pages, knowledge, table, sounds] = await Promise.all([
    read<StoredPage[]>('/search/pages.json'),
    read<Knowledge>('/search/words.json'),
    read<SpellingTable>('/search/spelling.json'),
    read<SoundTable>('/search/sounds.json'),
  ]);
  return createFinder({ pages, knowledge, table, sounds });
}

export function loadFinder(site: Pick<Site, 'page'>): Promise<Finder> {
  const known = finders.get(site.page);
  if (known) return known;
  const finder = createFor(site);
  finders.set(site.page, finder);
  finder.catch(() => finders.delete(site.page));
  return finder;
}
