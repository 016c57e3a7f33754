import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '../../api/ports/env.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import type { Note, StaffNote } from '../../api/ports/notifier.ts';
import { createNotifier } from '../../api/ports/notifier.ts';
import { productionSettings } from '../support/test-settings.ts';

const mail = { MAIL_URL: 'https://mail.example/send', MAIL_TOKEN: 'mail-token' };
const note: Note = {
  receiptCode: 'GX261120-7K3QF',
  recipient: 'resident',
  eventType: 'replied',
  address: 'li@example.com',
  key: 'GX261120-7K3QF-3-resident',
};
const toOffice: Note = { ...note, recipient: 'office', eventType: 'received', address: null };

const reminder: StaffNote = {
  recipient: 'unit',
  jurisdiction: 'guanxian',
  unit: 'minzhengju',
  kind: 'overdue',
  text: '留言 GX261120-7K3QF 已超期。',
  path: '/staff/#case=GX261120-7K3QF',
  key: 'GX261120-7K3QF-overdue',
};
const robots = {
  OFFICE_URL: 'https://robot.example/office?key=a',
  UNIT_URLS: 'guanxian/minzhengju=https://robot.example/unit?key=b,guanxian/jiaotiju=https://robot.example/other?key=c',
  LEADER_URLS: 'guanxian=https://robot.example/leader?key=d',
};

/** A notifier with the given settings, and the requests it posted. */
function createTestNotifier(
  more: Record<string, string>,
  answer: () => Response | Promise<Response> = () => new Response('{}'),
) {
  const posted: { url: string; headers: Headers; body: unknown }[] = [];
  const log: LogEntry[] = [];
  const notifier = createNotifier(
    parseEnvironment({ ...productionSettings, ...more }),
    async (url, { headers, body }) => {
      posted.push({ url, headers: new Headers(headers), body: JSON.parse(String(body)) });
      return answer();
    },
    (entry) => log.push(entry),
  );
  return { notifier, posted, log };
}

/** The lines that hold a link, of the first text posted. */
function linesOfLinks(posted: { body: unknown }[]): string[] {
  const [text] = JSON.stringify(posted[0]?.body).match(/"(?:[^"\\]|\\.)*https:[^"]*"/u) ?? ['""'];
  return (JSON.parse(text) as string).split('\n').filter((line) => line.includes('https:'));
}

