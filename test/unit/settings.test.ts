import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '../../api/env.ts';

const good = {
  BASE_URL: 'https://mingbai.example',
  AUTH_SECRET: 'a secret of the sessions, long enough',
  CODE_SECRET: 'a secret of the codes, long enough too',
  CONTACT_KEY: `2026:${'ab'.repeat(32)}`,
};

describe('the settings', () => {
  it('are those of production where nobody says otherwise', () => {
    expect(parseEnvironment(good).ENVIRONMENT).toBe('production');
  });

  it('are refused with the name of each that is missing or too weak', () => {
    expect(() => parseEnvironment({})).toThrow(
      /AUTH_SECRET is not set.*CODE_SECRET is not set.*CONTACT_KEY is not set.*BASE_URL/u,
    );
    expect(() => parseEnvironment({ ...good, CODE_SECRET: 'short' })).toThrow('CODE_SECRET needs at least 32');
  });

  it('refuse a set clock and an open line in production, and allow both locally', () => {
    const clock = { CLOCK_START: '2026-11-20T09:00:00+08:00' };
    const open = { BASE_URL: 'http://mingbai.example' };
    expect(() => parseEnvironment({ ...good, ...clock })).toThrow('the record is evidence');
    expect(() => parseEnvironment({ ...good, ...open })).toThrow('https in production');
    expect(parseEnvironment({ ...good, ...clock, ...open, ENVIRONMENT: 'local' })).toMatchObject(clock);
  });

  it('take several keys for contacts, the first of which encrypts, and refuse what is none', () => {
    const keys = `2027:${'cd'.repeat(32)}, ${good.CONTACT_KEY}`;
    expect(parseEnvironment({ ...good, CONTACT_KEY: keys }).CONTACT_KEY.map(({ id }) => id)).toEqual(['2027', '2026']);
    const refused = [`2026:${'ab'.repeat(31)}`, 'ab'.repeat(32), '', `${good.CONTACT_KEY},${good.CONTACT_KEY}`];
    for (const key of refused) {
      expect(() => parseEnvironment({ ...good, CONTACT_KEY: key }), key).toThrow('CONTACT_KEY needs the form');
    }
  });

  it('keep logs for a year at least, contacts for a year unless told otherwise, and send notes over https only', () => {
    expect(parseEnvironment(good)).toMatchObject({ LOG_DAYS: 365, CONTACT_MONTHS: 12 });
    expect(() => parseEnvironment({ ...good, LOG_DAYS: '180' })).toThrow('LOG_DAYS must be at least 365');
    expect(() => parseEnvironment({ ...good, MAIL_URL: 'http://mail.example' })).toThrow('MAIL_URL is not an https');
  });

  it('name each network of the office that is none', () => {
    expect(parseEnvironment(good).STAFF_NETWORKS).toEqual([]);
    expect(parseEnvironment({ ...good, STAFF_NETWORKS: '10.1.0.0/16, 2001:db8::/32' }).STAFF_NETWORKS).toHaveLength(2);
    expect(() => parseEnvironment({ ...good, STAFF_NETWORKS: '10.1.0.0/16, office' })).toThrow('office is no network');
  });

  it('take single sign-on whole or not at all', () => {
    expect(() => parseEnvironment({ ...good, OIDC_ISSUER: 'https://id.example' })).toThrow('belong together');
    const whole = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'mingbai', OIDC_CLIENT_SECRET: 'secret' };
    expect(parseEnvironment({ ...good, ...whole })).toMatchObject(whole);
  });
});
