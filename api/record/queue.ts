// Presents comments to a clerk, in the queue and in full.

import type { Step } from '../contract/problem.ts';
import type { QueueItem } from '../contract/queue.ts';
import { otherClassification, roleWords } from '../contract/words.ts';
import { describeAttachments } from '../db/attachments.ts';
import { listFollowUps } from '../db/comment-lists.ts';
import { loadComment } from '../db/comments.ts';
import type { CommentRecord, CommentRow, RecordedEvent } from '../db/database.ts';
import type { QueueView } from '../db/queue-plan.ts';
import { may, scopeOf } from '../domain/access/access.ts';
import { canSaveAttachments, canView, canViewContact } from '../domain/access/viewers.ts';
import { listMoves } from '../life/check-move.ts';
import { helps } from '../life/handling.ts';
import type { Case } from '../life/requests.ts';
import type { CommentStanding } from '../life/standing.ts';
import { describeEvents } from '../life/trail.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { readAccountNames } from './accounts.ts';
import { readAdvice } from './advice.ts';
import { nameUnit, presentRecord, toInstant } from './follow.ts';
import { readMasked } from './read-contact.ts';
import { presentDraft, reviewersOf } from './reply.ts';
import { windowOf } from './window.ts';

export const actorWords = { resident: '留言人', system: '系统', ...roleWords };

/** True if the comment is in the clerk's jurisdiction and in reach of the clerk's role. */
export const canSee = (clerk: Clerk, row: CommentRow, standing: CommentStanding): boolean =>
  row.jurisdiction === clerk.jurisdiction && canView(standing, clerk);

export const viewOf = ({ role, jurisdiction, unit }: Clerk): QueueView => ({
  jurisdiction,
  unit: scopeOf(role) === 'jurisdiction' ? null : (unit ?? ''),
});

/** @returns null if the comment does not exist or this clerk may not see it, so that responses do not reveal which */
export async function loadVisible(deps: Deps, clerk: Clerk, receiptCode: string): Promise<CommentRecord | null> {
  const record = await loadComment(deps.database, receiptCode);
  return record && canSee(clerk, record.row, record.standing) ? record : null;
}

export function presentRow(
  deps: Deps,
  record: CommentRecord,
  index: Awaited<ReturnType<Deps['site']['index']>>,
): QueueItem {
  const { row, standing, events } = record;
  const toUnit = (id: string) => ({ id, name: nameUnit(index, row.jurisdiction, id) });
  const returned = standing.state === 'returned' && events.findLast((event) => event.type === 'returned');
  const subject = index.subjects.find(({ id }) => id === row.about);
  return {
    receiptCode: row.receiptCode,
    kind: row.kind,
    title: row.title,
    about: { id: row.about, title: subject?.title ?? row.about, url: subject?.url ?? '/' },
    state: standing.state,
    unit: standing.unit ? toUnit(standing.unit) : null,
    helpers: standing.helpers.map(toUnit),
    returned: returned ? { unit: toUnit(returned.unit).name, reason: returned.reason } : null,
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
  const mayViewContact = canViewContact(standing, clerk);
  const isHelping = helps(clerk, standing);
  const masked = isHelping ? { name: '', contact: '' } : await readMasked(deps, row.receiptCode);
  const moves = listMoves(standing, mayBePublished, clerk);
  const accounts = may(clerk.role, 'audit-events') ? await readAccountNames(deps, row.jurisdiction) : null;
  const reclassified = { ...standing, classification: otherClassification[standing.classification] };
  return {
    ...presentRow(deps, record, index),
    text,
    reply,
    dispute,
    rating,
    follows,
    mayBePublished,
    draft: await presentDraft(record, unitName),
    reviewers: reviewersOf(deps, record),
    followUps: await listFollowUps(deps.database, row.receiptCode),
    masked,
    otherWindow: moves.includes('classify') ? windowOf(deps, row.jurisdiction, reclassified) : null,
    events: presentEvents(events, unitName, accounts),
    attachments: await describeAttachments(deps.database, row.receiptCode),
    publicFiles: standing.publicFiles,
    lastBlackouts: standing.lastBlackouts,
    maySaveAttachments: canSaveAttachments(standing, clerk),
    mayViewContact,
    isHelping,
    moves,
    advice: await readAdvice(deps, record, unitName),
  };
}

/** @param accounts account names by id, for the auditor only; null shows only the role */
export const presentEvents = (
  events: RecordedEvent[],
  unitName: (id: string) => string,
  accounts: Map<string, string> | null = null,
): Step[] =>
  describeEvents(events, 'staff', unitName).map(({ event, what, note }) => {
    const role = actorWords[event.actorRole];
    const account = accounts && event.actor !== null ? `，${accounts.get(event.actor) ?? event.actor}` : '';
    return { at: toInstant(event.at), who: `${role}${account}`, what, note };
  });
