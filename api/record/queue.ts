// The queue for one clerk: what they may see of it.

import type { Clerk } from '../auth.ts';
import type { Step } from '../contract/problem.ts';
import type { Case, QueueItem } from '../contract/queue.ts';
import { otherClassification, roleWords } from '../contract/words.ts';
import { describeAttachments } from '../db/attachments.ts';
import { type CommentRecord, type CommentRow, listFollowUps, loadComment, type RecordedEvent } from '../db/comments.ts';
import type { QueueView } from '../db/queue-plan.ts';
import type { Deps } from '../deps.ts';
import { may, reach } from '../domain/access.ts';
import { canViewContact, listMoves } from '../domain/moves.ts';
import { describeEvents, nameUnit, presentRecord, toInstant } from './follow.ts';
import { readMasked } from './read-contact.ts';
import { presentDraft, reviewersOf } from './reply.ts';
import { windowOf } from './window.ts';

const actorWords = { resident: '留言人', system: '系统', ...roleWords };

/** Nobody sees beyond their jurisdiction; how much within it stands in the table of access. */
export function maySee(clerk: Clerk, row: CommentRow, holder: string | null): boolean {
  if (row.jurisdiction !== clerk.jurisdiction) return false;
  if (reach[clerk.role] === 'jurisdiction') return true;
  return reach[clerk.role] === 'unit' && clerk.unit !== null && holder === clerk.unit;
}

export const viewOf = ({ role, jurisdiction, unit }: Clerk): QueueView => ({
  jurisdiction,
  unit: reach[role] === 'jurisdiction' ? null : (unit ?? ''),
});

/** @returns null where there is no such comment, or none that this clerk may see: the two look alike */
export async function loadVisible(deps: Deps, clerk: Clerk, receiptCode: string): Promise<CommentRecord | null> {
  const record = await loadComment(deps.database, receiptCode);
  return record && maySee(clerk, record.row, record.standing.unit) ? record : null;
}

export function presentRow(
  deps: Deps,
  record: CommentRecord,
  index: Awaited<ReturnType<Deps['site']['index']>>,
): QueueItem {
  const { row, standing } = record;
  const subject = index.subjects.find(({ id }) => id === row.about);
  return {
    receiptCode: row.receiptCode,
    kind: row.kind,
    title: row.title,
    about: { id: row.about, title: subject?.title ?? row.about, url: subject?.url ?? '/' },
    state: standing.state,
    unit: standing.unit ? { id: standing.unit, name: nameUnit(index, row.jurisdiction, standing.unit) } : null,
    window: windowOf(deps, row.jurisdiction, standing),
    version: standing.version,
    urgedAt: standing.urgedAt === null ? null : toInstant(standing.urgedAt),
    heldBecause: standing.heldBecause,
    isPublished: standing.isPublished,
    isSample: row.isSample,
  };
}

export async function readCase(deps: Deps, clerk: Clerk, receiptCode: string): Promise<Case | null> {
  const record = await loadVisible(deps, clerk, receiptCode);
  return record ? presentCase(deps, clerk, record) : null;
}

async function presentCase(deps: Deps, clerk: Clerk, record: CommentRecord): Promise<Case> {
  const { row, standing, events, mayBePublished } = record;
  const index = await deps.site.index();
  const { text, reply, dispute, rating, follows } = await presentRecord(deps, record, index);
  const unitName = (id: string) => nameUnit(index, row.jurisdiction, id);
  const masked = await readMasked(deps, row.receiptCode);
  const moves = listMoves(standing, mayBePublished, clerk);
  const reclassified = { ...standing, classification: otherClassification[standing.classification] };
  return {
    ...presentRow(deps, record, index),
    ...{ text, reply, dispute, rating, follows, mayBePublished },
    draft: await presentDraft(record, unitName),
    reviewers: reviewersOf(deps, record),
    followUps: await listFollowUps(deps.database, row.receiptCode),
    maskedName: masked.name,
    maskedContact: masked.contact,
    otherWindow: moves.includes('classify') ? windowOf(deps, row.jurisdiction, reclassified) : null,
    events: presentEvents(events, unitName),
    attachments: await describeAttachments(deps.database, row.receiptCode),
    publicFiles: standing.publicFiles,
    maySaveAttachments: may(clerk.role, 'save-attachments'),
    mayViewContact: canViewContact(standing, clerk),
    moves,
    units: listUnits(index, row),
  };
}

export const presentEvents = (events: RecordedEvent[], unitName: (id: string) => string): Step[] =>
  describeEvents(events, unitName).map(({ event, what, note }) => ({
    at: toInstant(event.at),
    who: actorWords[event.actorRole],
    ...{ what, note },
  }));

export function listUnits(index: Awaited<ReturnType<Deps['site']['index']>>, row: CommentRow): Case['units'] {
  const responsible = index.subjects.find(({ id }) => id === row.about)?.units ?? [];
  return index.units
    .filter((unit) => unit.jurisdiction === row.jurisdiction && unit.assignable)
    .map(({ id, name }) => ({ id, name, isResponsible: responsible.includes(id) }))
    .sort((a, b) => Number(b.isResponsible) - Number(a.isResponsible));
}
