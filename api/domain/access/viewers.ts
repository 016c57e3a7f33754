// Who holds a comment, who supports, and what each of them sees.
import type { Role } from '../../contract/words.ts';
import type { CommentStanding } from '../lifecycle.ts';
import { may, reach } from './access.ts';

/** The viewer, as far as comments are concerned. */
export interface Viewer {
  role: Role;
  /** The unit clerk's unit; null for the desk. */
  unit: string | null;
}

type Handled = Pick<CommentStanding, 'unit' | 'helpers'>;

/** The unit replies, and the window is its own (主办). */
export const holds = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && unit === handled.unit;

/** The unit reads along and advises the one that holds the comment (协办). */
export const helps = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && handled.helpers.includes(unit);

/** The access table sets each role's reach. */
export function canView(handled: Handled, viewer: Viewer): boolean {
  if (reach[viewer.role] === 'jurisdiction') return true;
  return reach[viewer.role] === 'unit' && (holds(viewer, handled) || helps(viewer, handled));
}

/** Name and contact are for those who handle the comment: the desk and the unit that holds it. Supporting units do without. */
export function canViewContact(handled: Handled, viewer: Viewer): boolean {
  if (!may(viewer.role, 'view-contact')) return false;
  return reach[viewer.role] === 'jurisdiction' || holds(viewer, handled);
}
