// Everything the application needs of the world, passed in: the same application runs in workerd, in Node and in a test.

import type { DeclineReason } from '../contract/decline.ts';
import type { ReplyTemplate } from '../contract/reply.ts';
import type { Database } from '../db/database.ts';
import type { Calendars } from '../domain/clock/calendar.ts';
import type { NamedWindow, RuleFinder } from '../domain/clock/rules.ts';
import type { ContactKeys } from '../domain/privacy/contact-cipher.ts';
import type { Auth } from './auth.ts';
import type { Files } from './files.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Notifier } from './notifier.ts';
import type { Proofs } from './proof.ts';
import type { SingleSignOn } from './single-sign-on.ts';
import type { Site } from './site.ts';

/** The parts of one office: its own record, accounts and files, and what it shares with the other offices of its home. */
export interface Deps {
  /** Of the office within its home. */
  id: string;
  /** The office that keeps the record of a jurisdiction: this one, or one with a database and files of its own. */
  officeOf(jurisdiction: string): Deps;
  /** All offices of this home, this one among them. */
  offices(): readonly Deps[];
  database: Database;
  auth: Auth;
  /** Null where it is not set up. */
  singleSignOn: SingleSignOn | null;
  /** Milliseconds UTC. */
  now(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
  /** Lets time pass before an answer to wrong codes. @param milliseconds how much */
  pause(milliseconds: number): Promise<void>;
  notifier: Notifier;
  limits: Limits;
  proofs: Proofs;
  files: Files;
  /**
   * How the record is kept: `command` where `npm run backup` copies it, on a server of one's own; `platform` where the
   * database has a history of its own, and `npm run export` takes a copy out of the account.
   */
  backups: 'command' | 'platform';
  /** So many comments to one jurisdiction within ten minutes are a flood; from then on each waits for a look. */
  floodCount: number;
  site: Site;
  calendars: Calendars;
  /** The jurisdiction's rule on the day of receipt, or the site's own default (design rule 10). */
  ruleFor: RuleFinder;
  /** Windows that the calculator offers. */
  windows: NamedWindow[];
  /** What the form of a reply offers to begin with; none is sent as it stands. */
  replyTemplates: ReplyTemplate[];
  /** Why the desk may decline a comment, each with the right channel. */
  declineReasons: DeclineReason[];
  /** Keys the tracking codes. */
  codeSecret: string;
  /** Encrypt and open names and contacts. */
  contactKeys: ContactKeys;
  /** Months after closing, when they are erased. */
  contactMonths: number;
  log: Log;
}
