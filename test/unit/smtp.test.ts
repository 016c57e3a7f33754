// E-mail through the office's mail server: a real SMTP server on this machine.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtp } from '../../api/homes/node/smtp.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import type { Note } from '../../api/ports/notifier.ts';
import { createNotifier } from '../../api/ports/notifier.ts';
import { testSettings } from '../support/test-settings.ts';

const note: Note = {
  receiptCode: 'GX261120-7K3QF',
  recipient: 'resident',
  eventType: 'replied',
  address: 'li@example.com',
  key: 'GX261120-7K3QF-3-resident',
};
const servers: SMTPServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((closed) => server.close(closed));
});

/** A mail server, the mails it received, and a notifier configured for it. */
async function startMailServer(options: SMTPServerOptions = {}, more: Record<string, string> = {}) {
  const mails: { from: string; to: string[]; text: string; isEncrypted: boolean }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (part: Buffer) => {
        text += part.toString('utf8');
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        mails.push({ from: mailFrom ? mailFrom.address : '', to, text, isEncrypted: session.secure });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  servers.push(server);
  const listening = server.listen(0, more['SMTP_HOST'] ?? '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const env = parseEnvironment({
    ...testSettings,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(port),
    SMTP_FROM: '明白账 <mingbai@county.example>',
    ...more,
  });
  const notifier = createNotifier(
    env,
    () => Promise.reject(new Error('no other channel')),
    () => undefined,
    createSmtp(env),
  );
  return { notifier, mails };
}

/** Decodes a mail's only text part as a mail program does. */
function decodeText(mail: string): string {
  const [head = '', body = ''] = mail.split('\r\n\r\n');
  if (/transfer-encoding: base64/iu.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replace(/=\r\n/gu, '')
    .replace(/=([0-9A-F]{2})/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

describe('e-mail through the office’s mail server', () => {
  it('e-mail reaches the resident from the office’s address and links the follow-up page', async () => {
    const { notifier, mails } = await startMailServer();
    expect([notifier.isDouble, await notifier.send(note)]).toEqual([false, 'sent']);
    expect(mails).toMatchObject([{ from: 'mingbai@county.example', to: ['li@example.com'] }]);
    const { text = '' } = mails[0] ?? {};
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(decodeText(text)).toContain('您的留言 GX261120-7K3QF 已经答复');
    expect(decodeText(text)).toContain('http://localhost:8787/follow/');
  });

  it('e-mail keeps its message id when sent again, so that duplicates can be recognised', async () => {
    const { notifier, mails } = await startMailServer();
    await notifier.send(note);
    await notifier.send(note);
    const numbers = mails.map(({ text }) => /message-id: (.*)/iu.exec(text)?.[1]);
    expect(numbers).toEqual(Array(2).fill('<GX261120-7K3QF-3-resident@county.example>'));
  });

  it('e-mail authenticates when the mail server requires it', async () => {
    const signIn: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        username === 'mingbai' && password === 'right' ? done(null, { user: username }) : done(new Error('no')),
    };
    const right = await startMailServer(signIn, { SMTP_USER: 'mingbai', SMTP_PASSWORD: 'right' });
    expect([await right.notifier.send(note), right.mails.length]).toEqual(['sent', 1]);
    const wrong = await startMailServer(signIn, { SMTP_USER: 'mingbai', SMTP_PASSWORD: 'a wrong one' });
    await expect(wrong.notifier.send(note)).rejects.toThrow('the mail server rejected the message (EAUTH 535)');
  });

  it('e-mail reports a rejected mail without repeating the address', async () => {
    const { notifier } = await startMailServer({
      onRcptTo: ({ address }, _, done) => done(new Error(`no such box: ${address}`)),
    });
    const failure = await notifier.send(note).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain('the mail server rejected the message');
    expect(String(failure)).not.toContain('li@example.com');
  });

  it('e-mail reports phone numbers and the office group as unreachable', async () => {
    const { notifier, mails } = await startMailServer();
    expect(await notifier.send({ ...note, address: '13800000000' })).toBe('unreachable');
    expect(await notifier.send({ ...note, recipient: 'office', address: null })).toBe('unreachable');
    expect(mails).toEqual([]);
  });

  it.each([
    'x,y@example.com',
    'x@example.com,y@example.com',
    'x@example.com;y@example.com',
    'x@example.com y@example.com',
    'x <y@example.com>',
    '"x,z"@example.com',
    'x: y@example.com;',
    'x@example.com\r\nBcc: y@example.com',
    '张三@example.com',
    'x@例子.中国',
    'x@example.com，电话13800000000',
  ])('e-mail is sent to nobody where an earlier version stored %j', async (address) => {
    const { notifier, mails } = await startMailServer();
    expect([await notifier.send({ ...note, address }), mails]).toEqual(['unreachable', []]);
  });

  it('e-mail reaches the one address where an earlier version stored it as it was typed', async () => {
    const { notifier, mails } = await startMailServer();
    expect(await notifier.send({ ...note, address: 'Li＠Example.com' })).toBe('sent');
    expect(mails.map(({ to }) => to)).toEqual([['Li@example.com']]);
  });

  it('e-mail is never sent to another machine without TLS or with an untrusted certificate', async () => {
    // Another address of this machine counts as a remote host.
    const open = await startMailServer({ disabledCommands: ['STARTTLS'] }, { SMTP_HOST: '127.0.0.2' });
    await expect(open.notifier.send(note)).rejects.toThrow('(ETLS 500)');
    const selfSigned = await startMailServer({ hideSTARTTLS: false }, { SMTP_HOST: '127.0.0.2' });
    await expect(selfSigned.notifier.send(note)).rejects.toThrow('(ESOCKET)');
    expect([...open.mails, ...selfSigned.mails]).toEqual([]);
  });

  it('the server does not start with inconsistent mail settings, nor with any on the edge', () => {
    const smtp = { SMTP_HOST: 'mail.county.example', SMTP_FROM: 'mingbai@county.example' };
    const parse = (more: Record<string, string>) => parseEnvironment({ ...testSettings, ...more });
    expect(parse(smtp).SMTP_PORT).toBe(465);
    expect(() => parse({ SMTP_HOST: 'mail.county.example' })).toThrow('SMTP_HOST 要和 SMTP_FROM 一起设置');
    expect(() => parse({ ...smtp, MAIL_URL: 'https://mail.example' })).toThrow('不能同时设置 MAIL_URL');
    expect(() => parse({ ...smtp, SMTP_USER: 'a' })).toThrow('SMTP_USER 和 SMTP_PASSWORD 要一起设置');
    expect(() => parse({ ...smtp, SMTP_FROM: 'a@b\r\nBcc: c@d' })).toThrow('SMTP_FROM 不是电子邮箱');
    expect(() => createNotifier(parse(smtp), fetch, () => undefined)).toThrow('works only on a self-hosted server');
  });
});
