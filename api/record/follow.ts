// What the outside sees of a comment: its way, for who holds the two codes; and the published answers, for all.
import { listLeft } from '../contract/comment-fields.ts';
import type { RefusalView } from '../contract/decline.ts';
import type { FollowView, PublishedAnswer } from '../contract/follow.ts';
import type { SiteIndex } from '../contract/subject.ts';
import { classificationWords, holdReasonWords } from '../contract/words.ts';
import { describeAttachments } from '../db/attachments.ts';
import { listFollowUps } from '../db/comment-lists.ts';
import type { CommentRecord, RecordedWords } from '../db/database.ts';
import { listPublished } from '../db/published.ts';
import { formatDay } from '../domain/clock/window-words.ts';
import { checkCode, saltedHash } from '../domain/ledger/ledger.ts';
import { type CommentEvent, deriveStanding } from '../domain/lifecycle.ts';
import { blackOut, readBlackouts } from '../domain/privacy/publication.ts';
import { listResidentMoves } from '../domain/resident-moves.ts';
import type { Deps } from '../ports/deps.ts';
import { officeOfSubject } from './offices.ts';
import { readMasked } from './read-contact.ts';
import { windowOf } from './window.ts';

/** Published answers on the page of one subject; the page says how many there are in all. */
const answersShown = 20;

export const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Names of units as the site prints them; an id that the site no longer lists stays readable as it is. */
export function nameUnit(index: SiteIndex, jurisdiction: string, id: string | null): string {
  return index.units.find((unit) => unit.jurisdiction === jurisdiction && unit.id === id)?.name ?? id ?? '';
}

/** What a publication released, and how much of it nobody reads. */
function describePublication({ files, blackouts }: Extract<CommentEvent, { type: 'published' }>): string {
  const released = files ? [`连同附件 ${files.replaceAll(',', '、')}`] : [];
  const hidden = blackouts ? [`涂黑 ${readBlackouts(blackouts).length} 处`] : [];
  return [...released, ...hidden].join('，');
}

/** Whom the desk asked to help, in words; empty where nobody. */
const nameHelpers = ({ helpers }: { helpers?: string }, unitName: (id: string) => string): string =>
  helpers ? `${helpers.split(',').map(unitName).join('、')}协办` : '';

/** Why a comment was not taken on, by the words that its own event has; null where it was. */
function presentRefusal(events: CommentEvent[]): RefusalView | null {
  const declined = events.findLast((event) => event.type === 'declined');
  if (!declined) return null;
  const { ground = '', channel = '', telephone = '', address = '', reason } = declined;
  return { ground, channel, telephone, address, explanation: reason };
}

/** An event in words that resident and clerk read alike. */
export function describeEvent(event: CommentEvent, unitName: (id: string) => string): { what: string; note: string } {
  switch (event.type) {
    case 'received':
      return { what: '收到留言', note: event.follows ? `追问 ${event.follows}` : '' };
    case 'classified':
      return { what: `改为${classificationWords[event.to]}`, note: event.reason };
    case 'assigned':
      return { what: `分办给${unitName(event.unit)}`, note: nameHelpers(event, unitName) };
    case 'transferred':
      return {
        what: `转办给${unitName(event.unit)}`,
        note: [event.reason, nameHelpers(event, unitName)].filter(Boolean).join('；'),
      };
    case 'advised':
      return { what: `${unitName(event.unit)}提出协办意见`, note: '' };
    case 'returned':
      return { what: `${unitName(event.unit)}退回`, note: event.reason };
    case 'replied':
      return { what: `${unitName(event.unit)}答复`, note: '' };
    case 'drafted':
      return { what: `${unitName(event.unit)}拟好${event.reason ? '更正' : '答复'}，送审`, note: '' };
    case 'reviewed':
      return { what: event.passed ? '审核通过' : '审核退回修改', note: event.reason };
    case 'corrected':
      return { what: `${unitName(event.unit)}更正答复`, note: event.reason };
    case 'declined':
      return { what: '不予受理', note: [event.ground, event.reason].filter(Boolean).join('；') };
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
    case 'held':
      return { what: '待人工核对，期限照常计算', note: holdReasonWords[event.reason] };
    case 'released':
      return { what: '核对无误，照常办理', note: '' };
    case 'published':
      return { what: '选登，公开展示', note: describePublication(event) };
    case 'unpublished':
      return { what: '撤下，不再公开展示', note: event.reason };
    case 'disputed':
      return { what: '留言人认为答非所问', note: '' };
    case 'upheld':
      return { what: '维持原答复', note: event.reason };
    case 'urged':
      return { what: '政务公开办督办', note: event.reason };
    case 'consent-withdrawn':
      return { what: '留言人收回公开的同意', note: '' };
    case 'erased':
      return {
        what: '称呼、联系方式和附件已抹去',
        note: event.months === undefined ? '' : `办结满 ${event.months} 个月，按保存期限自动抹去`,
      };
  }
}

