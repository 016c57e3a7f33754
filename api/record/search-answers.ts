// Searches published answers on the live record, so that what was taken down, redacted or corrected is found no more at once.
import type { OpenAnswer } from '../contract/open-answer.ts';
import { findAnswers } from '../db/answer-words.ts';
import { loadRecords } from '../db/comments.ts';
import type { Database } from '../db/database.ts';
import { listPublishedIn } from '../db/published.ts';
import { containsQuery, foldText } from '../domain/text/matching.ts';
import { matchWords } from '../domain/text/search-words.ts';
import type { Deps } from '../ports/deps.ts';
import { openAnswer } from './published.ts';

export interface AnswerQuery {
  query: string;
  /** One jurisdiction; all of them by default. */
  place?: string | undefined;
  /** A unit of that place. */
  unit?: string | undefined;
  year?: number | undefined;
}

/** Answers per search: more than anybody reads, and few enough for one round trip to the database. */
const answersFound = 40;

/** Candidates of one place; without a query, its newest answers. */
async function findRecords(database: Database, wish: { jurisdiction: string; unit: string | null; query: string }) {
  const { jurisdiction, unit, query } = wish;
  if (foldText(query) === '') {
    return listPublishedIn(database, { jurisdiction, unit, after: null, limit: answersFound });
  }
  const match = matchWords(jurisdiction, query);
  if (match === null) return [];
  return loadRecords(database, await findAnswers(database, { match, jurisdiction, unit, limit: answersFound }));
}

/**
 * Finds published answers by words of title, question and reply, latest answer first. The index finds candidates; the
 * record decides whether each is public, and the public wording must contain the query.
 */
export async function searchAnswers(deps: Deps, asked: AnswerQuery, baseUrl: string): Promise<OpenAnswer[]> {
  const { query, place, unit = null, year } = asked;
  const index = await deps.site.index();
  const { origin } = new URL(baseUrl);
  const isEverything = foldText(query) === '';
  const places = index.jurisdictions.filter(({ id }) => place === undefined || id === place);
  const found = await Promise.all(
    places.map(async ({ id }) => {
      const office = deps.officeOf(id);
      const records = await findRecords(office.database, { jurisdiction: id, unit, query });
      return (await Promise.all(records.map((record) => openAnswer(office, record, index, origin)))).flat();
    }),
  );
  return found
    .flat()
    .filter((answer) => year === undefined || answer.year === year)
    .filter(({ title, text, reply }) => isEverything || containsQuery(`${title}\n${text}\n${reply}`, query))
    .sort((a, b) => Date.parse(b.repliedAt) - Date.parse(a.repliedAt))
    .slice(0, answersFound);
}
