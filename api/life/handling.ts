// Which unit leads a comment, and which units support it.
import type { Role } from '../contract/words.ts';
import type { CommentStanding } from './standing.ts';

/** The parts of a staff account that decide access to comments. */
export interface Viewer {
  role: Role;
  /** The unit clerk's unit; null for the desk. */
  unit: string | null;
}

export type Handled = Pick<CommentStanding, 'unit' | 'helpers'>;

/** True if the viewer's unit is the lead unit, which must reply in time (主办). */
export const holds = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && unit === handled.unit;

/** True if the viewer's unit is a supporting unit, which reads the comment and advises the lead unit (协办). */
export const helps = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && handled.helpers.includes(unit);
