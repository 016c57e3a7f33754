// The table of roles: which comments each role sees, and its permissions. A role without a row does not compile.
import type { Role } from '../../contract/words.ts';

/** The permissions that routes and pages require. */
export type Permission =
  /** Manage one's own account: see it, change the password, sign out everywhere. */
  | 'own-account'
  | 'read-comments'
  /** Make moves; api/life decides who may make which move in which state. */
  | 'make-moves'
  /** List the units that a comment can be assigned to, with their earlier comments, and the subjects it can be about. */
  | 'assign'
  /** View a resident's name and contact unmasked, for a recorded reason. Only for roles that handle comments. */
  | 'view-contact'
  /** Download attachments. They may identify the sender, so auditors may not. */
  | 'save-attachments'
  | 'record-progress'
  /** Download the jurisdiction's public figures as files. */
  | 'export'
  /** Read the log of contact views. Not for roles that may view contacts. */
  | 'audit-contact-views'
  /** See which account made each move; others see only its role. Not for roles that make moves. */
  | 'audit-events'
  /** Read the jurisdiction's accounts and the log of their changes. */
  | 'read-accounts'
  | 'manage-accounts'
  /** Read the site's health: jobs, failed notes, the calendar. Reveals no comment and no person. */
  | 'read-status';

interface RoleDefinition {
  /** Which comments the role sees: its jurisdiction's, its unit's, or none. With `unit`, every account has a unit. */
  scope: 'jurisdiction' | 'unit' | 'none';
  /** True for roles that handle all comments of a jurisdiction or create accounts. */
  needsSecondFactor: boolean;
  /** Unlisted permissions are denied. */
  permissions: readonly Permission[];
}

export const roleTable: Record<Role, RoleDefinition> = {
  desk: {
    scope: 'jurisdiction',
    needsSecondFactor: true,
    permissions: [
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
    scope: 'unit',
    needsSecondFactor: false,
    permissions: ['own-account', 'read-comments', 'make-moves', 'view-contact', 'save-attachments', 'record-progress'],
  },
  reviewer: {
    scope: 'jurisdiction',
    needsSecondFactor: false,
    permissions: ['own-account', 'read-comments', 'make-moves', 'save-attachments', 'export'],
  },
  auditor: {
    scope: 'jurisdiction',
    needsSecondFactor: false,
    permissions: ['own-account', 'read-comments', 'export', 'audit-contact-views', 'audit-events', 'read-accounts'],
  },
  admin: {
    scope: 'none',
    needsSecondFactor: true,
    permissions: ['own-account', 'read-accounts', 'manage-accounts', 'read-status'],
  },
};
