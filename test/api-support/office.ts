// A test office for API tests: the real application on real D1 and the built site, with a controllable clock and
// signed-in clerks.
import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import { createApp } from '../../api/app.ts';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { QueueItem, QueuePage } from '../../api/contract/queue.ts';
import type { DatedRule } from '../../api/contract/rules.ts';
import { parseNetwork } from '../../api/domain/access/networks.ts';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import type { Case, MoveInput } from '../../api/life/requests.ts';
import { createAuth } from '../../api/ports/auth.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import { createFiles } from '../../api/ports/files.ts';
import { createJudging, type JudgingFile } from '../../api/ports/judging.ts';
import type { LimitName } from '../../api/ports/limits.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import type { Note, StaffNote } from '../../api/ports/notifier.ts';
import { createProofs } from '../../api/ports/proof.ts';
import { createMemoryQuotas } from '../../api/ports/quotas.ts';
import { createSingleSignOn } from '../../api/ports/single-sign-on.ts';
import { noWitnesses } from '../../api/ports/witnesses.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { declineReasons } from '../../content/decline-reasons.ts';
import { replyTemplates } from '../../content/reply-templates.ts';
import { namedWindows, rules, siteDefaults } from '../../content/rules/index.ts';
import { type SampleAccount, sampleAccounts } from '../../seeds/demo/load.ts';
import { expectDescribed } from '../support/described.ts';
import { loadAccounts, password, verifyOnce } from './office-accounts.ts';
import { origin, readPage, readSiteIndex } from './office-site.ts';

export { origin };

export const newComment = {
  about: 'guanxian-2021/tasks/17',
  kind: 'question',
  title: '养老服务在哪里公开',
  text: '请问我们镇的养老服务信息在哪里可以看到？',
  publish: 'yes',
  key: '0123456789abcdef0123456789abcdef',
};

/** The two usual moves: the desk assigns the comment, and the unit replies. */
export const assignToCivilAffairs = { move: 'assign', unit: 'minzhengju' } as const;
export const reply = { move: 'reply', text: '您好，相关信息在县民政局网站公开。' } as const;

export const problemCodeOf = async (response: Response) => (await response.json<Problem>()).code;

export const countRows = async (table: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n;

/** Lets a test tell one life after another: the record itself takes no event from before the newest (0019_time_kept.sql). */
export const allowAnyOrder = () => env.DB.prepare('DROP TRIGGER IF EXISTS events_in_time').run();

/** @param local an instant in Shanghai, such as `2026-11-20T09:00` */
export const shanghai = (local: string) => Date.parse(`${local}+08:00`);

/** The cookies that a response sets, in the form a browser sends back. */
export const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');

type SampleName = 'desk' | 'minzheng' | 'shenhe' | 'jiandu' | 'admin' | 'pingyin';

export interface OfficeOptions {
  isProduction?: boolean;
  /** Rate limits that reject every request. */
  exceededLimits?: LimitName[];
  /** Parts that throw. */
  brokenParts?: ('limits' | 'proofs' | 'files')[];
  /** Requires a real proof of work. By default any proof passes. */
  requiresProof?: boolean;
  /** Rules of jurisdictions; defaults to the site's rules. */
  rules?: DatedRule[];
  /** Rules and calendars that the record compares with what it has seen; none by default. */
  judgingFiles?: JudgingFile[];
  /** Number of comments that counts as a flood. */
  floodCount?: number;
  /** Who runs backups; by default the self-hosted command. */
  backups?: Deps['backups'];
  /** How requests share work; defaults to the self-hosted server's way. */
  runtime?: Deps['runtime'];
  /** Single sign-on settings; off by default. */
  oidc?: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string };
  /** Networks that staff may work from; anywhere by default. */
  staffNetworks?: string[];
  /** The site's own origin, if not the default. */
  origin?: string;
  /** How long a request may take before it times out. */
  requestTimeoutMs?: number;
  /** The token that monitoring must present; without it, metrics are off. */
  metricsToken?: string;
  /** The outcome of sending a note; defaults to sent. */
  sendNote?: (note: Note) => 'sent' | 'pretended' | 'unreachable';
  /** The outcome of sending a reminder; defaults to sent. */
  sendReminder?: (note: StaffNote) => 'sent' | 'pretended' | 'unreachable';
}

