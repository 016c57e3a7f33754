// Whose comment it is: who holds it, who helps with it, and what of it each of them sees.
import type { Role } from '../../contract/words.ts';
import type { CommentStanding } from '../lifecycle.ts';
import { may, reach } from './access.ts';

/** Who looks, as far as comments care. */
export interface Viewer {
  role: Role;
  /** The unit clerk's unit; null for the desk. */
  unit: string | null;
}

type Handled = Pick<CommentStanding, 'unit' | 'helpers'>;

/** The unit answers it, and its clock is the unit's (主办). */
export const holds = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && unit === handled.unit;

/** The unit reads along and advises the one that holds it (协办). */
export const helps = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && handled.helpers.includes(unit);

/** How much of their jurisdiction each role sees stands in the table of access. */
export function canView(handled: Handled, viewer: Viewer): boolean {
  if (reach[viewer.role] === 'jurisdiction') return true;
  return reach[viewer.role] === 'unit' && (holds(viewer, handled) || helps(viewer, handled));
}

/** Name and contact are for who handles the comment: the desk, and the unit that holds it. Helpers do without. */
export function canViewContact(handled: Handled, viewer: Viewer): boolean {
  if (!may(viewer.role, 'view-contact')) return false;
  return reach[viewer.role] === 'jurisdiction' || holds(viewer, handled);
}
