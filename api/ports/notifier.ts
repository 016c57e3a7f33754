// Sends notes: e-mail and text messages through a provider's HTTP API, messages to group chats through webhooks. SMTP
// needs sockets, so only the self-hosted home has it (api/homes/node/smtp.ts).

import { readContactAddress } from '../contract/contact-address.ts';
import { type NoteText, withLink, writeNote } from '../domain/notes.ts';
import type { ReminderKind, ReminderRecipient } from '../domain/office/reminders.ts';
import type { EventType } from '../life/life.ts';
import type { Recipient } from '../life/words.ts';
import type { Environment } from './env.ts';
import type { Log } from './log.ts';

/** A note about an event. Never contains text of the question or the reply. */
export interface Note {
  receiptCode: string;
  recipient: Recipient;
  /** The event that it reports. */
  eventType: EventType;
  /** The resident's telephone number or e-mail address; null for the office. */
  address: string | null;
  /** The same for every attempt, so that a provider can detect retries. */
  key: string;
}

/** A reminder to staff, or the office's morning digest. Never contains text of the question or the reply. */
export interface StaffNote {
  recipient: ReminderRecipient;
  jurisdiction: string;
  /** The unit to notify; empty for other recipients. */
  unit: string;
  kind: ReminderKind | 'digest';
  text: string;
  /** Path of the page it links to, without the site's origin. */
  path: string;
  key: string;
}

/** Sends notes to residents and staff. */
export interface Notifier {
  /** True for the test double, which notifies nobody. */
  isDouble: boolean;
  /**
   * @returns `unreachable` if no channel for the address is configured
   * @throws Error if the attempt failed and can be retried; its message contains no address and no token
   */
  send(note: Note): Promise<'sent' | 'pretended' | 'unreachable'>;
  /** Sends a note to staff. For recipients without their own webhook, uses the office's. */
  remind(note: StaffNote): Promise<'sent' | 'pretended' | 'unreachable'>;
}

type Post = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sends one e-mail. @throws Error if the server rejected it; its message contains no address and no secret
 */
export type SendMail = (mail: NoteText & { to: string; key: string }) => Promise<void>;

/** In milliseconds. An unresponsive provider must not delay the others. */
const providerTimeoutMs = 10_000;

/** Creates the notifier for a site without channels. It only logs each note. */
function createDouble(log: Log): Notifier {
  const pretend = (topic: string, details: Record<string, string>) => {
    log({ level: 'info', message: `test double of the notifier: nobody was notified (${topic})`, details });
    return 'pretended' as const;
  };
  return {
    isDouble: true,
    send: async ({ receiptCode, eventType }) => pretend(eventType, { receiptCode }),
    remind: async ({ kind, key }) => pretend(kind, { key }),
  };
}

/** The request body for each product's webhook. */
const webhookBody = {
  wecom: ({ text }: Pick<NoteText, 'text'>) => ({ msgtype: 'text', text: { content: text } }),
  dingtalk: ({ text }: Pick<NoteText, 'text'>) => ({ msgtype: 'text', text: { content: text } }),
  feishu: ({ text }: Pick<NoteText, 'text'>) => ({ msg_type: 'text', content: { text } }),
} satisfies Record<Environment['OFFICE_KIND'], (note: Pick<NoteText, 'text'>) => unknown>;

/** Webhooks respond 200 even to rejected messages; the body contains an error code. */
async function isAccepted(response: Response): Promise<boolean> {
  const answer = await response.json().catch(() => ({}));
  const { errcode, code } = answer as { errcode?: unknown; code?: unknown };
  return (errcode ?? code ?? 0) === 0;
}

/**
 * @param post `fetch`, or a test's replacement
 * @param sendMail sends through a mail server, if the home has sockets; null uses MAIL_URL
 * @throws Error if a mail server is configured and the home has no sockets
 */
export function createNotifier(env: Environment, post: Post, log: Log, sendMail: SendMail | null = null): Notifier {
  if (env.SMTP_HOST && !sendMail) throw new Error('SMTP_HOST works only on a self-hosted server: set MAIL_URL instead');
  const { MAIL_URL, MAIL_TOKEN, SMS_URL, SMS_TOKEN, OFFICE_URL, OFFICE_KIND, UNIT_URLS, LEADER_URLS } = env;
  const channels = [MAIL_URL, SMS_URL, OFFICE_URL, ...UNIT_URLS.values(), ...LEADER_URLS.values()];
  if (!channels.some(Boolean) && !sendMail) return createDouble(log);

  async function deliver(url: string, token: string | undefined, key: string, body: unknown): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const signal = AbortSignal.timeout(providerTimeoutMs);
    const response = await post(url, { method: 'POST', headers, body: JSON.stringify(body), signal }).catch(
      (error: unknown) => {
        // Do not include the error, whose message may contain the address and so a webhook's token.
        throw new Error(`provider unreachable (${error instanceof Error ? error.name : typeof error})`);
      },
    );
    if (!response.ok) throw new Error(`provider responded ${response.status}`);
    return response;
  }

  async function postToWebhook(
    url: string | undefined,
    key: string,
    note: { text: string },
  ): Promise<'sent' | 'unreachable'> {
    if (!url) return 'unreachable';
    const response = await deliver(url, undefined, key, webhookBody[OFFICE_KIND](note));
    if (!(await isAccepted(response))) throw new Error('the webhook rejected the note');
    return 'sent';
  }

  function findWebhook({ recipient, jurisdiction, unit }: StaffNote): string | undefined {
    if (recipient === 'unit') return UNIT_URLS.get(`${jurisdiction}/${unit}`) ?? OFFICE_URL;
    return recipient === 'leader' ? (LEADER_URLS.get(jurisdiction) ?? OFFICE_URL) : OFFICE_URL;
  }

  return {
    isDouble: false,
    async send({ recipient, eventType, receiptCode, address, key }: Note) {
      const note = writeNote(recipient, eventType, receiptCode, env.BASE_URL);
      if (recipient === 'office') return postToWebhook(OFFICE_URL, key, note);
      // Read again: earlier versions stored contacts as typed, and a mail to "a,b@example.com" would reach a stranger.
      const reading = readContactAddress(address ?? '');
      // Nobody reads a text message on a landline.
      if (!reading.ok || reading.address.kind === 'landline') return 'unreachable';
      const { kind, value: to } = reading.address;
      if (kind === 'e-mail' && sendMail) {
        await sendMail({ ...note, to, key });
        return 'sent';
      }
      const [url, token] = kind === 'e-mail' ? [MAIL_URL, MAIL_TOKEN] : [SMS_URL, SMS_TOKEN];
      if (!url) return 'unreachable';
      await deliver(url, token, key, { to, ...note });
      return 'sent';
    },
    remind: async (note) => {
      const text = withLink(`${note.text}查看：`, new URL(note.path, env.BASE_URL));
      return postToWebhook(findWebhook(note), note.key, { text });
    },
  };
}