describe('the notifier', () => {
  it('the notifier sends nothing and logs that it is a test double until a channel is configured', async () => {
    const { notifier, posted, log } = createTestNotifier({});
    expect([notifier.isDouble, await notifier.send(note)]).toEqual([true, 'pretended']);
    expect(posted).toEqual([]);
    expect(log.map(({ message }) => message)).toEqual(['test double of the notifier: nobody was notified (replied)']);
    expect(JSON.stringify(log)).not.toContain('li@example.com');
  });

  it('the notifier posts an e-mail to the provider with token and idempotency key and links the follow-up page', async () => {
    const { notifier, posted } = createTestNotifier(mail);
    expect(await notifier.send(note)).toBe('sent');
    const [{ url, headers, body } = { url: '', headers: new Headers(), body: {} }] = posted;
    expect([url, headers.get('authorization'), headers.get('idempotency-key')]).toEqual([
      ...[mail.MAIL_URL, 'Bearer mail-token', note.key],
    ]);
    expect(body).toMatchObject({ to: 'li@example.com', subject: '留言 GX261120-7K3QF 有新进展' });
    expect(JSON.stringify(body)).toContain('https://mingbai.example/follow/');
  });

  it.each([
    ['a resident’s e-mail', note],
    ['the office’s group', toOffice],
  ])('the link in a note to %s ends its line, so that no words become a part of it', async (_, sent) => {
    const { notifier, posted } = createTestNotifier({ ...mail, ...robots });
    await notifier.send(sent);
    expect(linesOfLinks(posted)).toEqual([expect.stringMatching(/：https:\/\/mingbai\.example\/(?:follow|staff)\/$/u)]);
  });

  it('the notifier posts a text message to a phone number and reports addresses it cannot reach', async () => {
    const sms = { SMS_URL: 'https://sms.example/send' };
    expect(await createTestNotifier(mail).notifier.send({ ...note, address: '13800000000' })).toBe('unreachable');
    expect(await createTestNotifier(sms).notifier.send(note)).toBe('unreachable');
    expect(await createTestNotifier(sms).notifier.send(toOffice)).toBe('unreachable');
    const { notifier, posted } = createTestNotifier(sms);
    expect(await notifier.send({ ...note, address: '13800000000' })).toBe('sent');
    expect(posted[0]).toMatchObject({ url: sms.SMS_URL, body: { to: '13800000000' } });
  });

  it.each([
    ['wecom', { msgtype: 'text' }],
    ['dingtalk', { msgtype: 'text' }],
    ['feishu', { msg_type: 'text' }],
  ])('the notifier posts to the office group in %s format', async (kind, body) => {
    const { notifier, posted } = createTestNotifier({
      OFFICE_URL: 'https://robot.example/hook?key=secret',
      OFFICE_KIND: kind,
    });
    expect(await notifier.send(toOffice)).toBe('sent');
    expect(posted[0]?.body).toMatchObject(body);
    expect(JSON.stringify(posted[0]?.body)).toContain('GX261120-7K3QF：收到新留言');
  });

  it.each<[string, Partial<StaffNote>, string]>([
    ['a unit to its own group', {}, '/unit'],
    ['the leader to their group', { recipient: 'leader', unit: '' }, '/leader'],
    ['the office to its group', { recipient: 'office', unit: '' }, '/office'],
    ['a unit without a group to the office’s', { unit: 'yibaoju' }, '/office'],
    ['a leader without a group to the office’s', { recipient: 'leader', jurisdiction: 'pingyin' }, '/office'],
    ['the same unit in another jurisdiction to the office’s', { jurisdiction: 'pingyin' }, '/office'],
  ])('the notifier sends a reminder for %s', async (_, changes, path) => {
    const { notifier, posted } = createTestNotifier(robots);
    expect(await notifier.remind({ ...reminder, ...changes })).toBe('sent');
    expect(new URL(posted[0]?.url ?? '').pathname).toBe(path);
    expect(posted[0]?.headers.get('idempotency-key')).toBe(reminder.key);
    expect(JSON.stringify(posted[0]?.body)).toContain('查看：https://mingbai.example/staff/#case=GX261120-7K3QF');
  });

  it('the notifier reports a reminder as unreachable when no group is configured', async () => {
    expect(await createTestNotifier(mail).notifier.remind(reminder)).toBe('unreachable');
    const { notifier, log } = createTestNotifier({});
    expect(await notifier.remind(reminder)).toBe('pretended');
    expect(log.map(({ message }) => message)).toEqual(['test double of the notifier: nobody was notified (overdue)']);
  });

  it.each([
    ['UNIT_URLS', 'minzhengju=https://robot.example/?key=secret'],
    ['UNIT_URLS', 'guanxian/minzhengju=http://robot.example/?key=secret'],
    ['LEADER_URLS', 'https://robot.example/?key=secret'],
  ])('the notifier rejects %s=%s without repeating the token', (name, value) => {
    const parse = () => parseEnvironment({ ...productionSettings, [name]: value });
    expect(parse).toThrow(`${name} 要写成 地区=https://…`);
    expect(parse).not.toThrow('secret');
  });

  it.each([
    ['answers 503', () => new Response('', { status: 503 }), 'provider responded 503'],
    [
      'cannot be reached',
      () => Promise.reject(new TypeError('https://robot.example/hook?key=secret')),
      'provider unreachable (TypeError)',
    ],
    ['refuses in a 200 response', () => Response.json({ errcode: 93000 }), 'the webhook rejected the note'],
  ])(
    'the notifier fails when a provider %s and leaks neither address nor token in the message',
    async (_, answer, message) => {
      const { notifier } = createTestNotifier({ OFFICE_URL: 'https://robot.example/hook?key=secret' }, answer);
      const failure = await notifier.send(toOffice).catch((error: unknown) => error);
      expect(String(failure)).toBe(`Error: ${message}`);
    },
  );
});
