// Reads published answers: by jurisdiction, by unit, and single ones.
import type { PublishedAnswer } from '../contract/follow.ts';
import type { RecordHead } from '../contract/ledger.ts';
import type { OpenAnswer } from '../contract/open-answer.ts';
import { isPromised, type SiteIndex } from '../contract/subject.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { type AnswerPlace, listPublishedIn } from '../db/published.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import type { Deps } from '../ports/deps.ts';
import { presentPublished } from './follow.ts';
import { readHead } from './heads.ts';
import { officeOfReceipt } from './offices.ts';

export interface AnswerQuery {
  place: string;
  unit?: string | undefined;
  after?: AnswerPlace | undefined;
}

export interface AnswerPage {
  answers: PublishedAnswer[];
  /** Cursor of the next page; null on the last page. */
  next: AnswerPlace | null;
}

/** Reads the published answers of a jurisdiction or one of its units, latest answer first. */
export async function readAnswers(deps: Deps, { place, unit, after }: AnswerQuery, limit: number): Promise<AnswerPage> {
  const filter = { jurisdiction: place, unit: unit ?? null, after: after ?? null, limit: limit + 1 };
  const [records, index] = await Promise.all([
    listPublishedIn(deps.officeOf(place).database, filter),
    deps.site.index(),
  ]);
  const shown = records.slice(0, limit);
  const answers = await Promise.all(shown.map((record) => presentPublished(deps.officeOf(place), record, index)));
  const lastRow = records.length > limit ? shown.at(-1)?.row : undefined;
  const next = lastRow && lastRow.closedAt !== null ? { at: lastRow.closedAt, receiptCode: lastRow.receiptCode } : null;
  return { answers: answers.filter((answer) => answer !== null), next };
}

/** Reads the newest published answers across all jurisdictions. */
export async function readNewestAnswers(deps: Deps, limit: number): Promise<PublishedAnswer[]> {
  const { jurisdictions } = await deps.site.index();
  const pages = await Promise.all(jurisdictions.map(({ id }) => readAnswers(deps, { place: id }, limit)));
  return pages
    .flatMap(({ answers }) => answers)
    .sort((a, b) => Date.parse(b.reply.firstAt) - Date.parse(a.reply.firstAt))
    .slice(0, limit);
}

/** The newest seal of the ledger that has a comment; null before the first. */
export const readHeadFor = async (deps: Deps, receiptCode: string): Promise<RecordHead | null> =>
  readHead(await officeOfReceipt(deps, receiptCode));

/**
 * @returns null if the code is unknown or was never published, so that responses do not reveal which. `taken-down` reveals
 * nothing new, because the public ledger records publications.
 */
export async function readAnswer(
  deps: Deps,
  receiptCode: string,
): Promise<PublishedAnswer | { takenDownAt: number } | null> {
  const office = await officeOfReceipt(deps, receiptCode);
  const record = await loadComment(office.database, receiptCode);
  if (!record) return null;
  const { takenDownAt } = record.standing;
  if (takenDownAt !== null) return { takenDownAt };
  return presentPublished(office, record, await deps.site.index());
}

/** Answers per batch, to limit memory use. */
const batchSize = 20;

export async function toOpenAnswers(
  deps: Deps,
  record: CommentRecord,
  index: SiteIndex,
  origin: string,
): Promise<OpenAnswer[]> {
  const answer = await presentPublished(deps, record, index);
  if (!answer || !record.reply) return [];
  const { about, reply, files, window: _, ...shown } = answer;
  const url = `${origin}/answers/${answer.receiptCode}/`;
  const subject = index.subjects.find(({ id }) => id === about.id);
  const promised = subject && isPromised(subject) ? subject.year : null;
  return [
    {
      ...shown,
      place: record.row.jurisdiction,
      about: about.id,
      aboutTitle: about.title,
      year: promised ?? Number(dayInShanghai(Date.parse(reply.firstAt)).slice(0, 4)),
      unit: record.reply.unit,
      unitName: reply.unit,
      reply: reply.text,
      repliedAt: reply.firstAt,
      correctedAt: reply.at === reply.firstAt ? null : reply.at,
      files: files.map(({ number }) => `${url}files/${number}`),
      url,
    },
  ];
}

/** Cursor for batches of open data. */
export interface OpenDataCursor {
  jurisdiction: string;
  after: AnswerPlace | null;
}

/** Reads one batch, latest answer first. @returns the answers, and the cursor of the next batch; null after the last one */
export async function readOpenAnswers(
  deps: Deps,
  baseUrl: string,
  { jurisdiction, after }: OpenDataCursor,
): Promise<{ answers: OpenAnswer[]; next: OpenDataCursor | null }> {
  const { origin } = new URL(baseUrl);
  const index = await deps.site.index();
  const office = deps.officeOf(jurisdiction);
  const filter = { jurisdiction, unit: null, after, limit: batchSize };
  const records: CommentRecord[] = await listPublishedIn(office.database, filter);
  const answers = (await Promise.all(records.map((record) => toOpenAnswers(office, record, index, origin)))).flat();
  const lastRow = records.length === batchSize ? records.at(-1)?.row : undefined;
  if (lastRow && lastRow.closedAt !== null) {
    return { answers, next: { jurisdiction, after: { at: lastRow.closedAt, receiptCode: lastRow.receiptCode } } };
  }
  const position = index.jurisdictions.findIndex(({ id }) => id === jurisdiction);
  const next = index.jurisdictions[position + 1];
  return { answers, next: next ? { jurisdiction: next.id, after: null } : null };
}
