// How often one sender may do what costs the service something.

/**
 * What is counted: by address; for `account` by the name that somebody tries to sign in with, for `receipt` by the
 * receipt code that somebody tries tracking codes for, from however many addresses.
 */
export type LimitName = 'intake' | 'follow' | 'receipt' | 'sign-in' | 'account';

/** Holds back who sends too much. */
export interface Limits {
  /** @returns false where this sender has to wait */
  allow(what: LimitName, sender: string): Promise<boolean>;
}
