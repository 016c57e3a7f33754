// Lists the subjects that the desk can give a comment, best match first.
import { truncateText } from '../contract/fold.ts';
import type { SubjectOffer } from '../contract/triage.ts';
import { findAlike } from '../domain/text/likeness.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { findSubjects } from './find-subjects.ts';
import { loadVisible } from './queue.ts';

const maxOffers = 12;
/** Characters of a search that count. */
const maxQueryLength = 60;
/** Minimum share of common pairs: of typed words, and of the comment's own title, which has courtesy words. */
const shares = { typed: 0.6, title: 0.3 };

/**
 * @param query words that the clerk typed; empty for subjects similar to the comment's title
 * @returns null if the comment does not exist or this clerk may not see it
 */
export async function offerSubjects(
  deps: Deps,
  clerk: Clerk,
  receiptCode: string,
  query: string,
): Promise<SubjectOffer[] | null> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record) return null;
  const { jurisdiction, title } = record.row;
  const { subjects } = await deps.site.index();
  const here = subjects.filter((subject) => subject.jurisdiction === jurisdiction && subject.kind !== 'place');
  const typed = truncateText(query, maxQueryLength).trim();
  const understood = await findSubjects(deps.site, typed || title, jurisdiction);
  const alike = findAlike(typed || title, here, (subject) => `${subject.title} ${subject.documentTitle}`, {
    atLeast: typed ? shares.typed : shares.title,
    limit: maxOffers,
  });
  const found = [...new Set([...understood.subjects, ...alike])].slice(0, maxOffers);
  return found.map(({ id, title, documentTitle }) => ({ id, title, documentTitle }));
}
