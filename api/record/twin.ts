// A comment declined because another one asks the same: that one's codes belong to somebody else, so the asker gets its
// published answer, or the office to ask.
import { readReceiptCode } from '../contract/codes.ts';
import type { RefusalView } from '../contract/decline.ts';
import type { SiteIndex } from '../contract/subject.ts';
import type { CommentRecord } from '../db/database.ts';
import { listPublishedTitles } from '../db/offers.ts';
import { blackOut } from '../domain/privacy/publication.ts';
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

/** @returns the refusal with the way to the earlier answer, if it was declined as repeated */
export async function pointToTwin(
  deps: Deps,
  record: CommentRecord,
  index: SiteIndex,
  refusal: RefusalView,
): Promise<RefusalView> {
  const repeated = deps.declineReasons.find(({ id }) => id === repeatedId);
  if (!repeated || refusal.ground !== repeated.ground) return refusal;
  const answer = await findTwin(deps, record, refusal.explanation);
  const place = index.jurisdictions.find(({ id }) => id === record.row.jurisdiction)?.name ?? '';
  const way = answer ? '答复已经公开' : `可以联系${place}政务公开办了解答复情况`;
  const channel = `此前已有内容相同的留言，${way}。如果您的情况不同，请补充说明后重新留言。`;
  return { ...refusal, channel, answer };
}
