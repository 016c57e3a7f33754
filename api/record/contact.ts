// Shows a resident's name and contact to a clerk, after recording the view and its reason.

import type { Contact } from '../contract/comment-fields.ts';
import { formatContact } from '../contract/contact-address.ts';
import { appendEvent } from '../db/comments.ts';
import { canViewContact } from '../domain/access/viewers.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { loadVisible } from './queue.ts';
import { readContact } from './read-contact.ts';
import { stampOf } from './stamp.ts';
import { computeColumns, makeSalt } from './window.ts';

export type ContactResult =
  | { ok: true; contact: Contact }
  | { ok: false; reason: 'not-found' | 'none-left' | 'unreadable' | 'changed-meanwhile' };

export async function viewContact(
  deps: Deps,
  clerk: Clerk,
  receiptCode: string,
  reason: string,
): Promise<ContactResult> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record || !canViewContact(record.standing, clerk)) return { ok: false, reason: 'not-found' };
  const contact = await readContact(deps, receiptCode);
  if (contact === null) return { ok: false, reason: 'none-left' };
  if (contact === 'unreadable') return { ok: false, reason: 'unreadable' };

  const event = { type: 'contact-viewed' as const, at: stampOf(deps), reason };
  const addition = { event, salt: makeSalt(deps), actor: { role: clerk.role, id: clerk.id } };
  const { jurisdiction } = record.row;
  const appended = await appendEvent(deps.database, record, addition, (after) =>
    computeColumns(deps, jurisdiction, after),
  );
  const shown = { ...contact, contact: formatContact(contact.contact) };
  return appended ? { ok: true, contact: shown } : { ok: false, reason: 'changed-meanwhile' };
}
