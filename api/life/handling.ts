// Whose comment it is: who holds it, and who helps with it.
import type { Role } from '../contract/words.ts';
import type { CommentStanding } from './standing.ts';

/** Who looks, as far as comments care. */
export interface Viewer {
  role: Role;
  /** The unit clerk's unit; null for the desk. */
  unit: string | null;
}

export type Handled = Pick<CommentStanding, 'unit' | 'helpers'>;

/** The unit answers it, and its clock is the unit's (主办). */
export const holds = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && unit === handled.unit;

/** The unit reads along and advises the one that holds it (协办). */
export const helps = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && handled.helpers.includes(unit);
