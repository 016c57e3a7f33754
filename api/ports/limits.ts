// The interface of the rate limiter.

/**
 * The limits. They count by address, except `account`, which counts attempts by username, and `receipt`, which counts
 * guesses by receipt code. `files` counts bodies as large as attachments; `small` short forms; `staff` requests of signed-in
 * staff; `lookup` reads that compute; `search` searches of published answers; `export` downloads of open data.
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
  allow(what: LimitName, sender: string): Promise<boolean>;
}
