// Staff of a self-hosted home for a replay. Creates accounts before it starts, and makes the clerks' moves over HTTP.
import { drizzle } from 'drizzle-orm/d1';
import { openStores } from '../../../api/homes/node/stores.ts';
import { createAuth } from '../../../api/ports/auth.ts';
import { parseEnvironment } from '../../../api/ports/env.ts';
import { loadSampleAccounts } from '../../../seeds/demo/load.ts';
import { nodeSettings } from '../../support/node-server.ts';

const password = 'a password used in measurements only';

/** Creates 冠县's sample accounts in a data folder before a server uses it. */
export async function makeStaff(data: string): Promise<void> {
  const { stores, close } = openStores(data, ['guanxian'], 'normal');
  try {
    const d1 = stores.get('guanxian')?.d1;
    if (!d1) throw new Error('no store');
    const database = drizzle(d1);
    const auth = createAuth(database, parseEnvironment(nodeSettings(data)), () => undefined);
    await loadSampleAccounts(auth, { database }, password);
  } finally {
    close();
  }
}

export interface Clerk {
  get(path: string): Promise<Response>;
  /** @param version the comment's current number of events @throws Error if the move is refused */
  move(receiptCode: string, version: number, action: object): Promise<void>;
}

export async function signIn(origin: string, username: string): Promise<Clerk> {
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    });
  const session = await post('/api/session', { username, password });
  if (!session.ok) throw new Error(`${username}: ${await session.text()}`);
  const cookie = session.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
  return {
    get: (path) => fetch(`${origin}${path}`, { headers: { cookie } }),
    async move(receiptCode, version, action) {
      const path = `/api/queue/${receiptCode}/moves`;
      let answer = await post(path, { version, action }, cookie);
      // The clerk confirms each warning about similar replies, and again if another reply was sent meanwhile.
      for (let look = 0; look < 10 && answer.status === 409; look++) {
        const { alike } = (await answer.clone().json()) as { alike?: string[] };
        if (!alike) break;
        answer = await post(path, { version, action: { ...action, alikeSeen: alike } }, cookie);
      }
      if (!answer.ok) throw new Error(`${receiptCode}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    },
  };
}
