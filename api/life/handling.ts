// Who holds a comment, and who supports.
import type { Role } from '../contract/words.ts';
import type { CommentStanding } from './standing.ts';

/** The viewer, as far as comments are concerned. */
export interface Viewer {
  role: Role;
  /** The unit clerk's unit; null for the desk. */
  unit: string | null;
}

export type Handled = Pick<CommentStanding, 'unit' | 'helpers'>;

/** The unit replies, and the window is its own (主办). */
export const holds = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && unit === handled.unit;

/** The unit reads along and advises the one that holds the comment (协办). */
export const helps = ({ unit }: Viewer, handled: Handled): boolean => unit !== null && handled.helpers.includes(unit);
