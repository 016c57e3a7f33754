// Everything the application needs of the world, passed in: the same application runs in workerd, in Node and in a test.

import type { Auth } from './auth.ts';
import type { SiteIndex } from './contract/subject.ts';
import type { Database } from './db/comments.ts';
import type { Calendars } from './domain/calendar.ts';
import type { NamedWindow, RuleFinder } from './domain/rules.ts';

/** Tells a resident that something happened; never with the words of question or reply. */
export interface Notifier {
  tell(note: { receiptCode: string; what: 'received' | 'assigned' | 'replied' | 'declined' }): Promise<void>;
}

/** What is counted: by address, and for `account` by the name that somebody tries to sign in with. */
export type LimitName = 'intake' | 'follow' | 'sign-in' | 'account';

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
  log(entry: LogEntry): void;
}
