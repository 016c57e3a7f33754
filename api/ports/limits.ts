// Rate limits for whatever costs the service something.

/**
 * What is counted, by address; for `account` by the username that somebody tries, for `receipt` by the receipt code that
 * somebody guesses tracking codes for, from any number of addresses.
 */
export type LimitName = 'intake' | 'follow' | 'receipt' | 'sign-in' | 'account';

/** Rate-limits senders. */
export interface Limits {
  /** @returns false if this sender has to wait */
  allow(what: LimitName, sender: string): Promise<boolean>;
}
