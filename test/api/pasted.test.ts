// Codes, names and contacts as people paste them, in both homes: with labels, full stops, invisible marks and full width.
import { describe, expect, it } from 'vitest';
import { codeSchema } from '../../api/contract/account.ts';
import { formatContact } from '../../api/contract/contact-address.ts';
import type { QueuePage } from '../../api/contract/queue.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { deliverNotes } from '../../api/record/notes.ts';
import { sealEvents } from '../../api/record/seals.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';

const widen = (text: string) =>
  text.replace(/[!-~]/gu, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));
const hide = (text: string) => [...text].join('\u200b');

/** Ways to paste one code. */
const pastes: [string, (code: string, label: string) => string][] = [
  ['as printed', (code) => code],
  ['with its label and a full stop', (code, label) => `${label}：${code}。`],
  ['with an older label', (code, label) => `${label.replace('受理', '留言')} ${code}，`],
  ['in full width', (code) => widen(code)],
  ['in small letters with spaces', (code) => ` ${code.toLowerCase().replaceAll('-', ' ')}\n`],
  ['with invisible marks', (code) => `\ufeff${hide(code)}\u200e`],
  ['with a dash of an input method', (code) => code.replaceAll('-', '——')],
  ['in brackets', (code) => `【${code}】`],
];

describe('pasted codes', () => {
  it('open the comment for its resident, in the API and without script', async () => {
    const office = await openTestOffice();
    const { receiptCode, trackingCode } = await office.sendComment();
    for (const [way, paste] of pastes) {
      const typed = { receiptCode: paste(receiptCode, '受理编号'), trackingCode: paste(trackingCode, '查询码') };
      expect([way, (await office.postJson('/api/follow', typed)).status]).toEqual([way, 200]);
      expect([way, (await office.postForm('/follow/', typed)).headers.get('location')]).toEqual([
        way,
        `/follow/result/?receiptCode=${receiptCode}`,
      ]);
    }
  });

  it('open the comment where both were pasted into one field, or each into the other’s', async () => {
    const office = await openTestOffice();
    const { receiptCode, trackingCode, checkCode } = await office.sendComment();
    const both = `受理编号：${receiptCode}　查询码：${trackingCode}。`;
    const whole = `留言回执\n受理编号\n${receiptCode}\n查询码\n${trackingCode}\n核验码\n${checkCode}`;
    const ways = [
      { receiptCode: both, trackingCode: '' },
      { receiptCode: '', trackingCode: both },
      { receiptCode: both, trackingCode: both },
      { receiptCode: `${trackingCode} ${receiptCode}`, trackingCode: '' },
      { receiptCode: widen(both), trackingCode: '' },
      { receiptCode: trackingCode, trackingCode: receiptCode },
      { receiptCode: whole, trackingCode: '' },
    ];
    for (const typed of ways) {
      expect([typed, (await office.postJson('/api/follow', typed)).status]).toEqual([typed, 200]);
      expect([typed, (await office.postForm('/follow/', typed)).status]).toEqual([typed, 303]);
    }
    expect((await office.postJson('/api/follow/moves', { ...ways[0], action: { move: 'withdraw' } })).status).toBe(200);
  });

  it('are still asked for one by one where one is missing', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const answer = await office.postJson('/api/follow', { receiptCode, trackingCode: '' });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('请填写查询码')]);
  });

  it('find the comment in the clerks’ search', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    await office.sendComment({ title: '别的留言' });
    const desk = await office.signIn('desk');
    for (const [way, paste] of pastes) {
      const query = new URLSearchParams({ q: paste(receiptCode, '受理编号') });
      const page = await (await desk.get(`/api/queue?${query}`)).json<QueuePage>();
      expect([way, page.items.map((item) => item.receiptCode)]).toEqual([way, [receiptCode]]);
    }
  });

  it('find the receipt in the public ledger', async () => {
    const office = await openTestOffice();
    const { receiptCode, checkCode } = await office.sendComment();
    await sealEvents(office.deps);
    const text = await (await office.request('/data/ledger.json?place=guanxian')).text();
    for (const [way, paste] of pastes) {
      const typed = { receiptCode: paste(receiptCode, '受理编号'), checkCode: paste(checkCode, '核验码') };
      expect([way, (await checkLedger(text, typed))?.receipt?.isThere]).toEqual([way, true]);
    }
    for (const typed of [
      { receiptCode: `${receiptCode} ${checkCode}`, checkCode: '' },
      { receiptCode: '', checkCode: `受理编号 ${receiptCode} 核验码 ${checkCode}` },
      { receiptCode: checkCode, checkCode: receiptCode },
    ])
      expect([typed, (await checkLedger(text, typed))?.receipt?.isThere]).toEqual([typed, true]);
  });
});

