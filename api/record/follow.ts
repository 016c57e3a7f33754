// What the outside sees of a comment: its way, for who holds the two codes; and the published answers, for all.
import type { FollowView, PublishedAnswer } from '../contract/follow.ts';
import type { SiteIndex } from '../contract/subject.ts';
import { classificationWords } from '../contract/words.ts';
import { type CommentRecord, listFollowUps, type RecordedWords } from '../db/comments.ts';
import { listPublished } from '../db/published.ts';
import type { Deps } from '../deps.ts';
import { checkCode, saltedHash } from '../domain/ledger.ts';
import { type CommentEvent, listResidentMoves } from '../domain/lifecycle.ts';
import { formatDay } from '../domain/window-words.ts';
import { readMasked } from './read-contact.ts';
import { windowOf } from './window.ts';

/** Published answers on the page of one subject; the page says how many there are in all. */
const answersShown = 20;

export const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Names of units as the site prints them; an id that the site no longer lists stays readable as it is. */
export function nameUnit(index: SiteIndex, jurisdiction: string, id: string | null): string {
  return index.units.find((unit) => unit.jurisdiction === jurisdiction && unit.id === id)?.name ?? id ?? '';
}

/** An event in words that resident and clerk read alike. */
export function describeEvent(event: CommentEvent, unitName: (id: string) => string): { what: string; note: string } {
  switch (event.type) {
    case 'received':
      return { what: '收到留言', note: event.follows ? `追问 ${event.follows}` : '' };
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
    case 'disputed':
      return { what: '留言人认为答非所问', note: '' };
    case 'upheld':
      return { what: '维持原答复', note: event.reason };
    case 'consent-withdrawn':
      return { what: '留言人收回公开的同意', note: '' };
    case 'erased':
      return { what: '称呼和联系方式已抹去', note: '' };
  }
}

/** @throws Error where the words are not those that the event recorded: they must not be shown as such */
async function readWords(receiptCode: string, { text, hash, salt, at }: RecordedWords) {
  if ((await saltedHash(salt, text)) !== hash) throw new Error(`${receiptCode}: the words are not those recorded`);
  return { text, at: toInstant(at) };
}

export async function presentRecord(deps: Deps, record: CommentRecord, index: SiteIndex) {
  const { row, standing, reply, dispute } = record;
  const subject = index.subjects.find(({ id }) => id === row.about);
  return {
    receiptCode: row.receiptCode,
    kind: row.kind,
    title: row.title,
    text: row.text,
    about: { id: row.about, title: subject?.title ?? row.about, url: subject?.url ?? '/' },
    state: standing.state,
    window: windowOf(deps, row.jurisdiction, standing),
    reply: reply && {
      ...(await readWords(row.receiptCode, reply)),
      unit: nameUnit(index, row.jurisdiction, reply.unit),
    },
    rating: standing.rating,
    dispute: dispute && (await readWords(row.receiptCode, dispute)),
    follows: row.follows,
    isPublished: standing.isPublished,
    isSample: row.isSample,
  };
}

/** The way of a comment, for the resident who proved to hold its two codes. */
export async function followComment(deps: Deps, record: CommentRecord): Promise<FollowView> {
  const { row, standing, mayBePublished } = record;
  const index = await deps.site.index();
  const unitName = (id: string) => nameUnit(index, row.jurisdiction, id);
  const contact = await readMasked(deps, row.receiptCode);
  const hasPersonalData = contact.name !== '' || contact.contact !== '';
  return {
    ...(await presentRecord(deps, record, index)),
    unit: standing.unit && unitName(standing.unit),
    ...{ mayBePublished, contact },
    moves: listResidentMoves(standing, { mayBePublished, hasPersonalData }),
    followUps: await listFollowUps(deps.database, row.receiptCode),
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
  const { standing, mayBePublished, events } = record;
  const chosen = events.findLast(({ type }) => type === 'published');
  if (!standing.isPublished || !mayBePublished || !chosen) return null;
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
