// Reads from the nearest D1 replica through the Sessions API: each request reads in one session, and no browser sees
// less than it last wrote. Without read replication, the primary serves all sessions.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { D1Database, D1DatabaseSession } from '@cloudflare/workers-types';
import { parse, serialize } from 'hono/utils/cookie';
import { mayReadReplica } from '../../contract/served-pages.ts';

/** The cookie with the browser's last bookmark, by office. Not secret: a bookmark is only a position in a log. */
const nameFor = (isSecure: boolean) => (isSecure ? '__Host-written' : 'written');
/** In seconds. Replicas lag by seconds. */
const rememberedFor = 600;

type Bookmarks = ReadonlyMap<string, string>;

/** The format of D1's bookmarks; nothing else is sent to D1. */
const bookmarkOf = /(?:^|!)([a-z]{1,40})!([0-9a-f]{8}(?:-[0-9a-f]{8}){2}-[0-9a-f]{32})(?=!|$)/gu;

const isSecure = ({ url }: Request) => new URL(url).protocol === 'https:';

/** Over https, a name that no other site of the domain can set. */
function readBookmarks(request: Request): Bookmarks {
  const name = nameFor(isSecure(request));
  const value = parse(request.headers.get('cookie') ?? '', name)[name] ?? '';
  return new Map([...value.matchAll(bookmarkOf)].map(([, office = '', bookmark = '']) => [office, bookmark]));
}

/** Staff need the current state: a session just ended, a comment that another clerk just took. */
function mayReadCopy({ method, url, headers }: Request): boolean {
  return !headers.get('cookie')?.includes('session_token=') && mayReadReplica(method, new URL(url).pathname);
}

/** A request's sessions, by office; each opens on first use. */
class RequestSessions {
  readonly #opened = new Map<string, D1DatabaseSession>();
  readonly #bookmarks: Bookmarks;
  readonly #mayReadCopy: boolean;

  constructor(request: Request) {
    this.#mayReadCopy = mayReadCopy(request);
    this.#bookmarks = readBookmarks(request);
  }

  open(office: string, database: D1Database): D1DatabaseSession {
    const opened = this.#opened.get(office);
    if (opened) return opened;
    const from = this.#mayReadCopy ? (this.#bookmarks.get(office) ?? 'first-unconstrained') : 'first-primary';
    const session = database.withSession(from);
    this.#opened.set(office, session);
    return session;
  }

  /** @returns the browser's bookmark after this request; empty if no database gave one */
  reached(): string {
    const now = new Map(this.#bookmarks);
    for (const [office, session] of this.#opened) {
      const bookmark = session.getBookmark();
      if (bookmark) now.set(office, bookmark);
    }
    return [...now].map(([office, bookmark]) => `${office}!${bookmark}`).join('!');
  }
}

const current = new AsyncLocalStorage<RequestSessions>();

/** The part of D1 that drizzle uses. Within a request its session answers; in scheduled jobs the database itself does. */
export function readInSessions(office: string, database: D1Database): D1Database {
  const source = () => current.getStore()?.open(office, database) ?? database;
  return {
    prepare: (query) => source().prepare(query),
    batch: (statements) => source().batch(statements),
    exec: (query) => database.exec(query),
    withSession: (from) => database.withSession(from),
    dump: () => database.dump(),
  };
}

/** Serves a request in its own sessions and gives the browser its new bookmark. */
export async function answerInSessions(
  request: Request,
  answer: (request: Request) => Response | Promise<Response>,
): Promise<Response> {
  const sessions = new RequestSessions(request);
  const response = await current.run(sessions, () => answer(request));
  const isWriting = request.method !== 'GET' && request.method !== 'HEAD';
  const reached = isWriting ? sessions.reached() : '';
  if (reached === '') return response;
  const secure = isSecure(request);
  const options = { path: '/', maxAge: rememberedFor, httpOnly: true, sameSite: 'Lax', secure } as const;
  const answered = new Response(response.body, response);
  answered.headers.append('set-cookie', serialize(nameFor(secure), reached, options));
  return answered;
}
