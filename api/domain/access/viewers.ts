// Which staff may view a comment, and the resident's name and contact.
import { type Handled, helps, holds, type Viewer } from '../../life/handling.ts';
import { may, reachOf } from './access.ts';

/** Checks the comment against the reach of the viewer's role (roles.ts). */
export function canView(handled: Handled, viewer: Viewer): boolean {
  if (reachOf(viewer.role) === 'jurisdiction') return true;
  return reachOf(viewer.role) === 'unit' && (holds(viewer, handled) || helps(viewer, handled));
}

/**
 * Attachments may show the sender, so they follow the contact: supporting units do without, and oversight roles by the access
 * table. Whoever needs a supporting unit's opinion describes what is to be seen (decision 034).
 */
export function canSaveAttachments(handled: Handled, viewer: Viewer): boolean {
  return may(viewer.role, 'save-attachments') && canView(handled, viewer) && !helps(viewer, handled);
}

/** Only the desk and the lead unit may view name and contact; supporting units may not. */
export function canViewContact(handled: Handled, viewer: Viewer): boolean {
  if (!may(viewer.role, 'view-contact')) return false;
  return reachOf(viewer.role) === 'jurisdiction' || holds(viewer, handled);
}
