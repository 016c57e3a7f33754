// Staff of the golden record. Account ids enter the ledger's hashes, so they are fixed instead of random.
import { type Golden, origin } from './application.ts';

export const units = {
  guanxian: ['minzhengju', 'yibaoju', 'jiaotiju', 'weijianju', 'nongyenongcunju'],
  pingyin: ['minzhengju', 'sifaju', 'jiaotiju'],
} as const;
export type Place = keyof typeof units;
export const places: Place[] = ['guanxian', 'pingyin'];

export const deskOf = (place: Place) => `desk.${place}`;
export const unitClerk = (place: Place, unit: string) => `${unit}.${place}`;
export const reviewersOf = (place: Place) => [`shenhe1.${place}`, `shenhe2.${place}`];

const password = 'golden record';
/** The password's hash as the library stores it, precomputed because hashing is deliberately slow. */
const passwordHash =
  '0123456789abcdef0123456789abcdef:8ec5f845a3683c53d74ff67843197782d2ce1d06072b764428cdb19a381257fdc0a273553a76f7c3215803483f0891aa1b9652d213038cc68063efbed41d700c';

const listAccounts = (place: Place) => [
  { username: deskOf(place), role: 'desk', unit: null },
  ...reviewersOf(place).map((username) => ({ username, role: 'reviewer', unit: null })),
  ...units[place].map((unit) => ({ username: unitClerk(place, unit), role: 'unit', unit })),
];

export function writeAccounts({ file }: Golden): void {
  const addUser = file.prepare(`INSERT INTO user
    (id, name, email, email_verified, username, display_username, role, jurisdiction, unit, is_sample, created_at, updated_at)
    VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, 1, 0, 0)`);
  const addAccount = file.prepare(`INSERT INTO account
    (id, account_id, provider_id, user_id, password, created_at, updated_at) VALUES (?, ?, 'credential', ?, ?, 0, 0)`);
  for (const place of places) {
    for (const { username, role, unit } of listAccounts(place)) {
      const id = `golden-${username}`;
      addUser.run(id, username, `${username}@sample.invalid`, username, username, role, place, unit);
      addAccount.run(`credential-${id}`, id, id, passwordHash);
    }
  }
}

/** Returns a function that gets a clerk's cookie; the first call signs the clerk in. */
export function signInWith({ request, cookies }: Golden): (username: string) => Promise<string> {
  const signIn = async (username: string) => {
    const response = await request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`${username} cannot sign in: ${await response.text()}`);
    return cookiesOf(response);
  };
  return (username) => {
    const cookie = cookies.get(username) ?? signIn(username);
    cookies.set(username, cookie);
    return cookie;
  };
}

/** Returns a response's cookies as a browser sends them back. */
export const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
