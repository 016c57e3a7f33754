// Who may what: the one table. The API asks it for every route, the pages ask it what to show, and a test walks it.
import { type Role, roles } from '../../contract/words.ts';

/** What can be done, and who may do it. Whoever is not named may not. */
const permissions = {
  /** One's own account: who am I, signing out everywhere, a new password. */
  'own-account': roles,
  'read-comments': ['desk', 'unit', 'reviewer', 'auditor'],
  /** Which move, in which state and by whom, each move says of itself (life/). */
  'make-moves': ['desk', 'unit', 'reviewer'],
  /** Which units a comment may be given to, and what they had before. */
  assign: ['desk'],
  /** Unmasked, for a reason that is recorded: only for who handles comments. */
  'view-contact': ['desk', 'unit'],
  /** A photograph or a letter may show who sent it: not for who only checks the work. */
  'save-attachments': ['desk', 'unit', 'reviewer'],
  'record-progress': ['desk', 'unit'],
  /** Figures of the jurisdiction as files; they are the public ones. */
  export: ['desk', 'reviewer', 'auditor'],
  /** Who looked at residents' names and contacts, and why: whoever looks does not audit. */
  'audit-contact-views': ['auditor'],
  /** Which account made each move, where all others see the role: whoever moves does not audit. */
  'audit-events': ['auditor'],
  /** Accounts of the jurisdiction and the log of what was done to them. */
  'read-accounts': ['admin', 'auditor'],
  'manage-accounts': ['admin'],
  /** How the site is doing: jobs, notes that failed, the calendar. No comment and no person. */
  'read-status': ['desk', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** How much of the comments somebody sees: all of their jurisdiction, what their unit holds, or none. */
export const reach: Record<Role, 'jurisdiction' | 'unit' | 'none'> = {
  desk: 'jurisdiction',
  unit: 'unit',
  reviewer: 'jurisdiction',
  auditor: 'jurisdiction',
  admin: 'none',
};

/**
 * Every route of the API, by method and path as the application has it. `anybody` needs no account; what is not named
 * here is refused to everybody.
 */
const routes: Partial<Record<string, Permission | 'anybody'>> = {
  'GET /api/openapi.json': 'anybody',
  'GET /api/challenge': 'anybody',
  'POST /api/comments': 'anybody',
  'POST /api/comments/with-attachments': 'anybody',
  'POST /api/follow': 'anybody',
  'POST /api/follow/moves': 'anybody',
  'GET /api/answers': 'anybody',
  'GET /api/offers': 'anybody',
  'POST /api/session': 'anybody',
  'DELETE /api/session': 'anybody',
  'POST /api/session/code': 'anybody',
  'GET /api/session/ways': 'anybody',
  'POST /api/session/sso': 'anybody',
  'GET /api/session/sso/callback/oidc': 'anybody',
  'POST /api/links/look': 'anybody',
  'POST /api/links': 'anybody',
  'GET /api/own-account': 'own-account',
  'POST /api/own-account/password': 'own-account',
  'POST /api/own-account/second-factor': 'own-account',
  'POST /api/own-account/second-factor/code': 'own-account',
  'DELETE /api/own-account/sessions': 'own-account',
  'GET /api/accounts': 'read-accounts',
  'GET /api/accounts/log': 'read-accounts',
  'POST /api/accounts': 'manage-accounts',
  'POST /api/accounts/:account/changes': 'manage-accounts',
  'GET /api/queue/me': 'own-account',
  'GET /api/queue': 'read-comments',
  'GET /api/queue/:receiptCode': 'read-comments',
  'GET /api/queue/:receiptCode/units': 'assign',
  'GET /api/queue/:receiptCode/attachments/:number{[1-9]}': 'save-attachments',
  'POST /api/queue/:receiptCode/moves': 'make-moves',
  'GET /api/desk/changes': 'read-comments',
  'GET /api/desk/choices': 'read-comments',
  'PUT /api/desk/presence/:receiptCode': 'read-comments',
  'DELETE /api/desk/presence/:receiptCode': 'read-comments',
  'GET /api/desk/views': 'read-comments',
  'POST /api/desk/views': 'read-comments',
  'DELETE /api/desk/views/:id': 'read-comments',
  'POST /api/queue/:receiptCode/contact-views': 'view-contact',
  'GET /api/reports': 'export',
  'GET /api/reports/annual.csv': 'export',
  'GET /api/reports/months.csv': 'export',
  'GET /api/reports/year.xlsx': 'export',
  'GET /api/reports/contact-views': 'audit-contact-views',
  'GET /api/reports/contact-views.csv': 'audit-contact-views',
  'GET /api/reports/events.csv': 'audit-events',
  'GET /api/status': 'read-status',
  'GET /api/commitments': 'record-progress',
  'GET /api/commitments/:document/:row': 'record-progress',
  'POST /api/commitments/:document/:row/records': 'record-progress',
};

/** @returns what a route needs; null where the table does not name it */
export const neededFor = (method: string, path: string): Permission | 'anybody' | null =>
  routes[`${method} ${path}`] ?? null;

export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}

/** Who must prove more than a password: those who see every resident of a county, or who make accounts. */
export const needsSecondFactor = (role: Role): boolean => role === 'desk' || role === 'admin';
