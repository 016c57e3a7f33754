// Who may do what, in one table. The API asks it for every route, pages ask it what to show, and a test walks it.
import { type Role, roles } from '../../contract/words.ts';

/** Permissions and the roles that have them. A role not listed is refused. */
const permissions = {
  /** One's own account: identity, signing out everywhere, a new password. */
  'own-account': roles,
  'read-comments': ['desk', 'unit', 'reviewer', 'auditor'],
  /** The life of a comment (api/life) decides which move, in which state, by whom. */
  'make-moves': ['desk', 'unit', 'reviewer'],
  /** List the units that a comment can be assigned to, with their earlier comments. */
  assign: ['desk'],
  /** Show it unmasked, for a recorded reason: only to those who handle comments. */
  'view-contact': ['desk', 'unit'],
  /** A photograph or a letter may identify its sender, so oversight roles do not get it. */
  'save-attachments': ['desk', 'unit', 'reviewer'],
  'record-progress': ['desk', 'unit'],
  /** The jurisdiction's public figures as files. */
  export: ['desk', 'reviewer', 'auditor'],
  /** Who viewed residents' names and contacts, and why. Those who view do not audit. */
  'audit-contact-views': ['auditor'],
  /** Which account made each move; all others see only the role. Those who move do not audit. */
  'audit-events': ['auditor'],
  /** The jurisdiction's accounts, and the log of changes to them. */
  'read-accounts': ['admin', 'auditor'],
  'manage-accounts': ['admin'],
  /** Health of the site: jobs, failed notes, the calendar. No comment, no person. */
  'read-status': ['desk', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Which comments a role sees: all of its jurisdiction, those its unit holds, or none. */
export const reach: Record<Role, 'jurisdiction' | 'unit' | 'none'> = {
  desk: 'jurisdiction',
  unit: 'unit',
  reviewer: 'jurisdiction',
  auditor: 'jurisdiction',
  admin: 'none',
};

/**
 * Every route of the API, by method and path pattern. `anybody` needs no account; a route not listed
 * is refused to everybody.
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

/** @returns what a route requires; null if the table does not list it */
export const neededFor = (method: string, path: string): Permission | 'anybody' | null =>
  routes[`${method} ${path}`] ?? null;

export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}

/** Roles that must prove more than a password: those who see every resident of a county, or create accounts. */
export const needsSecondFactor = (role: Role): boolean => role === 'desk' || role === 'admin';
