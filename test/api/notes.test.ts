import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { QueuePage } from '../../api/contract/queue.ts';
import { maxTries, waitAfter } from '../../api/domain/notes.ts';
import { deliverNotes } from '../../api/record/notes.ts';
import { answerText, openAnswered, person } from '../api-support/answered.ts';
import { letter, openOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openAnswered>>;

const states = async () =>
  (await env.DB.prepare("SELECT what, state, tries FROM notes WHERE recipient = 'resident' ORDER BY version").all())
    .results;

const toResident = ({ told }: Office) => told.filter(({ recipient }) => recipient === 'resident');

describe('news for the resident', () => {
  it('is queued with each step and sent by the next run, to the address that was left', async () => {
    const office = await openAnswered();
    expect(office.told).toEqual([]);
    expect(await deliverNotes(office.deps)).toBe(4); // three to the resident, one to the office
    expect(toResident(office).map(({ what, address }) => [what, address])).toEqual(
      ['received', 'assigned', 'replied'].map((what) => [what, person.contact]),
    );
    expect(await deliverNotes(office.deps)).toBe(0);
    expect(new Set(office.told.map(({ key }) => key)).size).toBe(4);
  });

  it('is queued for nobody who left no contact, and for no sample', async () => {
    const office = await openOffice();
    await office.postJson('/api/comments', { ...letter, name: '李四' });
    expect(await states()).toEqual([]);
  });

  it('stores neither address nor words in the queue', async () => {
    await openAnswered();
    const dump = JSON.stringify(await env.DB.prepare('SELECT * FROM notes').all());
    for (const secret of [person.contact, person.name, letter.title, letter.text, answerText]) {
      expect(dump).not.toContain(secret);
    }
  });

  it('goes to nobody any more once the contact is erased', async () => {
    const office = await openAnswered();
    await office.act({ move: 'erase' });
    await deliverNotes(office.deps);
    expect(toResident(office)).toEqual([]);
    expect(await states()).toEqual(
      ['received', 'assigned', 'replied'].map((what) => ({ what, state: 'unreachable', tries: 1 })),
    );
  });

  it('does not hold up an answer, is tried again after longer and longer waits, and is given up and shown in the end', async () => {
    const office = await openAnswered({
      sendNote: () => {
        throw new Error('provider answered 503');
      },
    });
    for (let tries = 1; tries <= maxTries; tries++) {
      await deliverNotes(office.deps);
      await deliverNotes(office.deps); // too early for another try
      expect((await states())[0]).toMatchObject({ tries, state: tries < maxTries ? 'waiting' : 'failed' });
      office.clock.now += waitAfter(tries);
    }
    await deliverNotes(office.deps);
    expect((await states()).map(({ tries }) => tries)).toEqual([maxTries, maxTries, maxTries]);
    const desk = await office.signIn('desk');
    const page = await (await desk.get('/api/queue')).json<QueuePage>();
    expect(page.notes).toEqual({ isDouble: false, failed: [office.receiptCode] });
    expect(JSON.stringify(office.log)).not.toContain(person.contact);
    office.clock.now += 31 * 86_400_000;
    const later = await (await (await office.signIn('desk')).get('/api/queue')).json<QueuePage>();
    expect(later.notes.failed).toEqual([]);
  });

  it('is sent once by two runs at once', async () => {
    const office = await openAnswered();
    await Promise.all([deliverNotes(office.deps), deliverNotes(office.deps)]);
    expect(toResident(office)).toHaveLength(3);
  });

  it('says that it only pretended where the test double stood in', async () => {
    const office = await openAnswered({ sendNote: () => 'pretended' });
    await deliverNotes(office.deps);
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['pretended']));
  });
});

describe('news for the office', () => {
  it('tells of a new comment, a dispute and a withdrawal, and holds no address', async () => {
    const office = await openAnswered();
    await office.act({ move: 'dispute', text: '没有回答我的问题' });
    await deliverNotes(office.deps);
    const toOffice = office.told.filter(({ recipient }) => recipient === 'office');
    expect(toOffice.map(({ what, address }) => [what, address])).toEqual([
      ['received', null],
      ['disputed', null],
    ]);
  });
});
