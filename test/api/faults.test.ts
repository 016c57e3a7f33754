import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Database } from '../../api/db/database.ts';
import { letter, openOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

const pdf = '%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n';
const whole = { ...letter, name: '张三', contact: '13800000000', homepage: 'held' };

/** Every part that a comment can have: contact, an event of its own for the hold, and a file. */
function sendWhole(office: Office): Promise<Response> | Response {
  const form = new FormData();
  for (const [name, value] of Object.entries(whole)) form.append(name, value);
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
const nothing = [0, 0, 0, 0, 0, 0];
const once = [1, 2, 1, 1, 2, 1];

/** The database, but for one method that a test replaces. */
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

/** What is written of a whole comment: row, two events, words, contact, file, notes to both. Reads come in smaller batches. */
const writes = 8;

describe('where something breaks on the way', () => {
  it.each([
    ['the comment', 'comments', ''],
    ['its receipt', 'events', 'WHEN NEW.version = 1'],
    ['the event that holds it', 'events', 'WHEN NEW.version = 2'],
    ['the contact', 'contacts', ''],
    ['the note of it', 'notes', ''],
    ['the file', 'attachments', ''],
  ])(
    'nothing is acknowledged and nothing is stored if the database refuses %s; the next try stores it once',
    async (_, table, when) => {
      const office = await openOffice();
      await env.DB.exec(
        `CREATE TRIGGER full BEFORE INSERT ON ${table} ${when} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
      );
      const failed = await sendWhole(office);
      expect([failed.status, failed.headers.getSetCookie()]).toEqual([500, []]);
      expect(await failed.text()).not.toMatch(/disk|full|13800000000/u);
      expect(await counts()).toEqual(nothing);
      await env.DB.exec('DROP TRIGGER full');
      expect((await sendWhole(office)).status).toBe(201);
      expect(await counts()).toEqual(once);
    },
  );

  it('a comment that was stored, but whose storing was not heard of, is the same one when it is sent again', async () => {
    const office = await openOffice();
    const { database } = office.deps;
    office.deps.database = withBatch(database, async (run, size) => {
      const result = await run();
      if (size === writes) throw new Error('connection lost');
      return result;
    });
    expect((await sendWhole(office)).status).toBe(500);
    expect(await counts()).toEqual(once);
    office.deps.database = database;
    const receipt = await (await sendWhole(office)).json<Receipt>();
    expect(await counts()).toEqual(once);
    const follow = await office.postJson('/api/follow', receipt);
    expect(follow.status).toBe(200);
  });

  it('a server that stops before the writing stores nothing, and its files are those of the next try', async () => {
    const office = await openOffice();
    const { database } = office.deps;
    office.deps.database = withBatch(database, (run, size) =>
      size === writes ? Promise.reject(new Error('stopped')) : run(),
    );
    expect((await sendWhole(office)).status).toBe(500);
    expect([await counts(), (await env.FILES.list()).objects.length]).toEqual([nothing, 1]);
    office.deps.database = database;
    expect((await sendWhole(office)).status).toBe(201);
    expect([await counts(), (await env.FILES.list()).objects.length]).toEqual([once, 1]);
  });

  it('a comment is taken and held if the record cannot be read for the checks', async () => {
    const office = await openOffice();
    let batches = 0;
    office.deps.database = withBatch(office.deps.database, (run) =>
      batches++ === 0 ? Promise.reject(new Error('no such index')) : run(),
    );
    expect((await office.postJson('/api/comments', letter)).status).toBe(201);
    expect(await env.DB.prepare('SELECT held_because FROM comments').first()).toEqual({ held_because: 'unchecked' });
  });

  it('two hundred identical sends at once are one comment with one receipt', async () => {
    const office = await openOffice();
    const answers = await Promise.all(Array.from({ length: 200 }, () => office.postJson('/api/comments', letter)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const receipts = await Promise.all(answers.map((answer) => answer.json<Receipt>()));
    expect(new Set(receipts.map(({ receiptCode, trackingCode }) => `${receiptCode} ${trackingCode}`)).size).toBe(1);
    expect(await counts()).toEqual([1, 1, 0, 0, 1, 1]);
  });
});
