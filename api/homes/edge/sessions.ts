// Reads from the nearest D1 replica through the Sessions API. Each request has its own session, and a bookmark cookie
// ensures that browsers see their own writes. Without read replication, the primary serves all sessions.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { D1Database, D1DatabaseSession } from '@cloudflare/workers-types';
import { parse, serialize } from 'hono/utils/cookie';
import { mayReadReplica } from '../../contract/served-pages.ts';

/** Name of the cookie with the browser's bookmarks, by office. A bookmark is a log position and not secret. */
const cookieNameFor = (isSecure: boolean) => (isSecure ? '__Host-written' : 'written');
/** Lifetime of the cookie in seconds. Replicas lag by seconds, so ten minutes are ample. */
const maxAgeSeconds = 600;

type Bookmarks = ReadonlyMap<string, string>;

/** The format of D1's bookmarks; other values are ignored. */
const bookmarkPattern = /(?:^|!)([a-z]{1,40})!([0-9a-f]{8}(?:-[0-9a-f]{8}){2}-[0-9a-f]{32})(?=!|$)/gu;

const isSecure = ({ url }: Request) => new URL(url).protocol === 'https:';

/** Reads the cookie. Over https, its name prevents sibling domains from setting it. */
function readBookmarks(request: Request): Bookmarks {
  const name = cookieNameFor(isSecure(request));
  const value = parse(request.headers.get('cookie') ?? '', name)[name] ?? '';
  return new Map([...value.matchAll(bookmarkPattern)].map(([, office = '', bookmark = '']) => [office, bookmark]));
}

/** Whether a replica may serve the request. Staff requests use the primary, because clerks need current data. */
function mayUseReplica({ method, url, headers }: Request): boolean {
  return !headers.get('cookie')?.includes('session_token=') && mayReadReplica(method, new URL(url).pathname);
}

/** The database sessions of a request, by office, each opened on first use. */
class RequestSessions {
  readonly #opened = new Map<string, D1DatabaseSession>();
  readonly #bookmarks: Bookmarks;
  readonly #mayUseReplica: boolean;

  constructor(request: Request) {
    this.#mayUseReplica = mayUseReplica(request);
    this.#bookmarks = readBookmarks(request);
  }

  open(office: string, database: D1Database): D1DatabaseSession {
    const existing = this.#opened.get(office);
    if (existing) return existing;
    const constraint = this.#mayUseReplica ? (this.#bookmarks.get(office) ?? 'first-unconstrained') : 'first-primary';
    const session = database.withSession(constraint);
    this.#opened.set(office, session);
    return session;
  }

  /** @returns the bookmarks for the browser's cookie; empty if no database returned one */
  serializeBookmarks(): string {
    const bookmarks = new Map(this.#bookmarks);
    for (const [office, session] of this.#opened) {
      const bookmark = session.getBookmark();
      if (bookmark) bookmarks.set(office, bookmark);
    }
    return [...bookmarks].map(([office, bookmark]) => `${office}!${bookmark}`).join('!');
  }
}

const currentSessions = new AsyncLocalStorage<RequestSessions>();

/** Implements the part of D1 that drizzle uses. Queries use the request's session, if any, otherwise the database. */
export function readInSessions(office: string, database: D1Database): D1Database {
  const currentSource = () => currentSessions.getStore()?.open(office, database) ?? database;
  return {
    prepare: (query) => currentSource().prepare(query),
    batch: (statements) => currentSource().batch(statements),
    exec: (query) => database.exec(query),
    withSession: (from) => database.withSession(from),
    dump: () => database.dump(),
  };
}

/** Serves a request with its own sessions, and sends the browser the new bookmarks. */
export async function answerInSessions(
  request: Request,
  handle: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  const sessions = new RequestSessions(request);
  const response = await currentSessions.run(sessions, () => handle(request));
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  const bookmarks = isWrite ? sessions.serializeBookmarks() : '';
  if (bookmarks === '') return response;
  const secure = isSecure(request);
  const options = { path: '/', maxAge: maxAgeSeconds, httpOnly: true, sameSite: 'Lax', secure } as const;
  const responseWithCookie = new Response(response.body, response);
  responseWithCookie.headers.append('set-cookie', serialize(cookieNameFor(secure), bookmarks, options));
  return responseWithCookie;
}
