// An office for API tests: the real application on real D1 and the built site, with a clock that the test sets,
// and people who use it.
import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import { createApp } from '../../api/app.ts';
import { createAuth } from '../../api/auth.ts';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Case, MoveInput, QueueItem, QueuePage } from '../../api/contract/queue.ts';
import { siteIndexSchema } from '../../api/contract/subject.ts';
import type { Deps, LimitName, LogEntry, Note } from '../../api/deps.ts';
import { createCalendars } from '../../api/domain/calendar.ts';
import { ruleFinder } from '../../api/domain/rules.ts';
import { parseEnvironment } from '../../api/env.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules } from '../../content/rules/index.ts';
import { namedWindows } from '../../content/rules/windows.ts';
import { loadSampleAccounts } from '../../seeds/demo/load.ts';

export const origin = 'http://localhost:8787';
const password = 'a password used in tests only';

export const letter = {
  about: 'guanxian-2021/tasks/17',
  kind: 'question',
  title: '养老服务在哪里公开',
  text: '请问我们镇的养老服务信息在哪里可以看到？',
  publish: 'yes',
  key: '0123456789abcdef0123456789abcdef',
};

/** @param local an instant in Shanghai: `2026-11-20T09:00` */
export const shanghai = (local: string) => Date.parse(`${local}+08:00`);

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');

export interface OfficeOptions {
  isProduction?: boolean;
  /** Limits that hold everybody back. */
  refuse?: LimitName[];
  /** What becomes of a note; without it, notes are sent. */
  sendNote?: (note: Note) => 'sent' | 'pretended' | 'unreachable';
}

export async function openOffice(options: OfficeOptions = {}) {
  const clock = { now: shanghai('2026-11-20T09:00') };
  const log: LogEntry[] = [];
  const told: Note[] = [];
  const pauses: number[] = [];
  const database = drizzle(env.DB);
  const settings = parseEnvironment({ ...env, ENVIRONMENT: 'local', BASE_URL: origin });
  const environment = options.isProduction ? 'production' : 'local';
  const auth = createAuth(database, { ...settings, ENVIRONMENT: environment }, (entry) => log.push(entry));
  const read = async (path: string) => {
    const response = await env.ASSETS.fetch(`${origin}${path}`);
    return response.ok ? response.text() : null;
  };
  const deps: Deps = {
    database,
    auth,
    now: () => clock.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    notifier: {
      isDouble: false,
      send: async (note) => {
        const state = options.sendNote?.(note) ?? 'sent';
        told.push(note);
        return state;
      },
    },
    limits: { allow: async (what) => !options.refuse?.includes(what) },
    site: {
      serve: async (request) => new Response((await env.ASSETS.fetch(request)).body),
      page: read,
      index: async () => siteIndexSchema.parse(JSON.parse((await read('/data/site-index.json')) ?? 'null')),
    },
    calendars: createCalendars(calendarVersions, statutory),
    ruleFor: ruleFinder(rules),
    windows: namedWindows,
    codeSecret: settings.CODE_SECRET,
    contactKeys: settings.CONTACT_KEY,
    contactMonths: settings.CONTACT_MONTHS,
    log: (entry) => log.push(entry),
  };
  const app = createApp(deps, { baseUrl: origin, isProduction: options.isProduction ?? false });
  const request = (path: string, init?: RequestInit) => app.request(`${origin}${path}`, init);
  const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    });
  const postForm = (path: string, fields: Record<string, string>) =>
    request(path, { method: 'POST', body: new URLSearchParams(fields) });

  /** Sends a form as a browser without script does, and goes where the answer leads with the cookies that it set. */
  async function submitForm(path: string, fields: Record<string, string>): Promise<Response> {
    const sent = await postForm(path, fields);
    const next = sent.headers.get('location');
    return next ? request(next, { headers: { cookie: cookiesOf(sent) } }) : sent;
  }

  /** Signs in one of the sample accounts and returns what that clerk can do. */
  async function signIn(username: 'desk' | 'minzheng' | 'pingyin') {
    await loadSampleAccounts(auth, deps, password);
    const response = await postJson('/api/session', { username, password });
    const cookie = cookiesOf(response);
    const get = (path: string) => request(path, { headers: { cookie } });
    const readCase = async (code: string): Promise<Case> => (await get(`/api/queue/${code}`)).json();
    return {
      status: response.status,
      body: await response.json<unknown>(),
      setCookie: response.headers.getSetCookie().join('; '),
      get,
      post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
        postJson(path, body, { cookie, ...headers }),
      async queue(query = ''): Promise<QueueItem[]> {
        const { items } = await (await get(`/api/queue${query}`)).json<QueuePage>();
        return items;
      },
      cookie,
      readCase,
      /** Makes a move on the comment as it stands now. */
      async move(code: string, action: MoveInput, version?: number) {
        const seen = version ?? (await readCase(code)).version;
        return postJson(`/api/queue/${code}/moves`, { version: seen, action }, { cookie });
      },
    };
  }

  /** Sends a comment and returns its receipt. */
  async function send(changes: Partial<typeof letter> = {}): Promise<Receipt> {
    const response = await postJson('/api/comments', { ...letter, ...changes });
    if (response.status !== 201) throw new Error(await response.text());
    return response.json();
  }

  /** Changes what an account is, as only a person with the database can. */
  const changeAccount = (username: string, column: 'jurisdiction' | 'unit', value: string | null) =>
    env.DB.prepare(`UPDATE user SET ${column} = ? WHERE username = ?`).bind(value, username).run();

  return {
    app,
    clock,
    log,
    told,
    pauses,
    password,
    deps,
    request,
    postJson,
    postForm,
    submitForm,
    signIn,
    send,
    changeAccount,
  };
}
