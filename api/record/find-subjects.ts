// Finds what a comment can be about, in the words of the resident.
import type { Subject } from '../contract/subject.ts';
import type { Site } from '../ports/site.ts';
import { loadFinder } from './finder.ts';

/** Maximum results per search. */
const maxSubjects = 20;

/**
 * Bureaus that the query names or that handle its matter come first, those of the chosen place alone.
 *
 * @param place a jurisdiction; null for all of them
 */
export async function findSubjects(
  site: Pick<Site, 'page' | 'index'>,
  query: string,
  place: string | null,
): Promise<{ subjects: Subject[]; corrected: string | null }> {
  if (query === '') return { subjects: [], corrected: null };
  const finder = await loadFinder(site);
  const filters = place === null ? {} : { place };
  const { hits, handlers, corrected } = finder.find({ query, filters, isByDate: false, isVerbatim: false });
  const { subjects } = await site.index();
  const urls = [...new Set([...handlers, ...hits].map(({ url }) => url))];
  const found = urls.flatMap((url) => {
    const fitting = subjects.filter((subject) => subject.url === url);
    const own = fitting.filter(({ jurisdiction }) => place === null || jurisdiction === place);
    // A page of several places is no subject until one is chosen.
    return own.length === 1 ? own : [];
  });
  return { subjects: found.slice(0, maxSubjects), corrected };
}
