// Data of the staff screens other than the queue: changes, other viewers of a comment, and saved views.

import { type Changes, type FilterOptions, maxSavedViews, type SavedView } from '../contract/desk.ts';
import { type QueueFilter, queueFilterSchema } from '../contract/queue.ts';
import { type Change, findLastPosition, listChanges } from '../db/changes.ts';
import { deletePresence, recordPresence } from '../db/presence.ts';
import { deleteView, listSavedViews, saveView } from '../db/saved-views.ts';
import { scopeOf } from '../domain/access/access.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { loadVisible } from './queue.ts';

/** Maximum events per response; beyond it, the screen reloads everything. */
const maxChanges = 200;
/** In milliseconds. A viewer whose page has not reported for this long has left the comment. */
const presenceTimeoutMs = 30_000;

/** Whether a change concerns this clerk's view, including comments that just left the clerk's unit. */
function isRelevantTo({ role, jurisdiction, unit }: Clerk, change: Change): boolean {
  if (change.jurisdiction !== jurisdiction || change.type === 'contact-viewed') return false;
  if (scopeOf(role) === 'jurisdiction') return true;
  const helpers = `${change.helpers},${change.helpedBefore ?? ''}`.split(',');
  return unit !== null && [change.unit, change.data['from'], change.data['unit'], ...helpers].includes(unit);
}

/** @param since cursor: the last position that the clerk has received */
export async function readChanges(deps: Deps, clerk: Clerk, since: number): Promise<Changes> {
  const changes = await listChanges(deps.database, since, maxChanges);
  const today = dayInShanghai(deps.now());
  if (changes.length === maxChanges) return { position: await findLastPosition(deps.database), changed: null, today };
  const codes = changes.filter((change) => isRelevantTo(clerk, change)).map(({ receiptCode }) => receiptCode);
  return { position: changes.at(-1)?.position ?? since, changed: [...new Set(codes)], today };
}

/** @returns the other viewers of the comment; null if this clerk may not see it */
export async function markViewing(deps: Deps, clerk: Clerk, receiptCode: string): Promise<string[] | null> {
  if (!(await loadVisible(deps, clerk, receiptCode))) return null;
  const at = deps.now();
  return recordPresence(deps.database, { receiptCode, account: clerk.id, at }, at - presenceTimeoutMs);
}

export const stopViewing = (deps: Deps, clerk: Clerk, receiptCode: string): Promise<void> =>
  deletePresence(deps.database, receiptCode, clerk.id);

export async function readViews(deps: Deps, clerk: Clerk): Promise<SavedView[]> {
  const rows = await listSavedViews(deps.database, clerk.id);
  // Skip filters of earlier releases that are no longer valid.
  return rows.flatMap(({ id, name, filter }) => {
    const parsed = queueFilterSchema.safeParse(filter);
    return parsed.success ? [{ id, name, filter: parsed.data }] : [];
  });
}

/** @returns false if the account already has the maximum */
export const saveClerkView = (
  deps: Deps,
  clerk: Clerk,
  view: { name: string; filter: QueueFilter },
): Promise<boolean> => saveView(deps.database, clerk.id, view, maxSavedViews);

export const deleteSavedView = (deps: Deps, clerk: Clerk, id: number): Promise<void> =>
  deleteView(deps.database, clerk.id, id);

/** Reads the options of the filters: units and documents of the clerk's jurisdiction. */
export async function readChoices(deps: Deps, { jurisdiction }: Clerk): Promise<FilterOptions> {
  const { units, subjects } = await deps.site.index();
  return {
    units: units
      .filter((unit) => unit.jurisdiction === jurisdiction && unit.assignable)
      .map(({ id, name }) => ({ id, name })),
    documents: subjects.flatMap((subject) =>
      subject.jurisdiction === jurisdiction && subject.kind === 'document'
        ? [{ id: subject.id, name: subject.documentTitle }]
        : [],
    ),
  };
}
