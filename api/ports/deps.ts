// Everything the application needs of the world, passed in: the same application runs in workerd, in Node and in a test.

import type { DeclineReason } from '../contract/decline.ts';
import type { ReplyTemplate } from '../contract/reply.ts';
import type { Challenge } from '../contract/sending.ts';
import type { SiteIndex } from '../contract/subject.ts';
import type { Database } from '../db/comments.ts';
import type { Calendars } from '../domain/clock/calendar.ts';
import type { NamedWindow, RuleFinder } from '../domain/clock/rules.ts';
import type { CleanFile } from '../domain/files/attachment.ts';
import type { EventType } from '../domain/lifecycle.ts';
import type { Recipient } from '../domain/notes.ts';
import type { ReminderKind, ReminderRecipient } from '../domain/office/reminders.ts';
import type { ContactKeys } from '../domain/privacy/contact-cipher.ts';
import type { Auth } from './auth.ts';
import type { SingleSignOn } from './single-sign-on.ts';

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

/** A reminder to staff, or the office's morning digest; never with the words of question or reply. */
export interface StaffNote {
  recipient: ReminderRecipient;
  jurisdiction: string;
  /** The unit that is told; empty where it is another. */
  unit: string;
  what: ReminderKind | 'digest';
  text: string;
  /** Of the page that it leads to, without the site's origin. */
  path: string;
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
  /** The same, to staff: whoever has no address of their own is reached through the office. */
  remind(note: StaffNote): Promise<'sent' | 'pretended' | 'unreachable'>;
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

/** Keeps what came along with comments: an object store, or a folder on one's own server. */
export interface Files {
  /** Keeps a file under its place; the same place again is the same file. */
  put(place: string, file: CleanFile): Promise<void>;
  /** @returns null where there is nothing in that place */
  get(place: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Places that begin so, some at a time, in their order. @param after the last of those before */
  list(prefix: string, after?: string): Promise<string[]>;
  /** Drops what is there; what is not there is no error. */
  remove(places: string[]): Promise<void>;
}

/** Work that a sender's device does for each comment, so that thousands of them cost something. */
export interface Proofs {
  makeChallenge(): Promise<Challenge>;
  /** @returns a mark of the proof, by which it serves once; null where the work was not done */
  checkProof(proof: string | undefined): Promise<string | null>;
}

export interface LogEntry {
  level: 'info' | 'error';
  message: string;
  /** Of the request or run that the line belongs to; where it is left out, the one that is being worked on (log.ts). */
  requestId?: string;
  /** No personal data, no tracking code, no address of a sender. */
  details?: Record<string, string | number | undefined>;
}

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
  log(entry: LogEntry): void;
}
