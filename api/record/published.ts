// Published answers by place, by unit and one by one.
import type { PublishedAnswer } from '../contract/follow.ts';
import { loadComment } from '../db/comments.ts';
import { listPublishedIn } from '../db/published.ts';
import type { QueuePlace } from '../db/queue.ts';
import type { Deps } from '../deps.ts';
import { presentPublished } from './follow.ts';

export interface AnswerWish {
  place: string;
  unit?: string | undefined;
  after?: QueuePlace | undefined;
}

export interface AnswerPage {
  answers: PublishedAnswer[];
  /** Where the next page begins; null on the last. */
  next: QueuePlace | null;
}

/** The published answers of a place or of one of its units, the last answered first. */
export async function readAnswers(deps: Deps, { place, unit, after }: AnswerWish, limit: number): Promise<AnswerPage> {
  const filter = { jurisdiction: place, unit: unit ?? null, after: after ?? null, limit: limit + 1 };
  const [records, index] = await Promise.all([listPublishedIn(deps.database, filter), deps.site.index()]);
  const shown = records.slice(0, limit);
  const answers = await Promise.all(shown.map((record) => presentPublished(deps, record, index)));
  const last = records.length > limit ? shown.at(-1)?.row : undefined;
  const next = last && last.closedAt !== null ? { at: last.closedAt, receiptCode: last.receiptCode } : null;
  return { answers: answers.filter((answer) => answer !== null), next };
}

/** The newest published answers of the whole site, some of each place. */
export async function readNewestAnswers(deps: Deps, limit: number): Promise<PublishedAnswer[]> {
  const { jurisdictions } = await deps.site.index();
  const pages = await Promise.all(jurisdictions.map(({ id }) => readAnswers(deps, { place: id }, limit)));
  return pages
    .flatMap(({ answers }) => answers)
    .sort((a, b) => Date.parse(b.reply.at) - Date.parse(a.reply.at))
    .slice(0, limit);
}

/** @returns null for a code that is unknown or not published: which of the two is nobody's business */
export async function readAnswer(deps: Deps, receiptCode: string): Promise<PublishedAnswer | null> {
  const record = await loadComment(deps.database, receiptCode);
  return record && presentPublished(deps, record, await deps.site.index());
}
