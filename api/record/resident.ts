// What residents do with their own comment: rate, dispute, take back, erase, and fetch all that is stored of it.
import type { ResidentMove } from '../contract/follow.ts';
import { describeAttachments } from '../db/attachments.ts';
import { listWords } from '../db/comment-lists.ts';
import { appendEvent, loadComment } from '../db/comments.ts';
import type { CommentRecord } from '../db/database.ts';
import { listNotesOf } from '../db/notes.ts';
import { saltedHash } from '../domain/ledger/ledger.ts';
import type { CommentEvent, CommentStanding } from '../domain/lifecycle.ts';
import { listResidentMoves } from '../domain/resident-moves.ts';
import type { Deps } from '../ports/deps.ts';
import { toInstant } from './follow.ts';
import { officeOfReceipt } from './offices.ts';
import { erasePersonalData, isPersonalDataKept } from './personal-data.ts';
import { readContact } from './read-contact.ts';
import { makeSalt, reckon } from './window.ts';

export type ResidentMoveResult = { ok: true } | { ok: false; reason: 'not-in-this-state' | 'changed-meanwhile' };

/** Clerks work on it at the same time; a resident is not asked to look again for that. */
const attempts = 5;

/** A second click finds done what the first one did. */
function isDone(move: ResidentMove, standing: CommentStanding, hasPersonalData: boolean): boolean {
  switch (move.move) {
    case 'rate':
      return (['solved', 'speed', 'manner'] as const).every((part) => standing.rating?.[part] === move[part]);
    case 'dispute':
      return standing.isReplyDisputed;
    case 'withhold':
      return standing.isConsentWithdrawn;
    case 'withdraw':
      return standing.state === 'withdrawn';
    case 'erase':
      return !hasPersonalData;
  }
}

async function toEvent(
  move: Exclude<ResidentMove, { move: 'erase' }>,
  at: number,
  salt: string,
): Promise<CommentEvent> {
  switch (move.move) {
    case 'rate':
      return { type: 'rated', at, solved: move.solved, speed: move.speed, manner: move.manner };
    case 'dispute':
      return { type: 'disputed', at, text: await saltedHash(salt, move.text) };
    case 'withhold':
      return { type: 'consent-withdrawn', at };
    case 'withdraw':
      return { type: 'withdrawn', at };
  }
}

/** @param receiptCode of a comment whose two codes the sender has proved to hold */
export async function makeResidentMove(
  home: Deps,
  receiptCode: string,
  move: ResidentMove,
): Promise<ResidentMoveResult> {
  const deps = await officeOfReceipt(home, receiptCode);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const record = await loadComment(deps.database, receiptCode);
    if (!record) throw new Error(`${receiptCode}: gone between proof and move`);
    const { standing, mayBePublished, row } = record;
    const hasPersonalData = await isPersonalDataKept(deps, receiptCode);
    if (isDone(move, standing, hasPersonalData)) return { ok: true };
    if (!listResidentMoves(standing, { mayBePublished, hasPersonalData }).includes(move.move)) {
      return { ok: false, reason: 'not-in-this-state' };
    }
    if (move.move === 'erase') {
      if (await erasePersonalData(deps, record, 'resident')) return { ok: true };
      continue;
    }
    const salt = makeSalt(deps);
    const event = await toEvent(move, deps.now(), salt);
    const words = move.move === 'dispute' ? move.text : undefined;
    const addition = { event, salt, actor: { role: 'resident' as const, id: null }, words };
    if (await appendEvent(deps.database, record, addition, (after) => reckon(deps, row.jurisdiction, after))) {
      return { ok: true };
    }
  }
  return { ok: false, reason: 'changed-meanwhile' };
}

/**
 * All that is stored of a comment and its sender (个人信息保护法 第四十五条), but for hashes, which say nothing, and for
 * which clerk did what, which is the clerks' data.
 */
export async function exportComment(home: Deps, record: CommentRecord) {
  const { row, standing, events, mayBePublished } = record;
  const deps = home.officeOf(row.jurisdiction);
  const contact = await readContact(deps, row.receiptCode);
  const notes = await listNotesOf(deps.database, row.receiptCode);
  const attachments = await describeAttachments(deps.database, row.receiptCode);
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
    // No name of a file is stored.
    attachments,
    rating: standing.rating,
    events: events.map(({ salt: _salt, leaf: _leaf, actor: _actor, at, ...event }) => ({
      at: toInstant(at),
      ...event,
      ...(event.type === 'reviewed' ? { reason: '' } : {}),
    })),
    notes: notes
      .filter(({ recipient }) => recipient === 'resident')
      .map(({ version, what, state, tries }) => ({ version, what, state, tries })),
  };
}
