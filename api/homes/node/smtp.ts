// Sends e-mail through the office's own mail server. The edge has no sockets and uses MAIL_URL instead.
import { createTransport } from 'nodemailer';
import type { Environment } from '../../ports/env.ts';
import type { SendMail } from '../../ports/notifier.ts';

/** In milliseconds. An unresponsive mail server must not delay the others. */
const requestTimeoutMs = 10_000;
/** The port with implicit TLS; on others STARTTLS is required. */
const implicitTlsPort = 465;

const isThisMachine = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host);

const readField = (error: unknown, name: string) =>
  typeof error === 'object' && error !== null && name in error ? String(Reflect.get(error, name)) : '';

/** @returns null if no mail server is configured */
export function createSmtp(env: Environment): SendMail | null {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: pass, SMTP_FROM: from } = env;
  if (!host || !from) return null;
  const transport = createTransport({
    host,
    port,
    secure: port === implicitTlsPort,
    // Require TLS, except for a mail server on this machine.
    requireTLS: port !== implicitTlsPort && !isThisMachine(host),
    ignoreTLS: port !== implicitTlsPort && isThisMachine(host),
    ...(user && pass ? { auth: { user, pass } } : {}),
    connectionTimeout: requestTimeoutMs,
    greetingTimeout: requestTimeoutMs,
    socketTimeout: requestTimeoutMs,
    // Notes contain only text, so disable access to files and URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/u, '');
  return async ({ to, subject, text, key }) => {
    // Retries have the same message id, so that mail servers and clients can detect duplicates.
    const messageId = `<${key.replace(/[^\w.-]/gu, '-')}@${domain}>`;
    try {
      await transport.sendMail({
        from,
        // Pass an object: nodemailer would parse a string as a list of addresses.
        to: { name: '', address: to },
        subject,
        text,
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      // Do not include the error's message, in which mail servers repeat the address.
      const codes = [readField(error, 'code'), readField(error, 'responseCode')].filter(Boolean).join(' ');
      throw new Error(`the mail server rejected the message (${codes || 'unknown'})`);
    }
  };
}
