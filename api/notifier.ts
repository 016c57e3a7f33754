// Ways to reach people: e-mail and text messages through a provider's HTTP interface, the office's group through its robot.
// SMTP needs a socket, which workerd has not; a home on plain Node can send by it behind the same `Notifier`.
import type { Deps, Note, Notifier } from './deps.ts';
import { type NoteText, writeNote } from './domain/notes.ts';
import type { Environment } from './env.ts';

type Post = (url: string, init: RequestInit) => Promise<Response>;

/** A provider that does not answer must not hold up the others. */
const patience = 10_000;

/** Stands in until a way to reach people is set up: writes to the log that nobody was told. */
function createDouble(log: Deps['log']): Notifier {
  return {
    isDouble: true,
    async send({ receiptCode, what }) {
      const message = `test double of the notifier: nobody was told (${what})`;
      log({ level: 'info', message, requestId: '', details: { receiptCode } });
      return 'pretended';
    },
  };
}

/** The body that each robot understands. */
const robotBody = {
  wecom: ({ text }: NoteText) => ({ msgtype: 'text', text: { content: text } }),
  dingtalk: ({ text }: NoteText) => ({ msgtype: 'text', text: { content: text } }),
  feishu: ({ text }: NoteText) => ({ msg_type: 'text', content: { text } }),
} satisfies Record<Environment['OFFICE_KIND'], (note: NoteText) => unknown>;

/** Robots answer 200 also where they refuse, and say so in the body. */
async function isTaken(response: Response): Promise<boolean> {
  const answer = await response.json().catch(() => ({}));
  const { errcode, code } = answer as { errcode?: unknown; code?: unknown };
  return (errcode ?? code ?? 0) === 0;
}

/** @param post `fetch`, or a test's stand-in for it */
export function createNotifier(env: Environment, post: Post, log: Deps['log']): Notifier {
  const { MAIL_URL, MAIL_TOKEN, SMS_URL, SMS_TOKEN, OFFICE_URL, OFFICE_KIND } = env;
  if (!MAIL_URL && !SMS_URL && !OFFICE_URL) return createDouble(log);

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

  return {
    isDouble: false,
    async send({ recipient, what, receiptCode, address, key }: Note) {
      const note = writeNote(recipient, what, receiptCode, env.BASE_URL);
      if (recipient === 'office') {
        if (!OFFICE_URL) return 'unreachable';
        const response = await deliver(OFFICE_URL, undefined, key, robotBody[OFFICE_KIND](note));
        if (!(await isTaken(response))) throw new Error('the robot refused the note');
        return 'sent';
      }
      const isMail = address?.includes('@');
      const [url, token] = isMail ? [MAIL_URL, MAIL_TOKEN] : [SMS_URL, SMS_TOKEN];
      if (!address || !url) return 'unreachable';
      await deliver(url, token, key, { to: address, ...note });
      return 'sent';
    },
  };
}
