// The rate limit and maximum body size of each route. Unlisted routes reject all requests with a body;
// test/api/request-limits.test.ts checks every route. Both homes take the numbers per minute from wrangler.toml.
import { attachmentLimits, maxAttachmentBytes } from '../contract/attachment.ts';
import { stripParameterPatterns } from '../contract/served-pages.ts';
import type { LimitName } from '../ports/limits.ts';

export interface RequestRule {
  limit: LimitName;
  maxBytes: number;
  /** True if multipart bodies may contain attachments. Bodies above `smallFormBytes` also count towards the limit `files`. */
  acceptsFiles: boolean;
  /** What to do if the rate limiter does not respond. `serve` is only for routes that have other protection. */
  ifLimiterFails: 'serve' | 'refuse';
}

/** The longest reply has 5,000 characters of up to four bytes, plus the other fields. */
const maxJsonBytes = 64 * 1024;
/** URL encoding triples the bytes of Chinese text. A comment above its limit must still arrive, to be shown for shortening. */
const maxFormBytes = 1024 * 1024;
/** The maximum number and size of attachments, plus the form. */
export const maxFilesBytes = attachmentLimits.count * maxAttachmentBytes + maxFormBytes;
/** Enough for all fields at their maximum length, as a browser sends them. */
export const smallFormBytes = 64 * 1024;

const json = { maxBytes: maxJsonBytes, acceptsFiles: false, ifLimiterFails: 'refuse' } as const;
const form = { maxBytes: maxFormBytes, acceptsFiles: false, ifLimiterFails: 'refuse' } as const;
const readOnly = { maxBytes: 0, acceptsFiles: false, ifLimiterFails: 'serve' } as const;

const intake: RequestRule = { ...json, limit: 'intake', ifLimiterFails: 'serve' };
const follow: RequestRule = { ...json, limit: 'follow' };
const signIn: RequestRule = { ...json, limit: 'sign-in' };
// These routes also check session and origin, and staff must be able to work while the rate limiter fails.
const staff: RequestRule = { ...json, limit: 'staff', ifLimiterFails: 'serve' };
const smallForm: RequestRule = { ...form, limit: 'small', ifLimiterFails: 'serve' };
const lookup: RequestRule = { ...readOnly, limit: 'lookup' };
const exportDownload: RequestRule = { ...readOnly, limit: 'export' };

/** Rules by method and path pattern. GET routes are listed only if they search, compute, or export a whole record. */
const rules: Partial<Record<string, RequestRule>> = {
  // If the rate limiter fails, comments are accepted but held for review.
  'POST /ask/': { ...form, limit: 'intake', acceptsFiles: true, ifLimiterFails: 'serve' },
  'POST /api/comments': intake,
  'POST /api/comments/with-attachments': { ...intake, acceptsFiles: true },
  'POST /care/': smallForm,
  'POST /follow/': { ...form, limit: 'follow' },
  'POST /follow/moves/': { ...form, limit: 'follow' },
  'POST /follow/ask/': smallForm,
  'POST /follow/forget/': smallForm,
  'POST /api/follow': follow,
  'POST /api/follow/moves': follow,
  'POST /api/session': signIn,
  'DELETE /api/session': staff,
  'POST /api/session/code': signIn,
  'POST /api/session/sso': signIn,
  'POST /api/links/look': signIn,
  'POST /api/links': signIn,
  'POST /api/witness': { ...json, limit: 'export' },
  'POST /api/own-account/password': staff,
  'POST /api/own-account/second-factor': staff,
  'POST /api/own-account/second-factor/code': staff,
  'DELETE /api/own-account/sessions': staff,
  'POST /api/accounts': staff,
  'POST /api/accounts/:account/changes': staff,
  'POST /api/queue/:receiptCode/moves': staff,
  'POST /api/queue/:receiptCode/contact-views': staff,
  'PUT /api/desk/presence/:receiptCode': staff,
  'DELETE /api/desk/presence/:receiptCode': staff,
  'POST /api/desk/views': staff,
  'DELETE /api/desk/views/:id': staff,
  'POST /api/commitments/:document/:row/records': staff,
  'GET /api/challenge': lookup,
  'GET /api/offers': lookup,
  'GET /api/answers/search': { ...readOnly, limit: 'search' },
  'GET /ask/choose/': lookup,
  'GET /search/': lookup,
  'GET /figures/': lookup,
  'GET /figures/list/': lookup,
  'GET /data/figures.json': lookup,
  'GET /data/arrivals.json': lookup,
  'GET /data/arrivals.csv': lookup,
  'GET /data/commitments.json': lookup,
  'GET /data/head.json': lookup,
  'GET /data/witnesses.json': exportDownload,
  'GET /data/witnessed.json': exportDownload,
  'GET /data/answers.json': exportDownload,
  'GET /data/ledger.json': exportDownload,
  'GET /data/ledger.csv': exportDownload,
  'GET /data/seals.csv': exportDownload,
};

export const requestRuleFor = (method: string, path: string): RequestRule | undefined =>
  rules[`${method} ${stripParameterPatterns(path)}`];

/** All routes that have a rule; a test compares them with the application's routes. */
export const routesWithRules: readonly string[] = Object.keys(rules);
