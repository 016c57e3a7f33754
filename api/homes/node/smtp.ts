// E-mail by the office's own mail server. A socket is needed, which the edge has not; there MAIL_URL does the same.
import { createTransport } from 'nodemailer';
import type { Environment } from '../../ports/env.ts';
import type { SendMail } from '../../ports/notifier.ts';

/** A mail server that does not answer must not hold up the others, in milliseconds. */
const patience = 10_000;
/** By this port the line is encrypted from its first byte; by any other it is asked for (STARTTLS). */
const encryptedPort = 465;

const isThisMachine = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host);

const field = (error: unknown, name: string) =>
  typeof error === 'object' && error !== null && name in error ? String(Reflect.get(error, name)) : '';

/** @returns null where no mail server is set */
export function createSmtp(env: Environment): SendMail | null {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: pass, SMTP_FROM: from } = env;
  if (!host || !from) return null;
  const transport = createTransport({
    host,
    port,
    secure: port === encryptedPort,
    // Names and codes go over no open line; on this machine there is none.
    requireTLS: port !== encryptedPort && !isThisMachine(host),
    ignoreTLS: port !== encryptedPort && isThisMachine(host),
    ...(user && pass ? { auth: { user, pass } } : {}),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // A note is one's own words only; nothing is fetched for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/u, '');
  return async ({ to, subject, text, key }) => {
    // A repeated sending has the same number, by which mail servers and programs tell it.
    const messageId = `<${key.replace(/[^\w.-]/gu, '-')}@${domain}>`;
    try {
      await transport.sendMail({ from, to, subject, text, messageId, headers: { 'Auto-Submitted': 'auto-generated' } });
    } catch (error) {
      // Not the error itself: mail servers repeat the address.
      const what = [field(error, 'code'), field(error, 'responseCode')].filter(Boolean).join(' ');
      throw new Error(`the mail server did not take it (${what || 'unknown'})`);
    }
  };
}
