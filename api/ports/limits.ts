// The interface of the rate limiter.

/**
 * The rate limits. They count requests by address, except `account`, which counts sign-in attempts by username, and
 * `receipt`, which counts guesses of tracking codes by receipt code. `files`: requests with large bodies. `small`: short
 * forms. `staff`: requests of signed-in staff. `lookup`: pages that are computed on request. `search`: searches of published
 * answers. `export`: downloads of open data.
 */
export type LimitName =
  | 'intake'
  | 'files'
  | 'follow'
  | 'receipt'
  | 'sign-in'
  | 'account'
  | 'small'
  | 'staff'
  | 'lookup'
  | 'search'
  | 'export';

/** Counts requests by sender. */
export interface Limits {
  /** @returns false if this sender must wait */
  allow(limitName: LimitName, sender: string): Promise<boolean>;
}
