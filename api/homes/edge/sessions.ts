// Reading from the nearest copy of a D1 database, by its Sessions API: each request reads in one session, and no browser
// sees less than what it last wrote. Where an account has read replication off, all sessions are answered by the primary.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { D1Database, D1DatabaseSession } from '@cloudflare/workers-types';
import { parse, serialize } from 'hono/utils/cookie';

/** Where a browser keeps how far it has written, by office. Not secret: it is a place in a log, and says nothing of it. */
const nameFor = (isSecure: boolean) => (isSecure ? '__Host-written' : 'written');
/** Copies lag by seconds; in seconds. */
const rememberedFor = 600;

type Bookmarks = ReadonlyMap<string, string>;

/** What D1 hands out: anything else is not sent to it. */
const bookmarkOf = /(?:^|!)([a-z]{1,40})!([0-9a-f]{8}(?:-[0-9a-f]{8}){2}-[0-9a-f]{32})(?=!|$)/gu;

const isSecure = ({ url }: Request) => new URL(url).protocol === 'https:';

/** Over https only what no other site of the domain can have set. */
function readBookmarks(request: Request): Bookmarks {
  const name = nameFor(isSecure(request));
  const value = parse(request.headers.get('cookie') ?? '', name)[name] ?? '';
  return new Map([...value.matchAll(bookmarkOf)].map(([, office = '', bookmark = '']) => [office, bookmark]));
}

/** Pages that are read, and nothing else: what seals, signs in, follows or is fetched to be kept reads the record itself. */
const readingPage = /^\/(?:$|(?:answers|commitments|documents|feeds|figures|topics|units)\/)/u;

/** Staff read what is true now: a session that was ended, a comment that another clerk just took. */
function mayReadCopy({ method, url, headers }: Request): boolean {
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading && !headers.get('cookie')?.includes('session_token=') && readingPage.test(new URL(url).pathname);
}

/** One request's sessions, by office; opened when it first asks. */
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

  /** @returns how far the browser has written, now; empty where no database said it */
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

/** What drizzle asks of a database; in a request answered by its session, in scheduled work by the database itself. */
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

/** Answers a request in sessions of its own, and lets the browser carry how far it wrote. */
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
