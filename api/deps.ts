// Everything the application needs of the world, passed in: the same application runs in workerd, in Node and in a test.

import type { Auth } from './auth.ts';
import type { SiteIndex } from './contract/subject.ts';
import type { Database } from './db/comments.ts';
import type { Calendars } from './domain/calendar.ts';
import type { ContactKeys } from './domain/contact-cipher.ts';
import type { EventType } from './domain/lifecycle.ts';
import type { Recipient } from './domain/notes.ts';
import type { NamedWindow, RuleFinder } from './domain/rules.ts';

/** A note about something that happened; never with the words of question or reply. */
export interface Note {
  receiptCode: string;
  recipient: Recipient;
  /** The event that it tells of. */
  what: EventType;
  /** Telephone number or e-mail address of the resident; none for the office. */
  address: string | null;
  /** The same for every try, so that a provider can tell a repeated sending. */
  key: string;
}

/** Sends notes out into the world. */
export interface Notifier {
  /** The test double stands in: nobody is told anything. */
  isDouble: boolean;
  /**
   * @returns `unreachable` where nothing is set up for such an address
   * @throws Error where it failed and may be tried again; its message holds no address and no token
   */
  send(note: Note): Promise<'sent' | 'pretended' | 'unreachable'>;
}

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

/** The built site beside the API. */
export interface Site {
  /** Answers with a built file, or the site's 404 page. */
  serve(request: Request): Promise<Response>;
  /** @returns the HTML of a built page, or null where there is none */
  page(path: string): Promise<string | null>;
  /** Which subjects and units the built site has. */
  index(): Promise<SiteIndex>;
}

export interface LogEntry {
  level: 'info' | 'error';
  message: string;
  requestId: string;
  /** No personal data, no tracking code, no address of a sender. */
  details?: Record<string, string | number | undefined>;
}

export interface Deps {
  database: Database;
  auth: Auth;
  /** Milliseconds UTC. */
  now(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
  /** Lets time pass before an answer to wrong codes. @param milliseconds how much */
  pause(milliseconds: number): Promise<void>;
  notifier: Notifier;
  limits: Limits;
  site: Site;
  calendars: Calendars;
  /** The jurisdiction's rule on the day of receipt, or the site's own default (design rule 10). */
  ruleFor: RuleFinder;
  /** Windows that the calculator offers. */
  windows: NamedWindow[];
  /** Keys the tracking codes. */
  codeSecret: string;
  /** Encrypt and open names and contacts. */
  contactKeys: ContactKeys;
  /** Months after closing, when they are erased. */
  contactMonths: number;
  log(entry: LogEntry): void;
}
