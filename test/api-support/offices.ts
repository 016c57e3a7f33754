// Three test offices in one process, each with its own database, and the actions of residents and staff.
import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import type { Receipt } from '../../api/contract/follow.ts';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { QueuePage } from '../../api/contract/queue.ts';
import { openHome } from '../../api/homes/home.ts';
import type { Case } from '../../api/life/requests.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { parseEnvironment } from '../../api/ports/env.ts';
import { createFiles } from '../../api/ports/files.ts';
import { createSite } from '../../api/ports/site.ts';
import { loadSampleAccounts } from '../../seeds/demo/load.ts';
import { solve } from '../support/proof.ts';
import { cookiesOf, newComment, origin } from './office.ts';

export const databases = { guanxian: env.DB, liaocheng: env.DB_LIAOCHENG, pingyin: env.DB_PINGYIN };
export type Place = keyof typeof databases;
export const places = Object.keys(databases) as Place[];
export const subjects: Record<Place, string> = {
  guanxian: 'guanxian-2021/tasks/17',
  liaocheng: 'liaocheng-2021/tasks/3',
  pingyin: 'pingyin-2023/tasks/5',
};
const password = 'a password used in tests only';
/** @param settings additional settings, such as single sign-on */
export async function openThreeOffices(settings: Record<string, string> = {}) {
  // Every test migrates the first database already.
  for (const database of [env.DB_LIAOCHENG, env.DB_PINGYIN]) await applyD1Migrations(database, env.MIGRATIONS);
  const home = openHome({
    env: parseEnvironment({ ...env, ENVIRONMENT: 'local', CLOCK_START: '2026-11-20T09:00:00+08:00', ...settings }),
    stores: new Map(
      places.map((id) => [id, { database: drizzle(databases[id]), files: createFiles(env.FILES, `${id}/`) }]),
    ),
    storeOf: (jurisdiction) => (jurisdiction in databases ? jurisdiction : 'guanxian'),
    site: createSite(env.ASSETS),
    limits: { allow: async () => true },
    quotas: { charge: async () => true },
    runtime: 'process',
    notifier: { isDouble: true, send: async () => 'pretended', remind: async () => 'pretended' },
    backups: 'platform',
    log: () => undefined,
  });
  const request = async (path: string, init?: RequestInit) => home.fetch(new Request(`${origin}${path}`, init));
  const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    });
  async function sendComment(place: Place, title: string): Promise<Receipt> {
    const proof = await solve(await request('/api/challenge'));
    const words = { ...newComment, about: subjects[place], title, text: `${newComment.text}${title}`, proof };
    return (await postJson('/api/comments', words)).json<Receipt>();
  }
  const officeOf = (place: Place): Deps => {
    const found = home.offices.find(({ id }) => id === place);
    if (!found) throw new Error(`no office ${place}`);
    return found;
  };
  async function createStaffAccount(
    place: Place,
    username = `desk.${place}`,
    unit: string | null = null,
    secret = password,
  ) {
    const office = officeOf(place);
    const role = unit === null ? ('desk' as const) : ('unit' as const);
    await loadSampleAccounts(office.auth, office, secret, [
      { username, name: `示例：${place}`, role, jurisdiction: place, unit },
    ]);
  }
  async function signIn(username: string, secret = password) {
    const answer = await postJson('/api/session', { username, password: secret });
    const cookie = cookiesOf(answer);
    return {
      status: answer.status,
      cookie,
      queue: async () => (await request('/api/queue', { headers: { cookie } })).json<QueuePage>(),
      get: (path: string) => request(path, { headers: { cookie } }),
      async move(code: string, action: object) {
        const { version } = await (await request(`/api/queue/${code}`, { headers: { cookie } })).json<Case>();
        const answer = await postJson(`/api/queue/${code}/moves`, { version, action }, { cookie });
        if (!answer.ok) throw new Error(await answer.text());
      },
    };
  }
  const ledgerOf = async (place: Place) => (await request(`/data/ledger.json?place=${place}`)).json<LedgerExport>();
  return { home, request, postJson, sendComment, createStaffAccount, signIn, ledgerOf };
}
