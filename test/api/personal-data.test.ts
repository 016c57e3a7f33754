import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { ContactKeys } from '../../api/domain/privacy/contact-cipher.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { deliverNotes } from '../../api/record/notes.ts';
import { reencryptContacts } from '../../api/record/personal-data.ts';
import { answerText, openAnsweredOffice, person } from '../api-support/answered.ts';
import { newComment, shanghai } from '../api-support/office.ts';

const contactRows = async () => (await env.DB.prepare('SELECT * FROM contacts').all()).results;
const newKey = { id: '2027', hex: 'cd'.repeat(32) };

describe('retention of names and contacts', () => {
  it('erases names and contacts a year after the comment was closed, not a day earlier, and keeps the ledger intact', async () => {
    const office = await openAnsweredOffice(); // replied to on 20 November 2026
    office.clock.now = shanghai('2027-11-20T23:00');
    await maintain(office.deps);
    expect(await contactRows()).toHaveLength(1);
    office.clock.now = shanghai('2027-11-21T00:07');
    await maintain(office.deps);
    expect(await contactRows()).toEqual([]);
    const ledger = await (await office.request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(ledger.events.at(-1)).toMatchObject({ type: 'erased', by: 'system', facts: { months: 12 } });
    expect((await office.follow()).reply?.text).toBe(answerText);
    await maintain(office.deps);
    expect((await office.desk.readCase(office.receiptCode)).events).toHaveLength(5);
  });

  it('keeps names and contacts while a comment is open or disputed', async () => {
    const open = await openAnsweredOffice({ isAnswered: false });
    open.clock.now = shanghai('2029-01-01T09:00');
    await maintain(open.deps);
    expect(await contactRows()).toHaveLength(1);

    await open.unit.move(open.receiptCode, { move: 'reply', text: answerText });
    await open.act({ move: 'dispute', text: '等了两年才答' });
    open.clock.now = shanghai('2031-01-01T09:00');
    await maintain(open.deps);
    expect(await contactRows()).toHaveLength(1);
  });

  it('erases names and contacts earlier under a shorter retention setting', async () => {
    const office = await openAnsweredOffice();
    office.deps.contactMonths = 1;
    office.clock.now = shanghai('2026-12-21T00:07');
    await maintain(office.deps);
    expect(await contactRows()).toEqual([]);
  });

  it('re-encrypts contacts with a new key, after which the old key is not needed', async () => {
    const office = await openAnsweredOffice();
    const [old] = office.deps.contactKeys;
    const before = await contactRows();
    office.deps.contactKeys = [newKey, old];
    expect((await office.follow()).contact.name).toBe('李**');
    await maintain(office.deps);
    office.deps.contactKeys = [newKey];
    expect(await contactRows()).toMatchObject([{ key_id: '2027' }]);
    expect(await contactRows()).not.toEqual(before);
    expect((await office.follow()).contact).toEqual({ name: '李**', contact: '139****1234' });
  });

  it('leaves contacts unreadable when their key is lost, and the comment can still be answered', async () => {
    const office = await openAnsweredOffice({ isAnswered: false });
    const lost: ContactKeys = [newKey];
    office.deps.contactKeys = lost;
    expect(await reencryptContacts(office.deps)).toEqual({ moved: 0, unread: 1 });
    expect((await office.desk.readCase(office.receiptCode)).masked.name).toContain('读不出');
    const path = `/api/queue/${office.receiptCode}/contact-views`;
    expect((await office.desk.post(path, { reason: '需要核实' })).status).toBe(404);
    expect((await office.unit.move(office.receiptCode, { move: 'reply', text: answerText })).status).toBe(200);
    expect(await contactRows()).toHaveLength(1);
  });
});

describe('logs of a whole journey', () => {
  it('logs contain no address, name, contact, tracking code or text of a comment, whatever fails', async () => {
    const from = { 'cf-connecting-ip': '203.0.113.77' };
    const office = await openAnsweredOffice({
      sendNote: () => {
        throw new Error('provider answered 503');
      },
    });
    const codes = { receiptCode: office.receiptCode, trackingCode: office.trackingCode };
    await deliverNotes(office.deps);
    await office.desk.post(`/api/queue/${office.receiptCode}/contact-views`, { reason: '需要核实' });
    await office.act({ move: 'dispute', text: '我问的是乡镇的名单' });
    await office.postJson('/api/follow', { ...codes, trackingCode: 'AAAA-AAAA-AAAA' }, from);
    await maintain(office.deps);
    office.deps.contactKeys = [newKey];
    await office.follow();
    await env.DB.exec('DROP TABLE notes');
    await office.act({ move: 'rate', solved: 1, speed: 1, manner: 1 });
    await office.act({ move: 'withdraw' });
    const failed = await office.postJson('/api/comments', { ...newComment, ...person, title: '又一件' }, from);
    expect(failed.status).toBe(500);
    const logged = JSON.stringify([...office.log, ...office.requestLog]);
    expect(office.log.length).toBeGreaterThan(4);
    const secrets = [person.name, person.contact, codes.trackingCode, codes.trackingCode.replaceAll('-', '')];
    for (const secret of [...secrets, '203.0.113', newComment.title, '乡镇的名单', answerText]) {
      expect(logged).not.toContain(secret);
    }
  });
});
