// The application's dependencies, which each home supplies, so that the same application runs in workerd, Node and tests.

import type { DeclineReason } from '../contract/decline.ts';
import type { ReplyTemplate } from '../contract/reply.ts';
import type { NamedWindow } from '../contract/rules.ts';
import type { Database } from '../db/database.ts';
import type { Calendars } from '../domain/clock/calendar.ts';
import type { RuleFinder } from '../domain/clock/rules.ts';
import type { ContactKeys } from '../domain/privacy/contact-cipher.ts';
import type { Auth } from './auth.ts';
import type { Files } from './files.ts';
import type { Judging } from './judging.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Notifier } from './notifier.ts';
import type { Proofs } from './proof.ts';
import type { Quotas } from './quotas.ts';
import type { SingleSignOn } from './single-sign-on.ts';
import type { Site } from './site.ts';
import type { Witnesses } from './witnesses.ts';

/** The dependencies of one office: its own record, accounts and files, and those that all offices of a home share. */
export interface Deps {
  /** The office's id within its home. */
  id: string;
  /** @returns the office that stores a jurisdiction's record */
  officeOf(jurisdiction: string): Deps;
  /** All offices of this home, including this one. */
  offices(): readonly Deps[];
  database: Database;
  auth: Auth;
  /** Null if not configured. */
  singleSignOn: SingleSignOn | null;
  /** Milliseconds UTC. */
  now(): number;
  /**
   * If the record clock does not follow the system clock (record-clock.ts): how far ahead the system clock is, in
   * milliseconds. Otherwise 0.
   */
  clockDeviation(): number;
  /** Not 0 while nobody can tell the time, so that nothing may be recorded (record-clock.ts: `untold`). */
  untoldTime(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
  /** Waits, to slow down guesses of codes. */
  pause(milliseconds: number): Promise<void>;
  notifier: Notifier;
  witnesses: Witnesses;
  limits: Limits;
  proofs: Proofs;
  /** Daily limits on how much each sender may store. */
  quotas: Quotas;
  files: Files;
  /**
   * How the record is backed up. `command`: by `npm run backup`, on a self-hosted server. `platform`: by the edge database's
   * own history; `npm run export` makes an external copy.
   */
  backups: 'command' | 'platform';
  /**
   * `process`: one process answers everybody, shares work between requests, and compresses what it sends. `isolate`: a
   * request may not wait for another's work, and the platform compresses.
   */
  runtime: 'process' | 'isolate';
  /** Comments to one jurisdiction within ten minutes from which further ones are held for review. */
  floodCount: number;
  site: Site;
  /** The office's calendars; which one is in force, its record says. */
  calendars: Calendars;
  /** The rules and calendars of this release, compared with what the record has seen. */
  judging: Judging;
  /** The jurisdiction's rule on the day of receipt, or the site's default (design rule 10). */
  ruleFor: RuleFinder;
  /** Windows to choose from in the calculator. */
  windows: NamedWindow[];
  /** Templates for replies; none can be sent unchanged. */
  replyTemplates: ReplyTemplate[];
  /** Reasons to decline a comment, each with the right channel. */
  declineReasons: DeclineReason[];
  /** Key for hashing tracking codes. */
  codeSecret: string;
  /** Keys that encrypt and decrypt names and contacts. */
  contactKeys: ContactKeys;
  /** Retention period of names and contacts, in months after closing. */
  contactMonths: number;
  log: Log;
}
