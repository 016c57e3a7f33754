// What each role is: one row per role; a role without its row does not compile.
import type { Role } from '../../contract/words.ts';

/** Permissions; routes and pages ask for these. */
export type Permission =
  /** One's own account: identity, signing out everywhere, a new password. */
  | 'own-account'
  | 'read-comments'
  /** The life of a comment (api/life) decides which move, in which state, by whom. */
  | 'make-moves'
  /** List the units that a comment can be assigned to, with their earlier comments. */
  | 'assign'
  /** Show it unmasked, for a recorded reason: only to those who handle comments. */
  | 'view-contact'
  /** A photograph or a letter may identify its sender, so oversight roles do not get it. */
  | 'save-attachments'
  | 'record-progress'
  /** The jurisdiction's public figures as files. */
  | 'export'
  /** Who viewed residents' names and contacts, and why. Those who view do not audit. */
  | 'audit-contact-views'
  /** Which account made each move; all others see only the role. Those who move do not audit. */
  | 'audit-events'
  /** The jurisdiction's accounts, and the log of changes to them. */
  | 'read-accounts'
  | 'manage-accounts'
  /** Health of the site: jobs, failed notes, the calendar. No comment, no person. */
  | 'read-status';

interface RoleFacts {
  /** Which comments the role sees: all of its jurisdiction, those its unit holds, or none. With `unit`, every account has one. */
  reach: 'jurisdiction' | 'unit' | 'none';
  /** Requires more than a password: for roles that see and act on every resident of a county, or create accounts. */
  needsSecondFactor: boolean;
  /** A permission not listed is refused. */
  may: readonly Permission[];
}

export const roleTable: Record<Role, RoleFacts> = {
  desk: {
    reach: 'jurisdiction',
    needsSecondFactor: true,
    may: [
      'own-account',
      'read-comments',
      'make-moves',
      'assign',
      'view-contact',
      'save-attachments',
      'record-progress',
      'export',
      'read-status',
    ],
  },
  unit: {
    reach: 'unit',
    needsSecondFactor: false,
    may: ['own-account', 'read-comments', 'make-moves', 'view-contact', 'save-attachments', 'record-progress'],
  },
  reviewer: {
    reach: 'jurisdiction',
    needsSecondFactor: false,
    may: ['own-account', 'read-comments', 'make-moves', 'save-attachments', 'export'],
  },
  auditor: {
    reach: 'jurisdiction',
    needsSecondFactor: false,
    may: ['own-account', 'read-comments', 'export', 'audit-contact-views', 'audit-events', 'read-accounts'],
  },
  admin: {
    reach: 'none',
    needsSecondFactor: true,
    may: ['own-account', 'read-accounts', 'manage-accounts', 'read-status'],
  },
};
