// A comment declined because another one asks the same: that one's codes belong to somebody else, so the asker gets its
// published answer, or the office to ask.
import { readReceiptCode } from '../contract/codes.ts';
import type { RefusalView } from '../contract/decline.ts';
import type { SiteIndex } from '../contract/subject.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { listPublishedTitles } from '../db/offers.ts';
import { blackOut, isShownToAll } from '../domain/privacy/publication.ts';
import { findAlike } from '../domain/text/likeness.ts';
import { readBlackouts } from '../life/blackouts.ts';
import type { Deps } from '../ports/deps.ts';

/** The reason's id in content/decline-reasons.json. */
const repeatedId = 'repeated';
const codePattern = /[A-Z]{2,4}\d{6}-[0-9A-Z]{5}/giu;
/** Published comments of the jurisdiction to examine, newest first. */
const lookedThrough = 1000;
/** Share of the title's pairs: the same question, give or take a courtesy. */
const sameTitle = 0.8;

type Twin = RefusalView['answer'];

/** The published one that the desk named, or else one about the same subject with the same title. */
async function findTwin(deps: Deps, { row }: CommentRecord, explanation: string): Promise<Twin> {
  const stored = await listPublishedTitles(deps.database, row.jurisdiction, lookedThrough);
  // The public wording: what was redacted there is shown to nobody here.
  const published = stored.map(({ title, blackouts, ...other }) => ({
    ...other,
    title: blackOut({ title, text: '', reply: '' }, readBlackouts(blackouts ?? '')).title,
  }));
  const named = [...explanation.matchAll(codePattern)].map(([code]) => readReceiptCode(code));
  const about = published.filter((other) => other.about === row.about);
  const [alike] = findAlike(row.title, about, ({ title }) => title, { atLeast: sameTitle, limit: 1 });
  const twin = published.find(({ receiptCode }) => named.includes(receiptCode)) ?? alike;
  return twin ? { title: twin.title, url: `/answers/${twin.receiptCode}/` } : null;
}

/** The comment's own follow-ups are its sender's, who proved its codes. */
const isOfSameSender = (record: CommentRecord, named: CommentRecord, ownCodes: string[]): boolean =>
  ownCodes.includes(named.row.receiptCode) ||
  record.row.follows === named.row.receiptCode ||
  named.row.follows === record.row.receiptCode;

/** Points to the comment that the office named: with its code only if that is public, or the resident's own. */
async function pointToNamed(
  deps: Deps,
  record: CommentRecord,
  code: string,
  ownCodes: string[],
): Promise<Pick<RefusalView, 'duplicateOf' | 'answer'>> {
  const named = await loadComment(deps.database, code);
  if (!named) return { duplicateOf: '', answer: null };
  if (isShownToAll(named)) {
    const words = { title: named.row.title, text: '', reply: '' };
    const { title } = blackOut(words, named.standing.blackouts);
    return { duplicateOf: code, answer: { title, url: `/answers/${code}/` } };
  }
  return { duplicateOf: isOfSameSender(record, named, ownCodes) ? code : '', answer: null };
}

/**
 * @param ownCodes receipt codes of other comments that the reader has proved to own
 * @returns the refusal with the way to the earlier answer, if it was declined as repeated
 */
export async function pointToTwin(
  deps: Deps,
  record: CommentRecord,
  index: SiteIndex,
  refusal: RefusalView,
  ownCodes: string[],
): Promise<RefusalView> {
  const { duplicateOf } = record.standing;
  if (duplicateOf !== null) {
    const named = await pointToNamed(deps, record, duplicateOf, ownCodes);
    const place = index.jurisdictions.find(({ id }) => id === record.row.jurisdiction)?.name ?? '';
    const way = named.answer ? '那一件的答复已经公开' : `可以联系${place}政务公开办了解那一件的答复情况`;
    return { ...refusal, ...named, channel: `${way}。如果不是同一件事，可以在下面说明，退回政务公开办重新看。` };
  }
  const repeated = deps.declineReasons.find(({ id }) => id === repeatedId);
  if (!repeated || refusal.ground !== repeated.ground) return refusal;
  const answer = await findTwin(deps, record, refusal.explanation);
  const place = index.jurisdictions.find(({ id }) => id === record.row.jurisdiction)?.name ?? '';
  const way = answer ? '答复已经公开' : `可以联系${place}政务公开办了解答复情况`;
  const channel = `此前已有内容相同的留言，${way}。如果您的情况不同，请补充说明后重新留言。`;
  return { ...refusal, channel, answer };
}
