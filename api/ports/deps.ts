// Everything the application needs from the world, passed in: the same application runs in workerd, in Node and in tests.

import type { DeclineReason } from '../contract/decline.ts';
import type { ReplyTemplate } from '../contract/reply.ts';
import type { NamedWindow } from '../contract/rules.ts';
import type { Database } from '../db/database.ts';
import type { Calendars } from '../domain/clock/calendar.ts';
import type { RuleFinder } from '../domain/clock/rules.ts';
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
  /** The office's id within its home. */
  id: string;
  /** The office that keeps a jurisdiction's record: this one, or one with its own database and files. */
  officeOf(jurisdiction: string): Deps;
  /** All offices of this home, including this one. */
  offices(): readonly Deps[];
  database: Database;
  auth: Auth;
  /** Null if it is not configured. */
  singleSignOn: SingleSignOn | null;
  /** Milliseconds UTC. */
  now(): number;
  /** Cryptographically random bytes. */
  random(length: number): Uint8Array;
  /** Delays the response to wrong codes. @param milliseconds the delay */
  pause(milliseconds: number): Promise<void>;
  notifier: Notifier;
  limits: Limits;
  proofs: Proofs;
  files: Files;
  /**
   * How the record is preserved: `command` if `npm run backup` copies it, on a self-hosted server; `platform` if the database
   * keeps its own history and `npm run export` copies it out of the account.
   */
  backups: 'command' | 'platform';
  /** This many comments to one jurisdiction within ten minutes are a flood; later ones are held for review. */
  floodCount: number;
  site: Site;
  calendars: Calendars;
  /** The jurisdiction's rule on the day of receipt, or the site's default (design rule 10). */
  ruleFor: RuleFinder;
  /** Windows that the calculator offers. */
  windows: NamedWindow[];
  /** Templates that a reply can start from; none can be sent unchanged. */
  replyTemplates: ReplyTemplate[];
  /** Reasons to decline a comment, each with the right channel. */
  declineReasons: DeclineReason[];
  /** Key for hashing tracking codes. */
  codeSecret: string;
  /** Keys that encrypt and decrypt names and contacts. */
  contactKeys: ContactKeys;
  /** Months after closing until names and contacts are erased. */
  contactMonths: number;
  log: Log;
}
