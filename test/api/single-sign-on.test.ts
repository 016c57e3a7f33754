// Single sign-on against a small test issuer with discovery, keys and tokens.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NewAccountInput } from '../../api/contract/account.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { cookiesOf, openTestOffice, origin } from '../api-support/office.ts';
import { openThreeOffices } from '../api-support/offices.ts';

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

interface IssuerClaims {
  email: string;
  email_verified?: boolean | string;
  /** Signs with a wrong key. */
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

/** Replaces fetch with the issuer. Any other request is an error in the test. */
async function stubIssuer(says: IssuerClaims) {
  const [keys, others] = [await makeKeys(), await makeKeys()];
  const issuerState = { nonce: '', isDown: false };
  const token = async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const { isForged, ...claims } = says;
    const payload = {
      iss: issuer,
      aud: oidc.OIDC_CLIENT_ID,
      sub: 'u-1',
      iat: seconds,
      exp: seconds + 300,
      nonce: issuerState.nonce,
      ...claims,
    };
    const head = `${part({ alg: 'RS256', kid: 'k1' })}.${part(payload)}`;
    const key = (isForged ? others : keys).privateKey;
    const signature = await crypto.subtle.sign(algorithm.name, key, new TextEncoder().encode(head));
    return `${head}.${base64url(new Uint8Array(signature))}`;
  };
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const url = new Request(input).url;
    if (issuerState.isDown) throw new Error('down');
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
  return issuerState;
}

/** Goes to the issuer and back, as a browser does. */
async function signInAtIssuer(
  office: Pick<Awaited<ReturnType<typeof openTestOffice>>, 'postJson' | 'request'>,
  asked: { nonce: string },
  place = '',
) {
  const start = await office.postJson(`/api/session/sso${place && `?place=${place}`}`, {});
  const url = new URL((await start.json<{ url: string }>()).url);
  asked.nonce = url.searchParams.get('nonce') ?? '';
  const back = new URL(url.searchParams.get('redirect_uri') ?? '');
  const query = new URLSearchParams({ code: 'once', state: url.searchParams.get('state') ?? '' });
  const answer = await office.request(`${back.pathname}?${query}`, { headers: { cookie: cookiesOf(start) } });
  const cookie = [cookiesOf(start), cookiesOf(answer)].filter(Boolean).join('; ');
  return { url, back, answer, location: answer.headers.get('location'), cookie };
}

async function openOfficeWithIssuer(says: IssuerClaims) {
  const asked = await stubIssuer(says);
  const office = await openTestOffice({ oidc });
  const admin = await office.signIn('admin');
  const made = await (await admin.post('/api/accounts', wang)).json<{ account: { id: string } }>();
  const statusOf = async (cookie: string) => (await office.request('/api/queue', { headers: { cookie } })).status;
  return { office, asked, admin, account: made.account.id, statusOf };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('single sign-on', () => {
  it('single sign-on is offered only when configured', async () => {
    const office = await openTestOffice();
    expect(await (await office.request('/api/session/ways')).json()).toEqual({ singleSignOn: null, places: [] });
    expect((await office.postJson('/api/session/sso', {})).status).toBe(404);
    const other = await openTestOffice({ oidc });
    expect(await (await other.request('/api/session/ways')).json()).toMatchObject({ singleSignOn: '统一身份认证' });
  });

  it('single sign-on signs in to the account with the verified e-mail address without our second factor and stores no token', async () => {
    const { office, asked, statusOf } = await openOfficeWithIssuer({ email: 'Wang@county.test', email_verified: true });
    const { url, back, location, cookie } = await signInAtIssuer(office, asked);
    expect([url.origin, back.href]).toEqual([issuer, `${origin}/api/session/sso/callback/oidc`]);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect([location, await statusOf(cookie)]).toEqual(['/staff/', 200]);
    const rows = (await readDatabase())['account'] as { provider_id: string; id_token: string | null }[];
    expect(rows.find((row) => row.provider_id === 'oidc')).toMatchObject({ access_token: null, id_token: null });
  });

  it('single sign-on signs in to the chosen office when offices have separate accounts', async () => {
    const asked = await stubIssuer({ email: 'desk.pingyin@sample.invalid', email_verified: true });
    const three = await openThreeOffices(oidc);
    await three.createStaffAccount('pingyin');
    const { receiptCode } = await three.sendComment('pingyin', '平阴县的问题');
    const { location, cookie } = await signInAtIssuer(three, asked, 'pingyin');
    expect(location).toBe('/staff/');
    expect((await three.request(`/api/queue/${receiptCode}`, { headers: { cookie } })).status).toBe(200);
    expect((await signInAtIssuer(three, asked, 'liaocheng')).location).toBe('/staff/?sso=refused');
  });

  it.each<[string, IssuerClaims]>([
    ['an e-mail address without an account', { email: 'stranger@county.test', email_verified: true }],
    ['an unverified e-mail address', { email: 'wang@county.test', email_verified: false }],
    ['an e-mail address marked unverified by a string', { email: 'wang@county.test', email_verified: 'false' }],
    ['a token signed with another key', { email: 'wang@county.test', email_verified: true, isForged: true }],
    ['a token for another sign-in', { email: 'wang@county.test', email_verified: true, nonce: 'of another' }],
  ])('single sign-on refuses %s and creates no account', async (_, says) => {
    const { office, asked, statusOf } = await openOfficeWithIssuer(says);
    const before = (await readDatabase())['user'];
    const { location, cookie } = await signInAtIssuer(office, asked);
    expect([location, await statusOf(cookie)]).toEqual(['/staff/?sso=refused', 401]);
    expect((await readDatabase())['user']).toEqual(before);
  });

  it('single sign-on refuses a disabled account and a forged callback', async () => {
    const { office, asked, admin, account } = await openOfficeWithIssuer({
      email: 'wang@county.test',
      email_verified: true,
    });
    const callback = await office.request('/api/session/sso/callback/oidc?code=once&state=made-up');
    expect([callback.status, callback.headers.get('location')]).toEqual([303, '/staff/?sso=refused']);
    await admin.post(`/api/accounts/${account}/changes`, { change: 'disable' });
    expect((await signInAtIssuer(office, asked)).location).toBe('/staff/?sso=refused');
  });

  it('single sign-on leaves password sign-in available while the issuer is down, and recovers', async () => {
    const { office, asked } = await openOfficeWithIssuer({ email: 'wang@county.test', email_verified: true });
    asked.isDown = true;
    expect((await office.postJson('/api/session/sso', {})).status).toBe(404);
    expect((await office.signIn('desk')).status).toBe(200);
    asked.isDown = false;
    expect((await signInAtIssuer(office, asked)).location).toBe('/staff/');
  });
});
