// Password guesses, from one address or many, are limited without locking out the owners of accounts.
import { describe, expect, it } from 'vitest';
import type { CreatedAccount } from '../../api/contract/account.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { cookiesOf, openTestOffice } from '../api-support/office.ts';
import { occupyPasswordGate } from '../support/password-gate.ts';

/** The limit in wrangler.toml: twenty per minute for each sender and each account. */
const maxTries = 20;

/** An office with the rate limits of both homes, within one minute that never ends. */
async function openCountingOffice() {
  const office = await openTestOffice();
  const counts = new Map<string, number>();
  office.deps.limits = {
    allow: async (what, sender) => {
      const count = (counts.get(`${what} ${sender}`) ?? 0) + 1;
      counts.set(`${what} ${sender}`, count);
      return count <= maxTries;
    },
  };
  const signInFrom = async (address: string, username: string, password: string, cookie = '') =>
    office.postJson('/api/session', { username, password }, { 'cf-connecting-ip': address, cookie });
  /**
   * Sends wrong passwords, each from the address that `addressOf` returns.
   *
   * @returns their statuses
   */
  const guess = async (username: string, times: number, addressOf: (number: number) => string) => {
    const statuses: number[] = [];
    for (let number = 0; number < times; number++)
      statuses.push((await signInFrom(addressOf(number), username, 'not the one')).status);
    return statuses;
  };
  return { ...office, signInFrom, guess };
}

const password = '柳树 铜锣 第七 渡口 明天见';
const here = '198.51.100.7';
const elsewhere = (number: number) => `203.0.${number}.9`;

describe('guessing passwords', () => {
  it('guesses from one address are refused after twenty tries, and other accounts stay open to their owners', async () => {
    const { guess, signIn, signInFrom, password } = await openCountingOffice();
    await signIn('desk');
    const statuses = await guess('nobody', 5, () => elsewhere(1));
    expect(statuses).toEqual(Array.from({ length: 5 }, () => 401));
    // Twenty tries are answered. The next five name the desk's account and do not count against it.
    await guess('nobody', 15, () => elsewhere(1));
    expect(await guess('desk', 25, () => elsewhere(1))).toEqual(Array.from({ length: 25 }, () => 429));
    expect((await signInFrom(here, 'desk', password)).status).toBe(200);
  });

  it('guesses from many addresses lock the account on unknown devices, but not on its owner’s device', async () => {
    const { guess, signIn, signInFrom, password } = await openCountingOffice();
    await signIn('desk');
    const known = cookiesOf(await signInFrom(here, 'desk', password));
    const statuses = await guess('desk', 30, elsewhere);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5);
    expect((await signInFrom(elsewhere(99), 'desk', password)).status).toBe(429);
    expect((await signInFrom(here, 'desk', password, known)).status).toBe(200);
    expect((await signInFrom(here, 'DESK', password, known)).status).toBe(200);
  });

  it('guesses from a known device are rate-limited too', async () => {
    const { guess, signIn, signInFrom, password } = await openCountingOffice();
    await signIn('desk');
    const known = cookiesOf(await signInFrom(here, 'desk', password));
    for (let number = 0; number < 20; number++)
      expect((await signInFrom(elsewhere(number), 'desk', 'not the one', known)).status).toBe(401);
    expect((await signInFrom(elsewhere(50), 'desk', password, known)).status).toBe(429);
    // The device's tries count only against the device, so the account stays open elsewhere.
    expect(await guess('desk', 1, () => elsewhere(60))).toEqual([401]);
  });

  it('neither a forged device cookie nor another account’s helps a guesser', async () => {
    const { guess, signIn, signInFrom, password } = await openCountingOffice();
    await signIn('desk');
    await signIn('minzheng');
    const other = cookiesOf(await signInFrom(here, 'minzheng', password));
    const known = cookiesOf(await signInFrom(here, 'desk', password));
    await guess('desk', 25, elsewhere);
    const [name = '', value = ''] =
      known
        .split('; ')
        .find((cookie) => cookie.startsWith('device-'))
        ?.split('=') ?? [];
    const [otherName = '', otherValue = ''] =
      other
        .split('; ')
        .find((cookie) => cookie.startsWith('device-'))
        ?.split('=') ?? [];
    expect([name, otherName].every((cookie) => cookie !== '') && name !== otherName).toBe(true);
    const forged = `${name}=${value.replace(/[0-9a-f]{4}/u, '0000')}`;
    for (const cookie of [other, `${name}=${otherValue}`, forged])
      expect((await signInFrom(here, 'desk', password, cookie)).status).toBe(429);
  });

  it('only a complete sign-in sets the device cookie, which no script can read', async () => {
    const { signIn, signInFrom, password } = await openCountingOffice();
    await signIn('desk');
    const wrong = await signInFrom(here, 'desk', 'not the one');
    expect(cookiesOf(wrong)).not.toContain('device-');
    const cookies = (await signInFrom(here, 'desk', password)).headers.getSetCookie();
    const device = cookies.find((cookie) => cookie.startsWith('device-'));
    expect(device).toMatch(/HttpOnly/u);
    expect(device).toMatch(/SameSite=Strict/u);
    expect(device).not.toContain('desk');
  });
});