/** A correction takes an answer off whose reply was blacked out: see the lifecycle. */
function takesDown(before: CommentEvent[], event: CommentEvent): boolean {
  if (event.type !== 'corrected') return false;
  return deriveStanding(before).isPublished && !deriveStanding([...before, event]).isPublished;
}

/** Every event in words, each with what it brought along of itself. */
export function describeEvents<E extends CommentEvent>(events: E[], unitName: (id: string) => string) {
  return events.map((event, index) => {
    const { what, note } = describeEvent(event, unitName);
    const isDown = takesDown(events.slice(0, index), event);
    return { event, what: isDown ? `${what}，选登随之撤下（原答复有涂黑，须重新选登）` : what, note };
  });
}

/** @throws Error where the words are not those that the event recorded: they must not be shown as such */
export async function readWords(receiptCode: string, { text, hash, salt, at }: RecordedWords) {
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
      firstAt: toInstant(reply.firstAt),
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
export async function followComment(home: Deps, record: CommentRecord): Promise<FollowView> {
  const { row, standing, mayBePublished } = record;
  const deps = home.officeOf(row.jurisdiction);
  const index = await deps.site.index();
  const unitName = (id: string) => nameUnit(index, row.jurisdiction, id);
  const contact = await readMasked(deps, row.receiptCode);
  const attachments = await describeAttachments(deps.database, row.receiptCode);
  const hasPersonalData = listLeft(contact).length > 0 || attachments.length > 0;
  return {
    ...(await presentRecord(deps, record, index)),
    unit: standing.unit && unitName(standing.unit),
    helpers: standing.helpers.map(unitName),
    refusal: presentRefusal(record.events),
    mayBePublished,
    contact,
    attachments,
    publicFiles: standing.publicFiles,
    moves: listResidentMoves(standing, { mayBePublished, hasPersonalData }),
    followUps: await listFollowUps(deps.database, row.receiptCode),
    steps: await Promise.all(
      // Who looked at a contact is the auditor's to see; every change of the record is the resident's too.
      describeEvents(record.events, unitName)
        .filter(({ event }) => event.type !== 'contact-viewed')
        .map(async ({ event, what, note }) => ({
          at: toInstant(event.at),
          what,
          // What a reviewer says of a draft is between reviewer and unit.
          note: event.type === 'reviewed' ? '' : note,
          checkCode: await checkCode(event.leaf),
        })),
    ),
  };
}

/** Published, and the resident still agrees. */
export const isShownToAll = ({ standing, mayBePublished }: CommentRecord): boolean =>
  standing.isPublished && mayBePublished;

/** A record as everybody may read it, or null where it is not published: the copied column finds it, this decides. */
export async function presentPublished(
  deps: Deps,
  record: CommentRecord,
  index: SiteIndex,
): Promise<PublishedAnswer | null> {
  const { standing, events } = record;
  const chosen = events.findLast(({ type }) => type === 'published');
  if (!isShownToAll(record) || !chosen) return null;
  const { receiptCode, kind, about, window, reply, isSample, ...stored } = await presentRecord(deps, record, index);
  if (!reply) return null;
  const words = { title: stored.title, text: stored.text, reply: reply.text };
  const { title, text, reply: answer } = blackOut(words, standing.blackouts);
  const publishedAt = toInstant(Math.max(chosen.at, Date.parse(reply.at)));
  const { receivedAt } = window;
  const kept = standing.publicFiles.length > 0 ? await describeAttachments(deps.database, receiptCode) : [];
  const files = kept.filter(({ number }) => standing.publicFiles.includes(number));
  const shownReply = { ...reply, text: answer };
  return {
    receiptCode,
    kind,
    title,
    text,
    about,
    receivedAt,
    publishedAt,
    reply: shownReply,
    window,
    files,
    isSample,
  };
}

/** What was published about a subject: question, reply, times and verdict; nobody's name or contact. */
export async function readPublished(deps: Deps, about: string): Promise<{ answers: PublishedAnswer[]; total: number }> {
  const office = await officeOfSubject(deps, about);
  const { records, total } = await listPublished(office.database, about, answersShown);
  if (records.length === 0) return { answers: [], total };
  const index = await deps.site.index();
  const answers = await Promise.all(records.map((record) => presentPublished(office, record, index)));
  return { answers: answers.filter((answer) => answer !== null), total };
}
