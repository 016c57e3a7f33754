// Ways to reach people: e-mail and text messages through a provider's HTTP interface, the office's group through its robot.
// SMTP needs a socket, which workerd has not; the home on plain Node brings it (api/homes/node/smtp.ts).

import { type NoteText, writeNote } from '../domain/notes.ts';
import type { ReminderKind, ReminderRecipient } from '../domain/office/reminders.ts';
import type { EventType } from '../life/life.ts';
import type { Recipient } from '../life/words.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';

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

type Post = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sends one e-mail. @throws Error where it was not taken; its message holds no address and no secret
 */
export type SendMail = (mail: NoteText & { to: string; key: string }) => Promise<void>;

/** A provider that does not answer must not hold up the others. */
const patience = 10_000;

/** Stands in until a way to reach people is set up: writes to the log that nobody was told. */
function createDouble(log: Log): Notifier {
  const pretend = (what: string, details: Record<string, string>) => {
    log({ level: 'info', message: `test double of the notifier: nobody was told (${what})`, details });
    return 'pretended' as const;
  };
  return {
    isDouble: true,
    send: async ({ receiptCode, what }) => pretend(what, { receiptCode }),
    remind: async ({ what, key }) => pretend(what, { key }),
  };
}

/** The body that each robot understands. */
const robotBody = {
  wecom: ({ text }: Pick<NoteText, 'text'>) => ({ msgtype: 'text', text: { content: text } }),
  dingtalk: ({ text }: Pick<NoteText, 'text'>) => ({ msgtype: 'text', text: { content: text } }),
  feishu: ({ text }: Pick<NoteText, 'text'>) => ({ msg_type: 'text', content: { text } }),
} satisfies Record<Environment['OFFICE_KIND'], (note: Pick<NoteText, 'text'>) => unknown>;

/** Robots answer 200 also where they refuse, and say so in the body. */
async function isTaken(response: Response): Promise<boolean> {
  const answer = await response.json().catch(() => ({}));
  const { errcode, code } = answer as { errcode?: unknown; code?: unknown };
  return (errcode ?? code ?? 0) === 0;
}

/**
 * @param post `fetch`, or a test's stand-in for it
 * @param sendMail by a mail server, where the home has a socket for it; null sends by MAIL_URL
 * @throws Error where a mail server is set and the home cannot reach any
 */
export function createNotifier(env: Environment, post: Post, log: Log, sendMail: SendMail | null = null): Notifier {
  if (env.SMTP_HOST && !sendMail)
    throw new Error('settings: SMTP_HOST needs the home on plain Node; set MAIL_URL here');
  const { MAIL_URL, MAIL_TOKEN, SMS_URL, SMS_TOKEN, OFFICE_URL, OFFICE_KIND, UNIT_URLS, LEADER_URLS } = env;
  const ways = [MAIL_URL, SMS_URL, OFFICE_URL, ...UNIT_URLS.values(), ...LEADER_URLS.values()];
  if (!ways.some(Boolean) && !sendMail) return createDouble(log);

  async function deliver(url: string, token: string | undefined, key: string, body: unknown): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const signal = AbortSignal.timeout(patience);
    const response = await post(url, { method: 'POST', headers, body: JSON.stringify(body), signal }).catch(
      (error: unknown) => {
        // Not the error itself: it may name the address that was asked, and the robot's holds its token.
        throw new Error(`provider not reached (${error instanceof Error ? error.name : typeof error})`);
      },
    );
    if (!response.ok) throw new Error(`provider answered ${response.status}`);
    return response;
  }

  async function tellRobot(
    url: string | undefined,
    key: string,
    note: { text: string },
  ): Promise<'sent' | 'unreachable'> {
    if (!url) return 'unreachable';
    const response = await deliver(url, undefined, key, robotBody[OFFICE_KIND](note));
    if (!(await isTaken(response))) throw new Error('the robot refused the note');
    return 'sent';
  }

  function robotOf({ recipient, jurisdiction, unit }: StaffNote): string | undefined {
    if (recipient === 'unit') return UNIT_URLS.get(`${jurisdiction}/${unit}`) ?? OFFICE_URL;
    return recipient === 'leader' ? (LEADER_URLS.get(jurisdiction) ?? OFFICE_URL) : OFFICE_URL;
  }

  return {
    isDouble: false,
    async send({ recipient, what, receiptCode, address, key }: Note) {
      const note = writeNote(recipient, what, receiptCode, env.BASE_URL);
      if (recipient === 'office') return tellRobot(OFFICE_URL, key, note);
      const isMail = address?.includes('@');
      if (address && isMail && sendMail) {
        await sendMail({ ...note, to: address, key });
        return 'sent';
      }
      const [url, token] = isMail ? [MAIL_URL, MAIL_TOKEN] : [SMS_URL, SMS_TOKEN];
      if (!address || !url) return 'unreachable';
      await deliver(url, token, key, { to: address, ...note });
      return 'sent';
    },
    remind: async (note) => {
      const text = `${note.text}查看：${new URL(note.path, env.BASE_URL)}`;
      return tellRobot(robotOf(note), note.key, { text });
    },
  };
}
