// Single sign-on against a small issuer of the test: its description, its keys, its tokens.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NewAccountInput } from '../../api/contract/account.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { cookiesOf, openOffice, origin } from '../api-support/office.ts';
import { openThree } from '../api-support/offices.ts';

const issuer = 'https://id.county.test';
const oidc = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'mingbai', OIDC_CLIENT_SECRET: 'known to both' };
const wang: NewAccountInput = {
  username: 'wang.fang',
  name: '王芳',
  email: 'wang@county.test',
  role: 'desk',
  unit: null,
};

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const part = (value: unknown) => base64url(new TextEncoder().encode(JSON.stringify(value)));

interface Says {
  email: string;
  email_verified?: boolean | string;
  /** Signed by a key that is not the issuer's. */
  isForged?: boolean;
  nonce?: string;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
const makeKeys = async () => (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;

/** Stands in for the issuer; everything else that is fetched is a fault of the test. */
async function standIn(says: Says) {
  const [keys, others] = [await makeKeys(), await makeKeys()];
  const asked = { nonce: '', isDown: false };
  const token = async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const { isForged, ...claims } = says;
    const payload = {
      iss: issuer,
      aud: oidc.OIDC_CLIENT_ID,
      sub: 'u-1',
      iat: seconds,
      exp: seconds + 300,
      nonce: asked.nonce,
      ...claims,
    };
    const head = `${part({ alg: 'RS256', kid: 'k1' })}.${part(payload)}`;
    const key = (isForged ? others : keys).privateKey;
    const signature = await crypto.subtle.sign(algorithm.name, key, new TextEncoder().encode(head));
    return `${head}.${base64url(new Uint8Array(signature))}`;
  };
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const url = new Request(input).url;
    if (asked.isDown) throw new Error('down');
    if (url === `${issuer}/.well-known/openid-configuration`) {
      return Response.json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (url === `${issuer}/keys`) {
      const key = await crypto.subtle.exportKey('jwk', keys.publicKey);
      return Response.json({ keys: [{ ...key, kid: 'k1', use: 'sig', alg: 'RS256' }] });
    }
    if (url === `${issuer}/token`) {
      return Response.json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: await token() });
    }
    throw new Error(`the test has no ${url}`);
  });
  return asked;
}

/** Goes to the issuer and comes back, as a browser does. */
async function goThere(
  office: Pick<Awaited<ReturnType<typeof openOffice>>, 'postJson' | 'request'>,
  asked: { nonce: string },
  place = '',
) {
  const begun = await office.postJson(`/api/session/sso${place && `?place=${place}`}`, {});
  const url = new URL((await begun.json<{ url: string }>()).url);
  asked.nonce = url.searchParams.get('nonce') ?? '';
  const back = new URL(url.searchParams.get('redirect_uri') ?? '');
  const query = new URLSearchParams({ code: 'once', state: url.searchParams.get('state') ?? '' });
  const answer = await office.request(`${back.pathname}?${query}`, { headers: { cookie: cookiesOf(begun) } });
  const cookie = [cookiesOf(begun), cookiesOf(answer)].filter(Boolean).join('; ');
  return { url, back, answer, location: answer.headers.get('location'), cookie };
}

async function openWith(says: Says) {
  const asked = await standIn(says);
  const office = await openOffice({ oidc });
  const admin = await office.signIn('admin');
  const made = await (await admin.post('/api/accounts', wang)).json<{ account: { id: string } }>();
  const statusOf = async (cookie: string) => (await office.request('/api/queue', { headers: { cookie } })).status;
  return { office, asked, admin, account: made.account.id, statusOf };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('single sign-on', () => {
  it('is offered only where it is set up', async () => {
    const office = await openOffice();
    expect(await (await office.request('/api/session/ways')).json()).toEqual({ singleSignOn: null, places: [] });
    expect((await office.postJson('/api/session/sso', {})).status).toBe(404);
    const other = await openOffice({ oidc });
    expect(await (await other.request('/api/session/ways')).json()).toMatchObject({ singleSignOn: '统一身份认证' });
  });

  it('signs in the account that the admin made for the address, with no second factor of ours, and keeps no token', async () => {
    const { office, asked, statusOf } = await openWith({ email: 'Wang@county.test', email_verified: true });
    const { url, back, location, cookie } = await goThere(office, asked);
    expect([url.origin, back.href]).toEqual([issuer, `${origin}/api/session/sso/callback/oidc`]);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect([location, await statusOf(cookie)]).toEqual(['/staff/', 200]);
    const rows = (await readDatabase())['account'] as { provider_id: string; id_token: string | null }[];
    expect(rows.find((row) => row.provider_id === 'oidc')).toMatchObject({ access_token: null, id_token: null });
  });

  it('signs in to the office of the place that was chosen, where each has its own accounts', async () => {
    const asked = await standIn({ email: 'desk.pingyin@sample.invalid', email_verified: true });
    const three = await openThree(oidc);
    await three.makeAccount('pingyin');
    const { receiptCode } = await three.send('pingyin', '平阴县的问题');
    const { location, cookie } = await goThere(three, asked, 'pingyin');
    expect(location).toBe('/staff/');
    expect((await three.request(`/api/queue/${receiptCode}`, { headers: { cookie } })).status).toBe(200);
    expect((await goThere(three, asked, 'liaocheng')).location).toBe('/staff/?sso=refused');
  });

  it.each<[string, Says]>([
    ['an address without an account', { email: 'stranger@county.test', email_verified: true }],
    ['an address that the issuer does not vouch for', { email: 'wang@county.test', email_verified: false }],
    ['one that it does not vouch for in words', { email: 'wang@county.test', email_verified: 'false' }],
    ['a token that another key signed', { email: 'wang@county.test', email_verified: true, isForged: true }],
    ['a token for another sign-in', { email: 'wang@county.test', email_verified: true, nonce: 'of another' }],
  ])('lets nobody in with %s, and makes no account', async (_, says) => {
    const { office, asked, statusOf } = await openWith(says);
    const before = (await readDatabase())['user'];
    const { location, cookie } = await goThere(office, asked);
    expect([location, await statusOf(cookie)]).toEqual(['/staff/?sso=refused', 401]);
    expect((await readDatabase())['user']).toEqual(before);
  });

  it('lets nobody in whose account is disabled, or who brings no sign-in of their own', async () => {
    const { office, asked, admin, account } = await openWith({ email: 'wang@county.test', email_verified: true });
    const callback = await office.request('/api/session/sso/callback/oidc?code=once&state=made-up');
    expect([callback.status, callback.headers.get('location')]).toEqual([303, '/staff/?sso=refused']);
    await admin.post(`/api/accounts/${account}/changes`, { change: 'disable' });
    expect((await goThere(office, asked)).location).toBe('/staff/?sso=refused');
  });

  it('does not keep anybody from the password while the issuer is down, and works when it is back', async () => {
    const { office, asked } = await openWith({ email: 'wang@county.test', email_verified: true });
    asked.isDown = true;
    expect((await office.postJson('/api/session/sso', {})).status).toBe(404);
    expect((await office.signIn('desk')).status).toBe(200);
    asked.isDown = false;
    expect((await goThere(office, asked)).location).toBe('/staff/');
  });
});
