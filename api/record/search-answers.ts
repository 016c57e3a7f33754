// Searches published answers in the live record, so that unpublished, redacted or corrected words are never found.
import type { OpenAnswer } from '../contract/open-answer.ts';
import { findAnswers } from '../db/answer-words.ts';
import { loadRecords } from '../db/comments.ts';
import type { Database } from '../db/database.ts';
import { listPublishedIn } from '../db/published.ts';
import { containsQuery, foldText } from '../domain/text/matching.ts';
import { buildMatchQuery } from '../domain/text/search-words.ts';
import type { Deps } from '../ports/deps.ts';
import { toOpenAnswers } from './published.ts';

export interface AnswerQuery {
  query: string;
  /** One jurisdiction; all of them by default. */
  place?: string | undefined;
  /** A unit of that place. */
  unit?: string | undefined;
  year?: number | undefined;
}

/** Maximum answers per search, few enough for one database query. */
const maxResults = 40;

/** Finds candidates in one jurisdiction; without a query, its newest answers. */
async function findRecords(database: Database, search: { jurisdiction: string; unit: string | null; query: string }) {
  const { jurisdiction, unit, query } = search;
  if (foldText(query) === '') {
    return listPublishedIn(database, { jurisdiction, unit, after: null, limit: maxResults });
  }
  const match = buildMatchQuery(jurisdiction, query);
  if (match === null) return [];
  return loadRecords(database, await findAnswers(database, { match, jurisdiction, unit, limit: maxResults }));
}

/**
 * Finds published answers by words of title, question and reply, latest answer first. The index finds candidates; the
 * record decides whether each is public, and the public wording must contain the query.
 */
export async function searchAnswers(deps: Deps, search: AnswerQuery, baseUrl: string): Promise<OpenAnswer[]> {
  const { query, place, unit = null, year } = search;
  const index = await deps.site.index();
  const { origin } = new URL(baseUrl);
  const isEmptyQuery = foldText(query) === '';
  const jurisdictions = index.jurisdictions.filter(({ id }) => place === undefined || id === place);
  const found = await Promise.all(
    jurisdictions.map(async ({ id }) => {
      const office = deps.officeOf(id);
      const records = await findRecords(office.database, { jurisdiction: id, unit, query });
      return (await Promise.all(records.map((record) => toOpenAnswers(office, record, index, origin)))).flat();
    }),
  );
  return found
    .flat()
    .filter((answer) => year === undefined || answer.year === year)
    .filter(({ title, text, reply }) => isEmptyQuery || containsQuery(`${title}\n${text}\n${reply}`, query))
    .sort((a, b) => Date.parse(b.repliedAt) - Date.parse(a.repliedAt))
    .slice(0, maxResults);
}
