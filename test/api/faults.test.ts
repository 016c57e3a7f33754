import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Database } from '../../api/db/database.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

const pdf = '%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n';
const completeComment = { ...newComment, name: '张三', contact: '13800000000', homepage: 'held' };

/** Sends a comment that writes every kind of row: contact, hold event and file. */
function sendCompleteComment(office: Office): Promise<Response> | Response {
  const form = new FormData();
  for (const [name, value] of Object.entries(completeComment)) form.append(name, value);
  form.append('files', new File([pdf], 'a.pdf'));
  return office.request('/api/comments/with-attachments', { method: 'POST', body: form });
}

const tables = ['comments', 'events', 'contacts', 'attachments', 'notes', 'comment_words'] as const;

async function counts() {
  const found = await env.DB.batch<{ n: number }>(
    tables.map((table) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`)),
  );
  return found.map(({ results }) => results[0]?.n);
}
const noRows = [0, 0, 0, 0, 0, 0];
const oneOfEach = [1, 2, 1, 1, 2, 1];

/** Wraps the database and replaces its batch method. */
function withBatch(
  database: Database,
  batch: (run: () => Promise<unknown>, size: number) => Promise<unknown>,
): Database {
  return new Proxy(database, {
    get(target, name) {
      if (name !== 'batch') return Reflect.get(target, name, target);
      return (queries: Parameters<Database['batch']>[0]) => batch(() => target.batch(queries), queries.length);
    },
  });
}

/**
 * Number of statements for a complete comment: row, two events, text, contact, file, two notes. Batches of reads are
 * smaller.
 */
const writeBatchSize = 8;

describe('faults while storing a comment', () => {
  it.each([
    ['the comment row', 'comments', ''],
    ['its receipt', 'events', 'WHEN NEW.version = 1'],
    ['the hold event', 'events', 'WHEN NEW.version = 2'],
    ['the contact', 'contacts', ''],
    ['the note', 'notes', ''],
    ['the file', 'attachments', ''],
  ])(
    'acknowledges and stores nothing when the database refuses %s, and stores the comment once on retry',
    async (_, table, when) => {
      const office = await openTestOffice();
      await env.DB.exec(
        `CREATE TRIGGER full BEFORE INSERT ON ${table} ${when} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
      );
      const failed = await sendCompleteComment(office);
      expect([failed.status, failed.headers.getSetCookie()]).toEqual([500, []]);
      expect(await failed.text()).not.toMatch(/disk|full|13800000000/u);
      expect(await counts()).toEqual(noRows);
      await env.DB.exec('DROP TRIGGER full');
      expect((await sendCompleteComment(office)).status).toBe(201);
      expect(await counts()).toEqual(oneOfEach);
    },
  );

  it('returns the same receipt on retry when the connection broke after the comment was stored', async () => {
    const office = await openTestOffice();
    const { database } = office.deps;
    office.deps.database = withBatch(database, async (run, size) => {
      const result = await run();
      if (size === writeBatchSize) throw new Error('connection lost');
      return result;
    });
    expect((await sendCompleteComment(office)).status).toBe(500);
    expect(await counts()).toEqual(oneOfEach);
    office.deps.database = database;
    const receipt = await (await sendCompleteComment(office)).json<Receipt>();
    expect(await counts()).toEqual(oneOfEach);
    const follow = await office.postJson('/api/follow', receipt);
    expect(follow.status).toBe(200);
  });

  it('stores nothing when the server stops before writing, and reuses the uploaded file on retry', async () => {
    const office = await openTestOffice();
    const { database } = office.deps;
    office.deps.database = withBatch(database, (run, size) =>
      size === writeBatchSize ? Promise.reject(new Error('stopped')) : run(),
    );
    expect((await sendCompleteComment(office)).status).toBe(500);
    expect([await counts(), (await env.FILES.list()).objects.length]).toEqual([noRows, 1]);
    office.deps.database = database;
    expect((await sendCompleteComment(office)).status).toBe(201);
    expect([await counts(), (await env.FILES.list()).objects.length]).toEqual([oneOfEach, 1]);
  });

  it('accepts and holds a comment when the database cannot be read for screening', async () => {
    const office = await openTestOffice();
    let batches = 0;
    office.deps.database = withBatch(office.deps.database, (run) =>
      batches++ === 0 ? Promise.reject(new Error('no such index')) : run(),
    );
    expect((await office.postJson('/api/comments', newComment)).status).toBe(201);
    expect(await env.DB.prepare('SELECT held_because FROM comments').first()).toEqual({ held_because: 'unchecked' });
  });

  it('stores one comment with one receipt for two hundred identical simultaneous requests', async () => {
    const office = await openTestOffice();
    const answers = await Promise.all(Array.from({ length: 200 }, () => office.postJson('/api/comments', newComment)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const receipts = await Promise.all(answers.map((answer) => answer.json<Receipt>()));
    expect(new Set(receipts.map(({ receiptCode, trackingCode }) => `${receiptCode} ${trackingCode}`)).size).toBe(1);
    expect(await counts()).toEqual([1, 1, 0, 0, 1, 1]);
  });
});
