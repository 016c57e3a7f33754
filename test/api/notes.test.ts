import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import { maxAttempts, retryDelayMs } from '../../api/domain/notes.ts';
import { deliverNotes } from '../../api/record/notes.ts';
import { answerText, openAnsweredOffice, person } from '../api-support/answered.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openAnsweredOffice>>;

const states = async () =>
  (await env.DB.prepare("SELECT what, state, tries FROM notes WHERE recipient = 'resident' ORDER BY version").all())
    .results;

const notesToResident = ({ sentNotes }: Office) => sentNotes.filter(({ recipient }) => recipient === 'resident');

describe('notes to the resident', () => {
  it('notes to the resident are queued with each step and sent by the next run to the resident’s contact', async () => {
    const office = await openAnsweredOffice();
    expect(office.sentNotes).toEqual([]);
    expect(await deliverNotes(office.deps)).toBe(4); // three for the resident, one for the office
    expect(notesToResident(office).map(({ eventType, address }) => [eventType, address])).toEqual(
      ['received', 'assigned', 'replied'].map((what) => [what, person.contact]),
    );
    expect(await deliverNotes(office.deps)).toBe(0);
    expect(new Set(office.sentNotes.map(({ key }) => key)).size).toBe(4);
  });

  it('notes to the resident say that the reply date moved', async () => {
    const office = await openTestOffice();
    const sent = await office.postJson('/api/comments', { ...newComment, ...person });
    const { receiptCode } = await sent.json<{ receiptCode: string }>();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, { move: 'classify', classification: 'simple', reason: '一句话可以答复' });
    await deliverNotes(office.deps);
    expect(
      office.sentNotes.filter(({ recipient }) => recipient === 'resident').map(({ eventType }) => eventType),
    ).toEqual(['received', 'classified']);
  });

  it('notes to the resident are not queued when the resident left no contact', async () => {
    const office = await openTestOffice();
    await office.postJson('/api/comments', { ...newComment, name: '李四' });
    expect(await states()).toEqual([]);
  });

  it('notes to the resident are queued without address or text', async () => {
    await openAnsweredOffice();
    const dump = JSON.stringify(await env.DB.prepare('SELECT * FROM notes').all());
    for (const secret of [person.contact, person.name, newComment.title, newComment.text, answerText]) {
      expect(dump).not.toContain(secret);
    }
  });

  it('notes to the resident are not sent once the contact is erased', async () => {
    const office = await openAnsweredOffice();
    await office.act({ move: 'erase' });
    await deliverNotes(office.deps);
    expect(notesToResident(office)).toEqual([]);
    expect(await states()).toEqual(
      ['received', 'assigned', 'replied'].map((what) => ({ what, state: 'unreachable', tries: 1 })),
    );
  });

  it('notes to the resident are retried with growing delays, never block the reply, and finally show as failed', async () => {
    const office = await openAnsweredOffice({
      sendNote: () => {
        throw new Error('provider answered 503');
      },
    });
    for (let tries = 1; tries <= maxAttempts; tries++) {
      await deliverNotes(office.deps);
      await deliverNotes(office.deps); // Too early for a retry.
      expect((await states())[0]).toMatchObject({ tries, state: tries < maxAttempts ? 'waiting' : 'failed' });
      office.clock.now += retryDelayMs(tries);
    }
    await deliverNotes(office.deps);
    expect((await states()).map(({ tries }) => tries)).toEqual([maxAttempts, maxAttempts, maxAttempts]);
    const desk = await office.signIn('desk');
    const page = await (await desk.get('/api/queue')).json<QueuePage>();
    expect(page.notes).toEqual({ isDouble: false, failed: [office.receiptCode] });
    expect(JSON.stringify(office.log)).not.toContain(person.contact);
    office.clock.now += 31 * 86_400_000;
    const later = await (await (await office.signIn('desk')).get('/api/queue')).json<QueuePage>();
    expect(later.notes.failed).toEqual([]);
  });

  it('notes to the resident are sent only once when two runs overlap', async () => {
    const office = await openAnsweredOffice();
    await Promise.all([deliverNotes(office.deps), deliverNotes(office.deps)]);
    expect(notesToResident(office)).toHaveLength(3);
  });

  it('notes to the resident are marked as simulated when the test double handled them', async () => {
    const office = await openAnsweredOffice({ sendNote: () => 'pretended' });
    await deliverNotes(office.deps);
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['pretended']));
  });
});

describe('notes to the office', () => {
  it('the office is notified of a new comment, a dispute and a withdrawal, without any address', async () => {
    const office = await openAnsweredOffice();
    await office.act({ move: 'dispute', text: '没有回答我的问题' });
    await deliverNotes(office.deps);
    const toOffice = office.sentNotes.filter(({ recipient }) => recipient === 'office');
    expect(toOffice.map(({ eventType, address }) => [eventType, address])).toEqual([
      ['received', null],
      ['disputed', null],
    ]);
  });
});
