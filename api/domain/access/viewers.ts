// What each viewer sees of a comment.
import { type Handled, helps, holds, type Viewer } from '../../life/handling.ts';
import { may, reachOf } from './access.ts';

/** The access table sets each role's reach. */
export function canView(handled: Handled, viewer: Viewer): boolean {
  if (reachOf(viewer.role) === 'jurisdiction') return true;
  return reachOf(viewer.role) === 'unit' && (holds(viewer, handled) || helps(viewer, handled));
}

/** Name and contact are for those who handle the comment: the desk and the unit that holds it. Supporting units do without. */
export function canViewContact(handled: Handled, viewer: Viewer): boolean {
  if (!may(viewer.role, 'view-contact')) return false;
  return reachOf(viewer.role) === 'jurisdiction' || holds(viewer, handled);
}
