// Sends notifications: e-mail and text messages through a provider's HTTP API, the office's group through its webhook.
// SMTP needs a socket, which workerd lacks; the self-hosted home provides it (api/homes/node/smtp.ts).

import { type NoteText, writeNote } from '../domain/notes.ts';
import type { ReminderKind, ReminderRecipient } from '../domain/office/reminders.ts';
import type { EventType } from '../life/life.ts';
import type { Recipient } from '../life/words.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';

/** A note about an event; never contains the words of the question or the reply. */
export interface Note {
  receiptCode: string;
  recipient: Recipient;
  /** The event that it reports. */
  what: EventType;
  /** The resident's telephone number or e-mail address; null for the office. */
  address: string | null;
  /** Same for every attempt, so that a provider can recognise a retry. */
  key: string;
}

/** A reminder to staff, or the office's morning digest; never contains the words of the question or the reply. */
export interface StaffNote {
  recipient: ReminderRecipient;
  jurisdiction: string;
  /** The unit to notify; empty for other recipients. */
  unit: string;
  what: ReminderKind | 'digest';
  text: string;
  /** Path of the page it links to, without the site's origin. */
  path: string;
  key: string;
}

/** Sends notes to people. */
export interface Notifier {
  /** The test double is in use: nobody is notified. */
  isDouble: boolean;
  /**
   * @returns `unreachable` if nothing is configured for such an address
   * @throws Error if it failed and may be retried; its message holds no address and no token
   */
  send(note: Note): Promise<'sent' | 'pretended' | 'unreachable'>;
  /** The same for staff: recipients without a webhook of their own are reached through the office. */
  remind(note: StaffNote): Promise<'sent' | 'pretended' | 'unreachable'>;
}

type Post = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sends one e-mail. @throws Error if it was not accepted; its message holds no address and no secret
 */
export type SendMail = (mail: NoteText & { to: string; key: string }) => Promise<void>;

/** In milliseconds. An unresponsive provider must not delay the others. */
const providerTimeoutMs = 10_000;

/** Stands in until a channel is configured: logs that nobody was notified. */
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

/** The body that each product's webhook expects. */
const webhookBody = {
  wecom: ({ text }: Pick<NoteText, 'text'>) => ({ msgtype: 'text', text: { content: text } }),
  dingtalk: ({ text }: Pick<NoteText, 'text'>) => ({ msgtype: 'text', text: { content: text } }),
  feishu: ({ text }: Pick<NoteText, 'text'>) => ({ msg_type: 'text', content: { text } }),
} satisfies Record<Environment['OFFICE_KIND'], (note: Pick<NoteText, 'text'>) => unknown>;

/** Webhooks respond 200 even when they refuse, and say so in the body. */
async function isAccepted(response: Response): Promise<boolean> {
  const answer = await response.json().catch(() => ({}));
  const { errcode, code } = answer as { errcode?: unknown; code?: unknown };
  return (errcode ?? code ?? 0) === 0;
}

/**
 * @param post `fetch`, or a test's replacement
 * @param sendMail through a mail server, if the home has sockets; null uses MAIL_URL
 * @throws Error if a mail server is configured and the home cannot reach any
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
    const signal = AbortSignal.timeout(providerTimeoutMs);
    const response = await post(url, { method: 'POST', headers, body: JSON.stringify(body), signal }).catch(
      (error: unknown) => {
        // Not the error itself: it may name the address, and a webhook address holds its token.
        throw new Error(`provider not reached (${error instanceof Error ? error.name : typeof error})`);
      },
    );
    if (!response.ok) throw new Error(`provider answered ${response.status}`);
    return response;
  }

  async function postToWebhook(
    url: string | undefined,
    key: string,
    note: { text: string },
  ): Promise<'sent' | 'unreachable'> {
    if (!url) return 'unreachable';
    const response = await deliver(url, undefined, key, webhookBody[OFFICE_KIND](note));
    if (!(await isAccepted(response))) throw new Error('the robot refused the note');
    return 'sent';
  }

  function webhookOf({ recipient, jurisdiction, unit }: StaffNote): string | undefined {
    if (recipient === 'unit') return UNIT_URLS.get(`${jurisdiction}/${unit}`) ?? OFFICE_URL;
    return recipient === 'leader' ? (LEADER_URLS.get(jurisdiction) ?? OFFICE_URL) : OFFICE_URL;
  }

  return {
    isDouble: false,
    async send({ recipient, what, receiptCode, address, key }: Note) {
      const note = writeNote(recipient, what, receiptCode, env.BASE_URL);
      if (recipient === 'office') return postToWebhook(OFFICE_URL, key, note);
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
      return postToWebhook(webhookOf(note), note.key, { text });
    },
  };
}
