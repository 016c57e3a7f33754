// Which requests on Cloudflare's edge may read a replica and which must read the primary. These databases only log
// their queries; the end-to-end tests use real D1 sessions in workerd.
import type { D1Database, D1DatabaseSession, D1PreparedStatement } from '@cloudflare/workers-types';
import { describe, expect, it } from 'vitest';
import { answerInSessions, readInSessions } from '../../api/homes/edge/sessions.ts';

const bookmark = '00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683';
const site = 'https://mingbai.test';

/** A database that logs where each session starts and which session runs each query. */
function logSessions(office: string) {
  const sessionStarts: string[] = [];
  const queries: string[] = [];
  const logging = (from: string) => ({
    prepare: (query: string) => {
      queries.push(`${from}: ${query}`);
      return {} as D1PreparedStatement;
    },
    batch: async () => [],
    getBookmark: () => (queries.length > 0 ? bookmark : null),
  });
  const database: D1Database = {
    ...logging('the primary'),
    exec: async () => ({ count: 0, duration: 0 }),
    dump: async () => new ArrayBuffer(),
    withSession: (from = ''): D1DatabaseSession => {
      sessionStarts.push(from);
      return logging(from);
    },
  };
  return { begun: sessionStarts, asked: queries, read: () => readInSessions(office, database).prepare('SELECT 1') };
}

async function visit(read: () => unknown, path: string, { method = 'GET', cookie = '' } = {}): Promise<string | null> {
  const request = new Request(`${site}${path}`, { method, headers: cookie ? { cookie } : {} });
  const response = await answerInSessions(request, () => {
    read();
    return new Response('');
  });
  return response.headers.get('set-cookie');
}

describe('database sessions on the edge', () => {
  it('serves a resident who only reads from any replica and sets no cookie', async () => {
    const { begun, read } = logSessions('guanxian');
    expect(await visit(read, '/answers/')).toBeNull();
    expect(begun).toEqual(['first-unconstrained']);
  });

  it('serves a resident who just wrote only from replicas that have the write', async () => {
    const { begun, read } = logSessions('guanxian');
    const cookie = await visit(read, '/api/comments', { method: 'POST' });
    expect(cookie).toBe(`__Host-written=guanxian!${bookmark}; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Lax`);
    await visit(read, '/answers/GX261120-7K3QF/', { cookie: cookie?.split(';')[0] ?? '' });
    expect(begun).toEqual(['first-primary', bookmark]);
  });

  it('keeps the write bookmarks of two offices separate', async () => {
    const [one, other] = [logSessions('guanxian'), logSessions('pingyin')];
    const kept = (await visit(one.read, '/api/comments', { method: 'POST' }))?.split(';')[0] ?? '';
    const both = await visit(other.read, '/api/comments', { method: 'POST', cookie: kept });
    expect(both).toContain(`guanxian!${bookmark}!pingyin!${bookmark};`);
    await visit(other.read, '/answers/', { cookie: kept });
    expect(other.begun).toEqual(['first-primary', 'first-unconstrained']);
  });

  it.each(['__Host-mingbai.session_token=abc', 'care=on; mingbai.session_token=abc'])(
    'serves staff from the primary: %s',
    async (cookie) => {
      const { begun, read } = logSessions('guanxian');
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
  ])('serves a path that needs current data from the primary: %s', async (path) => {
    const { begun, read } = logSessions('guanxian');
    await visit(read, path);
    expect(begun).toEqual(['first-primary']);
  });

  it.each([
    "__Host-written=guanxian!' OR 1",
    '__Host-written=guanxian!first-primary',
    `__Host-written=GUANXIAN!${bookmark}`,
    `__Host-written=guanxian!${bookmark}0`,
    `__Host-written=${'x'.repeat(2000)}`,
    // Another site on the same domain could set this cookie.
    `written=guanxian!${bookmark}`,
  ])('ignores a bookmark cookie that the server did not write: %s', async (cookie) => {
    const { begun, read } = logSessions('guanxian');
    await visit(read, '/answers/', { cookie });
    expect(begun).toEqual(['first-unconstrained']);
  });

  it('runs all queries of a request in one session and shares it with no concurrent request', async () => {
    const { begun, read } = logSessions('guanxian');
    const twice = () => [read(), read()];
    await Promise.all([visit(twice, '/answers/'), visit(twice, '/api/comments', { method: 'POST' })]);
    expect(begun).toEqual(['first-unconstrained', 'first-primary']);
  });

  it('sets no cookie when the request queries no database', async () => {
    expect(await visit(() => undefined, '/api/comments', { method: 'POST' })).toBeNull();
  });
});

describe('background work on the edge', () => {
  it('background work queries the primary', () => {
    const { begun, asked, read } = logSessions('guanxian');
    read();
    expect([begun, asked]).toEqual([[], ['the primary: SELECT 1']]);
  });
});
