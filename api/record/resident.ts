// Residents' moves on their own comment, and the download of everything stored about it.

import { roleWords } from '../contract/words.ts';
import { describeAttachments } from '../db/attachments.ts';
import { listWords } from '../db/comment-lists.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { listNotesOf } from '../db/notes.ts';
import { isDone } from '../life/actions.ts';
import { canResidentMove } from '../life/check-move.ts';
import { deriveStanding } from '../life/derive-standing.ts';
import type { ResidentMove } from '../life/requests.ts';
import type { Deps } from '../ports/deps.ts';
import { nameUnit, toInstant } from './follow.ts';
import { makeMove } from './moves.ts';
import { officeOfReceipt } from './offices.ts';
import { isPersonalDataStored } from './personal-data.ts';
import { readContact } from './read-contact.ts';

export type ResidentMoveResult = { ok: true } | { ok: false; reason: 'not-in-this-state' | 'changed-meanwhile' };

/** Attempts if clerks change the comment at the same time, so that the resident need not retry. */
const maxAttempts = 5;

/** @param receiptCode of a comment whose codes the sender has proved */
export async function makeResidentMove(
  home: Deps,
  receiptCode: string,
  move: ResidentMove,
): Promise<ResidentMoveResult> {
  const deps = await officeOfReceipt(home, receiptCode);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const record = await loadComment(deps.database, receiptCode);
    if (!record) throw new Error(`${receiptCode}: missing after its codes were proved`);
    const { standing, mayBePublished } = record;
    const hasPersonalData = await isPersonalDataStored(deps, receiptCode);
    // A repeated click succeeds.
    if (isDone(move, standing, hasPersonalData)) return { ok: true };
    if (!canResidentMove(move.move, standing, { mayBePublished, hasPersonalData })) {
      return { ok: false, reason: 'not-in-this-state' };
    }
    const result = await makeMove(deps, { role: 'resident', id: null, unit: null }, record, move);
    if (result.ok) return result;
    if (result.reason !== 'overtaken') throw new Error(`${receiptCode}: ${move.move} refused (${result.reason})`);
  }
  return { ok: false, reason: 'changed-meanwhile' };
}

/** Events whose reasons are internal: clerks wrote them for other clerks. */
const eventsWithInternalReason = new Set<string>(['reviewed', 'contact-viewed']);

/**
 * Exports the events. For a contact view, it states when and which office, but not which clerk (decision 035). The unit is the
 * one that handled the comment at that time.
 */
function exportEvents({ events }: CommentRecord, unitName: (id: string) => string) {
  return events.map(({ salt: _salt, leaf: _leaf, actor: _actor, at, ...event }, index) => {
    const { unit } = deriveStanding(events.slice(0, index + 1));
    const office = event.actorRole === 'unit' && unit ? unitName(unit) : roleWords.desk;
    return {
      at: toInstant(at),
      ...event,
      ...(eventsWithInternalReason.has(event.type) ? { reason: '' } : {}),
      // Another person's code: the page shows it if it is public or their own.
      ...('duplicateOf' in event ? { duplicateOf: '' } : {}),
      ...(event.type === 'contact-viewed' ? { office } : {}),
    };
  });
}

/**
 * Exports everything stored about a comment and its sender (个人信息保护法 第四十五条), except hashes, and except clerks'
 * accounts, which are the clerks' personal data.
 */
export async function exportComment(home: Deps, record: CommentRecord) {
  const { row, standing, mayBePublished } = record;
  const deps = home.officeOf(row.jurisdiction);
  const contact = await readContact(deps, row.receiptCode);
  const notes = await listNotesOf(deps.database, row.receiptCode);
  const attachments = await describeAttachments(deps.database, row.receiptCode);
  const index = await deps.site.index();
  const unitName = (id: string) => nameUnit(index, row.jurisdiction, id);
  return {
    format: 'mingbai-comment-1',
    fetchedAt: toInstant(deps.now()),
    receiptCode: row.receiptCode,
    personalData: contact ?? { name: '', contact: '' },
    comment: {
      jurisdiction: row.jurisdiction,
      about: row.about,
      kind: row.kind,
      title: row.title,
      text: row.text,
      receivedAt: toInstant(row.receivedAt),
      consentedToPublish: row.mayBePublished,
      mayBePublished,
      isPublished: standing.isPublished,
      follows: row.follows,
      isSample: row.isSample,
    },
    ...(await listWords(deps.database, row.receiptCode)),
    // File names are not stored.
    attachments,
    rating: standing.rating,
    events: exportEvents(record, unitName),
    notes: notes
      .filter(({ recipient }) => recipient === 'resident')
      .map(({ version, what, state, tries }) => ({ version, what, state, tries })),
  };
}
