// Who reads a copy of the record and who the record itself, on Cloudflare's edge. The databases here only note how they are
// asked; that D1 itself answers in sessions is what every journey in real workerd goes through.
import type { D1Database, D1DatabaseSession, D1PreparedStatement } from '@cloudflare/workers-types';
import { describe, expect, it } from 'vitest';
import { answerInSessions, readInSessions } from '../../api/homes/edge/sessions.ts';

const bookmark = '00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683';
const site = 'https://mingbai.test';

/** A database that notes where each session begins and which of them is asked. */
function noteSessions(office: string) {
  const begun: string[] = [];
  const asked: string[] = [];
  const noting = (from: string) => ({
    prepare: (query: string) => {
      asked.push(`${from}: ${query}`);
      return {} as D1PreparedStatement;
    },
    batch: async () => [],
    getBookmark: () => (asked.length > 0 ? bookmark : null),
  });
  const database: D1Database = {
    ...noting('the database itself'),
    exec: async () => ({ count: 0, duration: 0 }),
    dump: async () => new ArrayBuffer(),
    withSession: (from = ''): D1DatabaseSession => {
      begun.push(from);
      return noting(from);
    },
  };
  return { begun, asked, read: () => readInSessions(office, database).prepare('SELECT 1') };
}

async function visit(read: () => unknown, path: string, { method = 'GET', cookie = '' } = {}): Promise<string | null> {
  const request = new Request(`${site}${path}`, { method, headers: cookie ? { cookie } : {} });
  const response = await answerInSessions(request, () => {
    read();
    return new Response('');
  });
  return response.headers.get('set-cookie');
}

describe('a request on the edge', () => {
  it('of a resident who reads is answered by any copy, and leaves nothing in the browser', async () => {
    const { begun, read } = noteSessions('guanxian');
    expect(await visit(read, '/answers/')).toBeNull();
    expect(begun).toEqual(['first-unconstrained']);
  });

  it('of a resident who wrote is answered by no copy older than that', async () => {
    const { begun, read } = noteSessions('guanxian');
    const kept = await visit(read, '/api/comments', { method: 'POST' });
    expect(kept).toBe(`__Host-written=guanxian!${bookmark}; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax`);
    await visit(read, '/answers/GX261120-7K3QF/', { cookie: kept?.split(';')[0] ?? '' });
    expect(begun).toEqual(['first-primary', bookmark]);
  });

  it('keeps what was written in one office apart from another', async () => {
    const [one, other] = [noteSessions('guanxian'), noteSessions('pingyin')];
    const kept = (await visit(one.read, '/api/comments', { method: 'POST' }))?.split(';')[0] ?? '';
    const both = await visit(other.read, '/api/comments', { method: 'POST', cookie: kept });
    expect(both).toContain(`guanxian!${bookmark}!pingyin!${bookmark};`);
    await visit(other.read, '/answers/', { cookie: kept });
    expect(other.begun).toEqual(['first-primary', 'first-unconstrained']);
  });

  it.each(['__Host-mingbai.session_token=abc', 'care=on; mingbai.session_token=abc'])(
    'of staff reads the record itself: %s',
    async (cookie) => {
      const { begun, read } = noteSessions('guanxian');
      await visit(read, '/api/queue', { cookie: `${cookie}; __Host-written=guanxian!${bookmark}` });
      expect(begun).toEqual(['first-primary']);
    },
  );

  it.each([
    '/readyz',
    '/metrics',
    '/follow/',
    '/data/ledger.json',
    '/data/answers.json',
    '/api/session/sso/callback/oidc',
  ])('for more than a page to read is answered by the record itself: %s', async (path) => {
    const { begun, read } = noteSessions('guanxian');
    await visit(read, path);
    expect(begun).toEqual(['first-primary']);
  });

  it.each([
    "__Host-written=guanxian!' OR 1",
    '__Host-written=guanxian!first-primary',
    `__Host-written=GUANXIAN!${bookmark}`,
    `__Host-written=guanxian!${bookmark}0`,
    `__Host-written=${'x'.repeat(2000)}`,
    // As another site of the domain could set it.
    `written=guanxian!${bookmark}`,
  ])('sends the database no bookmark that it did not write: %s', async (cookie) => {
    const { begun, read } = noteSessions('guanxian');
    await visit(read, '/answers/', { cookie });
    expect(begun).toEqual(['first-unconstrained']);
  });

  it('asks all in one session, and never in that of another request at the same time', async () => {
    const { begun, read } = noteSessions('guanxian');
    const twice = () => [read(), read()];
    await Promise.all([visit(twice, '/answers/'), visit(twice, '/api/comments', { method: 'POST' })]);
    expect(begun).toEqual(['first-unconstrained', 'first-primary']);
  });

  it('that never asks a database leaves nothing in the browser', async () => {
    expect(await visit(() => undefined, '/api/comments', { method: 'POST' })).toBeNull();
  });
});

describe('work that nobody asked for', () => {
  it('asks the database itself', () => {
    const { begun, asked, read } = noteSessions('guanxian');
    read();
    expect([begun, asked]).toEqual([[], ['the database itself: SELECT 1']]);
  });
});
