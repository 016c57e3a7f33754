// Access control: the required permission of every API route, and checks against the table of roles. The API enforces
// it on every request, pages use it to decide what to show, and a test tries every route with every role.
import type { Role } from '../../contract/words.ts';
import { type Permission, roleTable } from './roles.ts';

/**
 * Every route of the API, by method and path pattern. `anybody` needs no account. Unlisted routes are denied to everybody.
 */
const routes: Partial<Record<string, Permission | 'anybody'>> = {
  'GET /api/openapi.json': 'anybody',
  'GET /api/challenge': 'anybody',
  'POST /api/comments': 'anybody',
  'POST /api/comments/with-attachments': 'anybody',
  'POST /api/follow': 'anybody',
  'POST /api/follow/moves': 'anybody',
  'GET /api/answers': 'anybody',
  'GET /api/answers/search': 'anybody',
  'GET /api/offers': 'anybody',
  'POST /api/session': 'anybody',
  'DELETE /api/session': 'anybody',
  'POST /api/session/code': 'anybody',
  'GET /api/session/ways': 'anybody',
  'POST /api/session/sso': 'anybody',
  'GET /api/session/sso/callback/oidc': 'anybody',
  'POST /api/links/look': 'anybody',
  'POST /api/links': 'anybody',
  'POST /api/witness': 'anybody',
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
  'GET /api/queue/:receiptCode/subjects': 'assign',
  'GET /api/queue/:receiptCode/duplicates': 'assign',
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
export const requiredPermission = (method: string, path: string): Permission | 'anybody' | null =>
  routes[`${method} ${path}`] ?? null;

export const may = (role: Role, permission: Permission): boolean => roleTable[role].permissions.includes(permission);

export const scopeOf = (role: Role) => roleTable[role].scope;

/** True if accounts of this role must belong to a unit; other accounts must not. */
export const hasUnit = (role: Role): boolean => scopeOf(role) === 'unit';

export const needsSecondFactor = (role: Role): boolean => roleTable[role].needsSecondFactor;
