import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseNodeSettings } from '../../api/homes/node/settings.ts';
import { parseEnvironment, parseSettings } from '../../api/ports/env.ts';
import { readSiteUrl } from '../../site/lib/site-url.ts';
import { productionSettings } from '../support/test-settings.ts';

const good = productionSettings;
/** Another valid key. */
const newKey = '07c3f5a9e1b8d2460f9ac4e7b3d5182637fe9b0ac1d4e8f25b6a7930c2d1e4f8';

function refusalOf(settings: object): string {
  try {
    parseEnvironment(settings);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('application settings', () => {
  it('settings default to production', () => {
    expect(parseEnvironment(good).ENVIRONMENT).toBe('production');
  });

  it('settings are rejected with the name of every missing or weak setting', () => {
    expect(() => parseEnvironment({})).toThrow(
      /AUTH_SECRET 没有设置.*CODE_SECRET 没有设置.*CONTACT_KEY 没有设置.*BASE_URL 没有设置/u,
    );
    expect(() => parseEnvironment({ ...good, CODE_SECRET: 'short' })).toThrow('CODE_SECRET 至少要有32');
  });

  it.each([
    ...['CONTACT_MONTHS=abc', 'CONTACT_MONTHS=0', 'FLOOD_COUNT=x', 'FLOOD_COUNT=1.5', 'LOG_DAYS=year', 'SMTP_PORT=0'],
    ...['OFFICE_KIND=qq', 'ENVIRONMENT=prod', 'CLOCK_START=now', 'REVIEWERS=3', 'MAIL_URL=mail.example'],
    ...['BASE_URL=mingbai.example', 'BASE_URL=mingbai.example:8080', 'BASE_URL=ftp://mingbai.example'],
    ...[
      'BASE_URL=https://mingbai.example/path/',
      'BASE_URL=https://mingbai.example/?a',
      `OIDC_NAME=${'长'.repeat(31)}`,
    ],
  ])('settings are rejected by name when a value is invalid: %s', (line) => {
    const [name = '', value = ''] = line.split('=');
    expect(refusalOf({ ...good, [name]: value })).toMatch(new RegExp(`^Error: 设置有误：${name} `, 'u'));
  });

  it('settings are rejected by name even when a check has no message of its own', () => {
    const schema = z.object({ NEW_SETTING: z.string().max(2) });
    expect(() => parseSettings(schema, { NEW_SETTING: 'long' })).toThrow(/^设置有误：NEW_SETTING：\S/u);
  });

  it('settings treat an empty line as unset, so that an empty secret counts as missing', () => {
    const empty = ['SMTP_USER', 'SMTP_PASSWORD', 'SMTP_HOST', 'SMTP_FROM', 'METRICS_TOKEN', 'MAIL_URL', 'FLOOD_COUNT'];
    expect(parseEnvironment({ ...good, ...Object.fromEntries(empty.map((name) => [name, ''])) })).toEqual(
      parseEnvironment(good),
    );
    const secrets = { AUTH_SECRET: '', CODE_SECRET: ' '.repeat(40), CONTACT_KEY: '' };
    expect(refusalOf({ ...good, ...secrets })).toBe(
      'Error: 设置有误：AUTH_SECRET 没有设置；CODE_SECRET 没有设置；CONTACT_KEY 没有设置',
    );
    expect(refusalOf({ ...good, OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: '' })).toContain('要一起设置');
  });

  it('settings use the self-hosted defaults when empty, but an empty proxy list trusts no proxy', () => {
    const parse = (more: object) => parseNodeSettings({ DATA_DIR: '/var/lib/mingbai', ...more });
    expect(parse({ HOST: '', PORT: '', SQLITE_SYNCHRONOUS: '' })).toEqual(parse({}));
    expect(parse({}).TRUSTED_PROXIES).toHaveLength(2);
    expect(parse({ TRUSTED_PROXIES: '' }).TRUSTED_PROXIES).toEqual([]);
    expect(() => parse({ DATA_DIR: '' })).toThrow('DATA_DIR 没有设置');
  });

  it('settings accept the site’s address with or without a trailing slash', () => {
    expect(parseEnvironment({ ...good, BASE_URL: 'https://Mingbai.example/' }).BASE_URL).toBe(good.BASE_URL);
  });

  it('settings refuse a fixed clock and plain http in production and allow both locally', () => {
    const clock = { CLOCK_START: '2026-11-20T09:00:00+08:00' };
    const open = { BASE_URL: 'http://localhost:8787' };
    expect(() => parseEnvironment({ ...good, ...clock })).toThrow('记录是凭据');
    expect(() => parseEnvironment({ ...good, ...open })).toThrow('正式运行时要用 https');
    expect(parseEnvironment({ ...good, ...clock, ...open, ENVIRONMENT: 'local' })).toMatchObject(clock);
  });

  it.each([
    ['the word of an example', { AUTH_SECRET: 'please-change-me-0a9b8c7d6e5f4g3h' }, 'AUTH_SECRET 用的是示例里的值'],
    ['one key pressed long', { CODE_SECRET: 'q'.repeat(40) }, 'CODE_SECRET 总在重复几个字符'],
    [
      'one stretch again and again',
      { CONTACT_KEY: `2026:${'0f3a9c'.repeat(11).slice(0, 64)}` },
      'CONTACT_KEY 2026 总在重复',
    ],
    ['a guessable token', { METRICS_TOKEN: 'monday-morning' }, 'METRICS_TOKEN 至少要有32'],
    ['localhost as the address', { BASE_URL: 'https://localhost:8787' }, 'BASE_URL 正式运行时不能是 localhost'],
  ])('settings refuse %s in production by name and never print its value', (_, weak, sentence) => {
    const message = refusalOf({ ...good, ...weak });
    expect(message).toContain(sentence);
    for (const value of Object.values(weak)) expect(message).not.toContain(value.slice(-12));
  });

  it('settings refuse sample accounts and a fixed clock on a publicly reachable host', () => {
    const publicHost = { ...good, ENVIRONMENT: 'local', BASE_URL: 'https://mingbai.example' };
    expect(() => parseEnvironment(publicHost)).toThrow('ENVIRONMENT=local 只能用在本机');
  });

  it('settings always accept the random 32-byte secrets of `npm start` and the guide', () => {
    const random = () => randomBytes(32).toString('hex');
    for (let time = 0; time < 1000; time++) {
      const made = { AUTH_SECRET: random(), CODE_SECRET: random(), CONTACT_KEY: `k:${random()}` };
      expect(parseEnvironment({ ...good, ...made }).ENVIRONMENT).toBe('production');
    }
  });

  it('settings accept several contact keys, encrypt with the first and reject malformed ones', () => {
    const keys = `2027:${newKey}, ${good.CONTACT_KEY}`;
    expect(parseEnvironment({ ...good, CONTACT_KEY: keys }).CONTACT_KEY.map(({ id }) => id)).toEqual(['2027', '2026']);
    const refused = [`2026:${'ab'.repeat(31)}`, 'ab'.repeat(32), `${good.CONTACT_KEY},${good.CONTACT_KEY}`];
    for (const key of refused) {
      expect(() => parseEnvironment({ ...good, CONTACT_KEY: key }), key).toThrow('CONTACT_KEY 要写成 名称:64位');
    }
  });

  it('settings keep logs for at least a year, contacts for a year by default, and send notes only over https', () => {
    expect(parseEnvironment(good)).toMatchObject({ LOG_DAYS: 365, CONTACT_MONTHS: 12 });
    expect(() => parseEnvironment({ ...good, LOG_DAYS: '180' })).toThrow('LOG_DAYS 要写成不小于365的整数');
    expect(() => parseEnvironment({ ...good, MAIL_URL: 'http://mail.example' })).toThrow('MAIL_URL 不是 https');
  });

  it('settings name each invalid staff network', () => {
    expect(parseEnvironment(good).STAFF_NETWORKS).toEqual([]);
    expect(parseEnvironment({ ...good, STAFF_NETWORKS: '10.1.0.0/16, 2001:db8::/32' }).STAFF_NETWORKS).toHaveLength(2);
    expect(() => parseEnvironment({ ...good, STAFF_NETWORKS: '10.1.0.0/16, office' })).toThrow('office 不是网段');
  });

  it('settings require all single sign-on settings together', () => {
    expect(() => parseEnvironment({ ...good, OIDC_ISSUER: 'https://id.example' })).toThrow('要一起设置');
    const whole = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'mingbai', OIDC_CLIENT_SECRET: 'secret' };
    expect(parseEnvironment({ ...good, ...whole })).toMatchObject(whole);
  });
});

describe('the site address that pages are built for', () => {
  it('the site address defaults to localhost and must be an origin', () => {
    expect([undefined, '', ' '].map(readSiteUrl)).toEqual(Array(3).fill('http://localhost:8787'));
    expect(readSiteUrl('https://mingbai.example/')).toBe('https://mingbai.example');
  });

  it.each(['mingbai.example', 'mingbai.example:8080', 'https://mingbai.example/path/', 'ftp://mingbai.example'])(
    'the site address is rejected by name: %s',
    (text) => {
      expect(() => readSiteUrl(text)).toThrow(`SITE_URL=${text} 要写成网站的地址`);
    },
  );
});
