// What the outside sees of a comment: its way, for who holds the two codes; and the published answers, for all.
import type { FollowRequest, FollowView, PublishedAnswer } from '../contract/follow.ts';
import type { SiteIndex } from '../contract/subject.ts';
import { classificationWords } from '../contract/words.ts';
import { type CommentRecord, loadComment } from '../db/comments.ts';
import { listPublished } from '../db/published.ts';
import type { Deps } from '../deps.ts';
import { checkCode, saltedHash } from '../domain/ledger.ts';
import type { CommentEvent } from '../domain/lifecycle.ts';
import { hashTrackingCode, sameHash } from '../domain/submission.ts';
import { formatDay } from '../domain/window-words.ts';
import { windowOf } from './window.ts';

/** Published answers on the page of one subject; the page says how many there are in all. */
const answersShown = 20;

export const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();
const noHash = '0'.repeat(64);

/** Names of units as the site prints them; an id that the site no longer lists stays readable as it is. */
export function nameUnit(index: SiteIndex, jurisdiction: string, id: string | null): string {
  return index.units.find((unit) => unit.jurisdiction === jurisdiction && unit.id === id)?.name ?? id ?? '';
}

/** An event in words that resident and clerk read alike. */
export function describeEvent(event: CommentEvent, unitName: (id: string) => string): { what: string; note: string } {
  switch (event.type) {
    case 'received':
      return { what: '收到留言', note: '' };
    case 'classified':
      return { what: `改为${classificationWords[event.to]}`, note: event.reason };
    case 'assigned':
      return { what: `分办给${unitName(event.unit)}`, note: '' };
    case 'transferred':
      return { what: `转办给${unitName(event.unit)}`, note: event.reason };
    case 'returned':
      return { what: `${unitName(event.unit)}退回`, note: event.reason };
    case 'replied':
      return { what: `${unitName(event.unit)}答复`, note: '' };
    case 'drafted':
      return { what: `${unitName(event.unit)}拟好答复，送审`, note: '' };
    case 'reviewed':
      return { what: event.passed ? '审核通过' : '审核退回修改', note: event.reason };
    case 'corrected':
      return { what: `${unitName(event.unit)}更正答复`, note: event.reason };
    case 'declined':
      return { what: '不予受理', note: event.reason };
    case 'withdrawn':
      return { what: '留言人撤回', note: '' };
    case 'rated':
      return {
        what: '留言人评价',
        note: `解决程度 ${event.solved}，办理时间 ${event.speed}，办理态度 ${event.manner}（满分 5）`,
      };
    case 'recomputed':
      return {
        what: `期限由 ${formatDay(event.from)} 改为 ${formatDay(event.to)}`,
        note: '国务院公布或调整了节假日安排',
      };
    case 'contact-viewed':
      return { what: '查看联系方式', note: event.reason };
    case 'published':
      return { what: '选登，公开展示', note: '' };
    case 'unpublished':
      return { what: '撤下，不再公开展示', note: event.reason };
  }
}

/** @throws Error where the words are not those that the event recorded: they must not be shown as the reply */
async function readReply({ row, reply }: CommentRecord, index: SiteIndex) {
  if (!reply) return null;
  if ((await saltedHash(reply.salt, reply.text)) !== reply.hash)
    throw new Error(`${row.receiptCode}: the reply is not the one recorded`);
  return { text: reply.text, unit: nameUnit(index, row.jurisdiction, reply.unit), at: toInstant(reply.at) };
}

export async function presentRecord(deps: Deps, record: CommentRecord, index: SiteIndex) {
  const { row, standing } = record;
  const subject = index.subjects.find(({ id }) => id === row.about);
  return {
    receiptCode: row.receiptCode,
    kind: row.kind,
    title: row.title,
    text: row.text,
    about: { id: row.about, title: subject?.title ?? row.about, url: subject?.url ?? '/' },
    state: standing.state,
    window: windowOf(deps, row.jurisdiction, standing),
    reply: await readReply(record, index),
    isPublished: standing.isPublished,
    isSample: row.isSample,
  };
}

/**
 * The way of a comment for the resident who holds its two codes.
 *
 * @returns null where the codes do not fit: which of them was wrong is not said, and takes as long to find
 */
export async function followComment(deps: Deps, request: FollowRequest): Promise<FollowView | null> {
  const record = await loadComment(deps.database, request.receiptCode);
  const hash = await hashTrackingCode(request.receiptCode, request.trackingCode, deps.codeSecret);
  if (!sameHash(hash, record?.row.trackingHash ?? noHash) || !record) return null;
  const index = await deps.site.index();
  const unitName = (id: string) => nameUnit(index, record.row.jurisdiction, id);
  return {
    ...(await presentRecord(deps, record, index)),
    steps: await Promise.all(
      // Who looked at a contact is the auditor's to see; every change of the record is the resident's too.
      record.events
        .filter(({ type }) => type !== 'contact-viewed')
        .map(async (event) => ({
          at: toInstant(event.at),
          ...describeEvent(event, unitName),
          checkCode: await checkCode(event.leaf),
        })),
    ),
  };
}

/** A record as everybody may read it, or null where it is not published: the copied column finds it, this decides. */
export async function presentPublished(
  deps: Deps,
  record: CommentRecord,
  index: SiteIndex,
): Promise<PublishedAnswer | null> {
  const { standing, row, events } = record;
  const chosen = events.findLast(({ type }) => type === 'published');
  if (!standing.isPublished || !row.mayBePublished || !chosen) return null;
  const { receiptCode, kind, title, text, about, window, reply, isSample } = await presentRecord(deps, record, index);
  if (!reply) return null;
  const publishedAt = toInstant(Math.max(chosen.at, Date.parse(reply.at)));
  const { receivedAt } = window;
  return { receiptCode, kind, title, text, about, receivedAt, publishedAt, reply, window, isSample };
}

/** What was published about a subject: question, reply, times and verdict; nobody's name or contact. */
export async function readPublished(deps: Deps, about: string): Promise<{ answers: PublishedAnswer[]; total: number }> {
  const { records, total } = await listPublished(deps.database, about, answersShown);
  if (records.length === 0) return { answers: [], total };
  const index = await deps.site.index();
  const answers = await Promise.all(records.map((record) => presentPublished(deps, record, index)));
  return { answers: answers.filter((answer) => answer !== null), total };
}