export async function openTestOffice(options: OfficeOptions = {}) {
  const clock = { now: shanghai('2026-11-20T09:00') };
  const log: LogEntry[] = [];
  /** The log line of each request, separate from other log lines. */
  const requestLog: LogEntry[] = [];
  const sentNotes: Note[] = [];
  const sentReminders: StaffNote[] = [];
  const pauses: number[] = [];
  const database = drizzle(env.DB);
  const baseUrl = options.origin ?? origin;
  const settings = parseEnvironment({ ...env, ENVIRONMENT: 'local', BASE_URL: baseUrl });
  const environment = options.isProduction ? 'production' : 'local';
  const auth = createAuth(database, { ...settings, ENVIRONMENT: environment }, (entry) => log.push(entry));
  await verifyOnce(auth);
  const now = () => clock.now;
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const proofs = createProofs({ codeSecret: env.CODE_SECRET, now, random });
  const files = createFiles(env.FILES);
  const failWhere = (part: 'limits' | 'proofs' | 'files') => {
    if (options.brokenParts?.includes(part)) throw new Error(`${part} broken`);
  };
  const deps: Deps = {
    id: 'common',
    // Refers to `deps` at call time, because a test may replace parts of it.
    officeOf: () => deps,
    offices: () => [deps],
    database,
    auth,
    singleSignOn: createSingleSignOn(database, { ...settings, ...options.oidc }, (entry) => log.push(entry)),
    now,
    random,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    notifier: {
      isDouble: false,
      send: async (note) => {
        const state = options.sendNote?.(note) ?? 'sent';
        sentNotes.push(note);
        return state;
      },
      remind: async (note) => {
        const state = options.sendReminder?.(note) ?? 'sent';
        sentReminders.push(note);
        return state;
      },
    },
    // A test replaces it.
    witnesses: noWitnesses,
    limits: {
      allow: async (what) => {
        failWhere('limits');
        return !options.exceededLimits?.includes(what);
      },
    },
    quotas: createMemoryQuotas(),
    proofs: {
      ...proofs,
      checkProof: async (proof) => {
        failWhere('proofs');
        return options.requiresProof ? proofs.checkProof(proof) : crypto.randomUUID();
      },
    },
    files: {
      ...files,
      put: async (place, file) => {
        failWhere('files');
        await files.put(place, file);
      },
    },
    backups: options.backups ?? 'command',
    runtime: options.runtime ?? 'process',
    floodCount: options.floodCount ?? 10_000,
    site: {
      serve: async (request) => {
        const response = await env.ASSETS.fetch(request);
        return new Response(response.body, response);
      },
      page: readPage,
      index: readSiteIndex,
    },
    calendars: createCalendars(calendarVersions, statutory),
    ruleFor: ruleFinder(options.rules ?? rules, ...siteDefaults),
    judging: createJudging(options.judgingFiles ?? []),
    windows: namedWindows,
    replyTemplates,
    declineReasons,
    codeSecret: settings.CODE_SECRET,
    contactKeys: settings.CONTACT_KEY,
    clockDeviation: () => 0,
    untoldTime: () => 0,
    contactMonths: settings.CONTACT_MONTHS,
    log: (entry) => (entry.message === 'request' ? requestLog : log).push(entry),
  };
  const staffNetworks = (options.staffNetworks ?? []).map(parseNetwork).filter((network) => network !== null);
  const app = createApp(deps, {
    baseUrl,
    isProduction: options.isProduction ?? false,
    staffNetworks,
    ...(options.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: options.requestTimeoutMs }),
    metricsToken: options.metricsToken,
  });
  async function request(path: string, init?: RequestInit): Promise<Response> {
    const answer = await app.request(`${baseUrl}${path}`, init);
    const line = requestLog.find(({ requestId }) => requestId === answer.headers.get('x-request-id'));
    await expectDescribed(app, init?.method ?? 'GET', String(line?.details?.['route']), answer);
    return answer;
  }
  const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: baseUrl, ...headers },
      body: JSON.stringify(body),
    });
  const postForm = (path: string, fields: Record<string, string>) =>
    request(path, { method: 'POST', body: new URLSearchParams(fields) });

  /** Sends a form as a browser without script does and follows the redirect with the cookies set. */
  async function submitForm(path: string, fields: Record<string, string>): Promise<Response> {
    const sent = await postForm(path, fields);
    const next = sent.headers.get('location');
    return next ? request(next, { headers: { cookie: cookiesOf(sent) } }) : sent;
  }

  const loaded = new Map<string, Promise<void>>();

  /** Signs in a sample account, or creates and signs in the given account. Returns the clerk's actions. */
  async function signIn(who: SampleName | SampleAccount) {
    const account = typeof who === 'string' ? sampleAccounts.find(({ username }) => username === who) : who;
    if (!account) throw new Error(`no sample account ${String(who)}`);
    // Load only the needed accounts: each takes longer than most of a test.
    const loading = loaded.get(account.username) ?? loadAccounts(auth, deps, [account]);
    loaded.set(account.username, loading);
    await loading;
    return signInWithPassword(account.username);
  }

  /** Signs in with a password and returns the clerk's actions. */
  async function signInWithPassword(username: string, secret = password) {
    const response = await postJson('/api/session', { username, password: secret });
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
      /**
       * Makes a move on the comment's current version. Confirms the warnings about similar replies and personal data, as a
       * clerk who has read them does.
       */
      async move(code: string, action: MoveInput, version?: number) {
        const seen = version ?? (await readCase(code)).version;
        let personalSeen = '';
        const make = (chosen: object) =>
          postJson(`/api/queue/${code}/moves`, { version: seen, action: chosen, personalSeen }, { cookie });
        const first = await make(action);
        if (first.status !== 409) return first;
        const { personal } = await first.clone().json<Problem>();
        personalSeen = personal?.key ?? '';
        const answer = personal ? await make(action) : first;
        if (answer.status !== 409) return answer;
        const { alike } = await answer.clone().json<Problem>();
        return alike ? make({ ...action, alikeSeen: alike }) : answer;
      },
    };
  }

  /** Sends a comment and returns its receipt. Each comment has a different text, because a repetition would be held. */
  async function sendComment(changes: Partial<typeof newComment> = {}): Promise<Receipt> {
    const { key = '', title = '' } = changes;
    const text = `${newComment.text}${title}${key}`;
    const response = await postJson('/api/comments', { ...newComment, text, ...changes });
    if (response.status !== 201) throw new Error(await response.text());
    return response.json();
  }

  /** Changes an account directly in the database. */
  const changeAccount = (username: string, column: 'jurisdiction' | 'unit', value: string | null) =>
    env.DB.prepare(`UPDATE user SET ${column} = ? WHERE username = ?`).bind(value, username).run();

  return {
    app,
    clock,
    log,
    requestLog,
    sentNotes,
    sentReminders,
    pauses,
    password,
    deps,
    request,
    postJson,
    postForm,
    submitForm,
    signIn,
    signInWithPassword,
    sendComment,
    changeAccount,
  };
}
