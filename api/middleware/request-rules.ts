// What a sender may ask of each route: how often, and how large a body. A route that takes a body and is not listed answers
// nobody; test/api/request-limits.test.ts walks all routes. Numbers per minute are in wrangler.toml, for both homes.
import { attachmentLimits, maxAttachmentBytes } from '../contract/attachment.ts';
import { plainPattern } from '../contract/served-pages.ts';
import type { LimitName } from '../ports/limits.ts';

export interface RequestRule {
  limit: LimitName;
  maxBytes: number;
  /** Multipart bodies may carry files; larger ones than `smallFormBytes` also count towards the limit `files`. */
  takesFiles: boolean;
  /** If the rate limiter does not answer: `serve` where the route itself is careful, otherwise `refuse`. */
  ifUnanswered: 'serve' | 'refuse';
}

/** The longest reply has 5,000 characters of up to four bytes, plus the other fields. */
const maxJsonBytes = 64 * 1024;
/** Form encoding triples bytes; an over-long comment must still come back to be shortened. */
const maxFormBytes = 1024 * 1024;
/** Three files at their largest, and the form around them. */
export const maxFilesBytes = attachmentLimits.count * maxAttachmentBytes + maxFormBytes;
/** Every field of the form at its longest, as a browser sends it. */
export const smallFormBytes = 64 * 1024;

const json = { maxBytes: maxJsonBytes, takesFiles: false, ifUnanswered: 'refuse' } as const;
const form = { maxBytes: maxFormBytes, takesFiles: false, ifUnanswered: 'refuse' } as const;
const reading = { maxBytes: 0, takesFiles: false, ifUnanswered: 'serve' } as const;

const intake: RequestRule = { ...json, limit: 'intake', ifUnanswered: 'serve' };
const follow: RequestRule = { ...json, limit: 'follow' };
const signIn: RequestRule = { ...json, limit: 'sign-in' };
// Session and own origin are asked as well, and staff must be able to work while the limiter fails.
const staff: RequestRule = { ...json, limit: 'staff', ifUnanswered: 'serve' };
const smallForm: RequestRule = { ...form, limit: 'small', ifUnanswered: 'serve' };
const lookup: RequestRule = { ...reading, limit: 'lookup' };
const wholeFile: RequestRule = { ...reading, limit: 'export' };

/** By method and pattern. Reading routes are listed where reading searches, computes, or sends a whole record. */
const rules: Partial<Record<string, RequestRule>> = {
  // An uncounted comment is accepted and held for review.
  'POST /ask/': { ...form, limit: 'intake', takesFiles: true, ifUnanswered: 'serve' },
  'POST /api/comments': intake,
  'POST /api/comments/with-attachments': { ...intake, takesFiles: true },
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
  'GET /api/answers/search': { ...reading, limit: 'search' },
  'GET /ask/choose/': lookup,
  'GET /search/': { ...reading, limit: 'search' },
  'GET /figures/': lookup,
  'GET /figures/list/': lookup,
  'GET /data/figures.json': lookup,
  'GET /data/arrivals.json': lookup,
  'GET /data/arrivals.csv': lookup,
  'GET /data/commitments.json': lookup,
  'GET /data/head.json': lookup,
  'GET /data/witnesses.json': wholeFile,
  'GET /data/witnessed.json': wholeFile,
  'GET /data/answers.json': wholeFile,
  'GET /data/ledger.json': wholeFile,
  'GET /data/ledger.csv': wholeFile,
  'GET /data/seals.csv': wholeFile,
};

export const ruleFor = (method: string, path: string): RequestRule | undefined =>
  rules[`${method} ${plainPattern(path)}`];

/** All routes of the table, for the test that compares them with the application's. */
export const ruledRoutes: readonly string[] = Object.keys(rules);
