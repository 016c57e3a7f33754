// Scheduled jobs that overlap or wait for a hanging service, and a database that is temporarily unreachable.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { backfillIndex } from '../../api/db/comment-words.ts';
import type { Database } from '../../api/db/database.ts';
import { listLedgerEvents, listSeals } from '../../api/db/ledger.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { indexMissing, maintain } from '../../api/record/maintenance.ts';
import { deliverNotes } from '../../api/record/notes.ts';
import { deliverReminders } from '../../api/record/reminders.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

async function findingsOf({ deps }: Office) {
  const seals = await listSeals(deps.database);
  const { last = 0, hash = '' } = seals.at(-1) ?? {};
  const events = await listLedgerEvents(deps.database, 0, last, 10_000);
  expect(events.length).toBeGreaterThan(0);
  return verifyLedger({ format: 'mingbai-ledger-1', head: hash, seals, events });
}

describe('overlapping scheduled jobs', () => {
  it('overlapping scheduled jobs send each note once, seal each event once and leave one record', async () => {
    const office = await openTestOffice();
    for (let index = 0; index < 12; index++) await office.sendComment({ title: `第 ${index} 件` });
    office.clock.now += 3_600_000;
    const all = () => Promise.all([maintain(office.deps), deliverNotes(office.deps), deliverReminders(office.deps)]);
    await Promise.all([all(), all(), all()]);
    const keys = office.sentNotes.map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([12, 12]);
    expect(await findingsOf(office)).toEqual([]);
    const waiting = await env.DB.prepare("SELECT count(*) AS n FROM notes WHERE state = 'waiting'").first('n');
    expect(waiting).toBe(0);
  });
});

describe('a hanging notifier', () => {
  it('a hanging notifier blocks no comment and no seal and sends its note once', async () => {
    const office = await openTestOffice();
    await office.sendComment();
    let answer = () => {};
    let attempts = 0;
    const { notifier } = office.deps;
    const providerAnswered = new Promise<void>((resume) => {
      answer = resume;
    });
    office.deps.notifier = {
      ...notifier,
      send: async () => {
        attempts++;
        await providerAnswered;
        return 'sent';
      },
    };
    const delivering = deliverNotes(office.deps);
    const second = await office.sendComment({ title: '另一件' });
    expect(second.receiptCode).toMatch(/^GX/u);
    await maintain(office.deps);
    answer();
    await delivering;
    expect(attempts).toBe(1);
    office.deps.notifier = notifier;
    await deliverNotes(office.deps);
    expect(office.sentNotes).toHaveLength(1);
    expect(await findingsOf(office)).toEqual([]);
  });
});

describe('an unreachable database', () => {
  const withBatch = (database: Database, message: string): Database =>
    new Proxy(database, {
      get: (target, name) =>
        name === 'batch' ? () => Promise.reject(new Error(message)) : Reflect.get(target, name, target),
    });

  it.each([
    'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
    'database is locked',
    'database or disk is full',
  ])('answers 503 and keeps the typed text when the database is unreachable (%s)', async (message) => {
    const office = await openTestOffice();
    const { database } = office.deps;
    office.deps.database = withBatch(database, message);
    const refused = await office.postJson('/api/comments', newComment);
    expect([refused.status, (await refused.json<Problem>()).code]).toEqual([503, 'unavailable']);
    const page = await office.postForm('/ask/', newComment);
    const text = await page.text();
    // The form's own token is the only cookie: no codes exist yet.
    const cookies = page.headers.getSetCookie().map((cookie) => cookie.split('=')[0]);
    expect([page.status, cookies]).toEqual([503, ['form']]);
    for (const word of ['现在保存不了', newComment.text, newComment.key]) expect(text).toContain(word);
    expect(text).not.toContain(message);
    office.deps.database = database;
    expect((await office.postJson('/api/comments', newComment)).status).toBe(201);
    await maintain(office.deps);
    expect(await findingsOf(office)).toEqual([]);
  });
});

describe('comments from before full-text search', () => {
  it('comments from before full-text search are indexed once by the next maintenance, even if new comments arrive first', async () => {
    const office = await openTestOffice();
    for (let index = 0; index < 45; index++)
      await office.sendComment({ title: index === 7 ? '残疾人证怎么办' : `公租房申请第 ${index} 件` });
    await env.DB.prepare('DELETE FROM comment_words').run();
    await office.sendComment({ title: '公租房申请最新一件' });
    const desk = await office.signIn('desk');
    const find = async () => (await desk.queue('?q=残疾人证')).map(({ title }) => title);
    expect(await find()).toEqual([]);
    expect(await indexMissing(office.deps)).toBe(45);
    expect(await backfillIndex(office.deps.database)).toBe(0);
    const rows = await env.DB.prepare('SELECT count(*) AS n FROM comment_words').first('n');
    expect(rows).toBe(46);
    expect(await find()).toEqual(['残疾人证怎么办']);
  });
});