describe('pasted names', () => {
  it.each([
    'desk',
    '用户名：desk',
    '用户名 desk',
    'ｄｅｓｋ',
    'desk。',
    '\u200bde\u200bsk\ufeff',
    ' Desk\n',
    '“desk”',
    '账号: desk，',
  ])('sign the clerk in: %j', async (username) => {
    const office = await openTestOffice();
    await office.signIn('desk');
    expect((await office.postJson('/api/session', { username, password: office.password })).status).toBe(200);
  });

  it.each([
    '123456',
    '123 456',
    '１２３４５６',
    '123-456',
    '123 456。',
    '动态口令：123456',
    '\u200b123\u200b456',
    '123·456',
  ])('and their one-time codes are read: %j', (typed) => expect(codeSchema.parse(typed)).toBe('123456'));

  it('make an account under the name that signs in', async () => {
    const office = await openTestOffice();
    const admin = await office.signIn('admin');
    const account = {
      name: '王芳',
      role: 'desk',
      unit: null,
      username: '用户名：\u200bｗａｎｇ.fang ',
      email: '邮箱：Wang＠Example.com ',
    };
    const made = await admin.post('/api/accounts', account);
    expect([made.status, await made.json()]).toMatchObject([
      201,
      { account: { username: 'wang.fang', email: 'wang@example.com' } },
    ]);
  });
});

describe('a contact', () => {
  const viewed = async (contact: string) => {
    const office = await openTestOffice();
    const sent = await office.postJson('/api/comments', { ...newComment, contact });
    const { receiptCode } = await sent.json<{ receiptCode: string }>();
    const desk = await office.signIn('desk');
    const { masked } = await desk.readCase(receiptCode);
    const view = await desk.post(`/api/queue/${receiptCode}/contact-views`, { reason: '核实所述情况' });
    await deliverNotes(office.deps);
    const told = office.sentNotes.filter(({ recipient }) => recipient === 'resident').map(({ address }) => address);
    return { masked: masked.contact, shown: (await view.json<{ contact: string }>()).contact, told };
  };

  it.each([
    ['zhang＠example.com', 'zhang@example.com', 'z***@example.com'],
    ['１３８ ００００ １２３４', '13800001234', '138****1234'],
    ['0086-138-0000-1234', '13800001234', '861****1234'],
    ['0635-8231234 转 801', '0635-8231234转801', '063****1234'],
  ])('typed as %j is shown, masked and sent to in one form', async (typed, shown, masked) => {
    const seen = await viewed(typed);
    expect([seen.shown, seen.masked]).toEqual([shown, masked]);
    for (const address of seen.told) expect(formatContact(address ?? '')).toBe(shown);
  });

  it.each(['x,y@example.com', 'a@b，电话13800001234', '13800001234，13900001234'])(
    'is refused with what to do, with and without script: %j',
    async (contact) => {
      const office = await openTestOffice();
      const words = contact.startsWith('x,') ? '请填写手机号、固定电话' : '请只填一种联系方式';
      const json = await office.postJson('/api/comments', { ...newComment, contact });
      expect([json.status, await json.text()]).toEqual([422, expect.stringContaining(words)]);
      const form = await office.postForm('/ask/', { ...newComment, contact, step: 'preview' });
      const page = await form.text();
      expect([form.status, page]).toEqual([422, expect.stringContaining(words)]);
      expect(page).toContain(`value="${contact}"`);
    },
  );
});

describe('a question that grows when it is folded', () => {
  /** One character that NFKC makes eighteen of. */
  const growing = '\ufdfa';

  it('is cut before and after, so that its page is no larger than a plain one', async () => {
    const office = await openTestOffice();
    const sizeOf = async (query: string) =>
      (await (await office.request(`/ask/choose/?${new URLSearchParams({ q: query })}`)).text()).length;
    expect(await sizeOf(growing.repeat(1500))).toBeLessThan((await sizeOf('问'.repeat(100))) + 100);
    expect(await (await office.request(`/ask/choose/?q=${encodeURIComponent('😀'.repeat(101))}`)).text()).not.toContain(
      '\ufffd',
    );
    const desk = await office.signIn('desk');
    expect((await desk.get(`/api/queue?${new URLSearchParams({ q: growing.repeat(100) })}`)).status).toBe(200);
  });
});