describe('while too many passwords wait to be checked', () => {
  const detailOf = async (answer: Response) => [answer.status, (await answer.json<Problem>()).detail];
  const retry = '正在登录的人太多，请过几秒再试。';

  it('sign-in asks any username, known or not, to retry while the password queue is full, and then works again', async () => {
    const office = await openTestOffice();
    await office.signIn('desk');
    const guess = (username: string) => office.postJson('/api/session', { username, password: 'at a busy hour' });
    const occupied = occupyPasswordGate();
    expect(await detailOf(await guess('desk'))).toEqual([429, retry]);
    expect(await detailOf(await guess('nobody'))).toEqual([429, retry]);
    await occupied.release();
    expect((await office.signInWithPassword('desk')).status).toBe(200);
  });

  it('changing a password while the password queue is full asks to retry instead of calling it wrong', async () => {
    const office = await openTestOffice();
    const desk = await office.signIn('desk');
    const change = () => desk.post('/api/own-account/password', { current: office.password, password });
    const enrol = () => desk.post('/api/own-account/second-factor', { password: 'at a busier hour' });
    const occupied = occupyPasswordGate();
    expect(await detailOf(await change())).toEqual([429, retry]);
    expect(await detailOf(await enrol())).toEqual([429, retry]);
    await occupied.release();
    expect((await change()).status).toBe(200);
  });

  it('a one-time link stays valid while the password queue is full and works on retry', async () => {
    const office = await openTestOffice();
    const admin = await office.signIn('admin');
    const account = { username: 'wang.fang', name: '王芳', email: '', role: 'desk', unit: null };
    const { link } = await (await admin.post('/api/accounts', account)).json<CreatedAccount>();
    const use = () => office.postJson('/api/links', { token: link?.url.split('#')[1] ?? '', password });
    const occupied = occupyPasswordGate();
    expect(await detailOf(await use())).toEqual([429, '正在登录的人太多，请过几秒再试，链接仍然有效。']);
    await occupied.release();
    expect((await use()).status).toBe(200);
  });
});

describe('the time of a refused sign-in', () => {
  it('is one password hash whether the account is unknown, waits for its first password, or has another one', async () => {
    const office = await openTestOffice();
    const admin = await office.signIn('admin');
    await office.signIn('desk');
    const account = { username: 'wang.fang', name: '王芳', email: '', role: 'desk', unit: null };
    expect((await admin.post('/api/accounts', account)).status).toBe(201);
    const { password: hashing } = await office.deps.auth.$context;
    let hashed = 0;
    const { hash, verify } = hashing;
    hashing.hash = (secret) => {
      hashed += 1;
      return hash(secret);
    };
    hashing.verify = (input) => {
      hashed += 1;
      return verify(input);
    };
    const costs = [];
    for (const username of ['no.such.clerk', 'wang.fang', 'WANG.FANG', 'desk']) {
      hashed = 0;
      const { status } = await office.postJson('/api/session', { username, password: 'not the one' });
      costs.push([username, status, hashed]);
    }
    expect(costs).toEqual(['no.such.clerk', 'wang.fang', 'WANG.FANG', 'desk'].map((name) => [name, 401, 1]));
  });
});
