// Which staff may view a comment, and the resident's name and contact.
import { type Handled, helps, holds, type Viewer } from '../../life/handling.ts';
import { may, scopeOf } from './access.ts';

/** Checks the comment against the reach of the viewer's role (roles.ts). */
export function canView(handled: Handled, viewer: Viewer): boolean {
  if (scopeOf(viewer.role) === 'jurisdiction') return true;
  return scopeOf(viewer.role) === 'unit' && (holds(viewer, handled) || helps(viewer, handled));
}

/**
 * Attachments can identify the sender, so supporting units may not download them. The lead unit describes an attachment to a
 * supporting unit in words (decision 034).
 */
export function canSaveAttachments(handled: Handled, viewer: Viewer): boolean {
  return may(viewer.role, 'save-attachments') && canView(handled, viewer) && !helps(viewer, handled);
}

/** Only the desk and the lead unit may view name and contact; supporting units may not. */
export function canViewContact(handled: Handled, viewer: Viewer): boolean {
  if (!may(viewer.role, 'view-contact')) return false;
  return scopeOf(viewer.role) === 'jurisdiction' || holds(viewer, handled);
}
