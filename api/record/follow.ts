// Presents comments to residents: progress for holders of the two codes, and published answers for everybody.
import { listContactFields } from '../contract/comment-fields.ts';
import type { RefusalView } from '../contract/decline.ts';
import type { PublishedAnswer } from '../contract/follow.ts';
import type { SiteIndex } from '../contract/subject.ts';
import { describeAttachments } from '../db/attachments.ts';
import { listFollowUps } from '../db/comment-lists.ts';
import type { CommentRecord, RecordedWords } from '../db/database.ts';
import { listPublished } from '../db/published.ts';
import { deriveCheckCode, saltedHash } from '../domain/ledger/ledger.ts';
import { blackOut, isShownToAll } from '../domain/privacy/publication.ts';
import { listResidentMoves } from '../life/check-move.ts';
import type { CommentEvent } from '../life/life.ts';
import type { FollowView } from '../life/requests.ts';
import { describeEvents } from '../life/trail.ts';
import type { Deps } from '../ports/deps.ts';
import { readHead } from './heads.ts';
import { officeOfSubject } from './offices.ts';
import { readMasked } from './read-contact.ts';
import { pointToTwin } from './twin.ts';
import { windowOf } from './window.ts';

/** Maximum published answers per subject page; the page also states the total. */
const maxAnswers = 20;

export const toInstant = (milliseconds: number) => new Date(milliseconds).toISOString();

/** @returns a unit's name on the site; for an id that the site no longer lists, the id */
export function nameUnit(index: SiteIndex, jurisdiction: string, id: string | null): string {
  return index.units.find((unit) => unit.jurisdiction === jurisdiction && unit.id === id)?.name ?? id ?? '';
}

/** Presents a refusal with the wording recorded at the time; null if the comment was not declined. */
function presentRefusal(events: CommentEvent[]): RefusalView | null {
  const declined = events.findLast((event) => event.type === 'declined');
  if (!declined) return null;
  const { ground = '', channel = '', telephone = '', address = '', reason } = declined;
  return { ground, channel, telephone, address, explanation: reason, duplicateOf: null, answer: null };
}

/** @throws Error if the text does not match the hash in its event */
export async function readWords(receiptCode: string, { text, hash, salt, at }: RecordedWords) {
  if ((await saltedHash(salt, text)) !== hash)
    throw new Error(`${receiptCode}: the text does not match its recorded hash`);
  return { text, at: toInstant(at) };
}

export async function presentRecord(deps: Deps, record: CommentRecord, index: SiteIndex) {
  const { row, standing, reply, dispute, events } = record;
  const isOtherMatter = events.findLast((event) => event.type === 'disputed')?.ground !== undefined;
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
    dispute: dispute && {
      ...(await readWords(row.receiptCode, dispute)),
      ...(isOtherMatter ? { isOtherMatter } : {}),
    },
    follows: row.follows,
    isPublished: standing.isPublished,
    isSample: row.isSample,
  };
}

/**
 * Presents a comment's progress to the resident who entered its two codes.
 *
 * @param ownCodes receipt codes of other comments whose codes the resident has proved
 */
export async function followComment(home: Deps, record: CommentRecord, ownCodes: string[] = []): Promise<FollowView> {
  const { row, standing, mayBePublished } = record;
  const deps = home.officeOf(row.jurisdiction);
  const index = await deps.site.index();
  const unitName = (id: string) => nameUnit(index, row.jurisdiction, id);
  const contact = await readMasked(deps, row.receiptCode);
  const attachments = await describeAttachments(deps.database, row.receiptCode);
  const refusal = presentRefusal(record.events);
  const hasPersonalData = listContactFields(contact).length > 0 || attachments.length > 0;
  return {
    ...(await presentRecord(deps, record, index)),
    unit: standing.unit && unitName(standing.unit),
    helpers: standing.helpers.map(unitName),
    refusal: refusal && (await pointToTwin(deps, record, index, refusal, ownCodes)),
    mayBePublished,
    contact,
    attachments,
    publicFiles: standing.publicFiles,
    head: await readHead(deps),
    moves: listResidentMoves(standing, { mayBePublished, hasPersonalData }),
    followUps: await listFollowUps(deps.database, row.receiptCode),
    steps: await Promise.all(
      describeEvents(record.events, 'resident', unitName).map(async ({ event, what, note }) => ({
        at: toInstant(event.at),
        what,
        note,
        checkCode: await deriveCheckCode(event.leaf),
      })),
    ),
  };
}

/** Presents a published answer; null if unpublished. Decides by the events, because the queried column is only a copy. */
export async function presentPublished(
  deps: Deps,
  record: CommentRecord,
  index: SiteIndex,
): Promise<PublishedAnswer | null> {
  const { standing, events } = record;
  const publication = events.findLast(({ type }) => type === 'published');
  if (!isShownToAll(record) || !publication) return null;
  const { receiptCode, kind, about, window, reply, isSample, ...stored } = await presentRecord(deps, record, index);
  if (!reply) return null;
  const words = { title: stored.title, text: stored.text, reply: reply.text };
  const { title, text, reply: answer } = blackOut(words, standing.blackouts);
  const publishedAt = toInstant(publication.at);
  const { receivedAt } = window;
  const described = standing.publicFiles.length > 0 ? await describeAttachments(deps.database, receiptCode) : [];
  const files = described.filter(({ number }) => standing.publicFiles.includes(number));
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

/** Reads the published answers about a subject. */
export async function readPublished(deps: Deps, about: string): Promise<{ answers: PublishedAnswer[]; total: number }> {
  const office = await officeOfSubject(deps, about);
  const { records, total } = await listPublished(office.database, about, maxAnswers);
  if (records.length === 0) return { answers: [], total };
  const index = await deps.site.index();
  const answers = await Promise.all(records.map((record) => presentPublished(office, record, index)));
  return { answers: answers.filter((answer) => answer !== null), total };
}
