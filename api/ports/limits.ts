// The interface of the rate limiter.

/**
 * The limits. They count by address, except `account`, which counts attempts by username, and `receipt`, which counts
 * guesses by receipt code.
 */
export type LimitName = 'intake' | 'follow' | 'search' | 'receipt' | 'sign-in' | 'account';

/** Counts requests by sender. */
export interface Limits {
  /** @returns false if this sender must wait */
  allow(what: LimitName, sender: string): Promise<boolean>;
}
