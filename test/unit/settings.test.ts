import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '../../api/env.ts';

const good = {
  BASE_URL: 'https://mingbai.example',
  AUTH_SECRET: 'a secret of the sessions, long enough',
  CODE_SECRET: 'a secret of the codes, long enough too',
};

describe('the settings', () => {
  it('are those of production where nobody says otherwise', () => {
    expect(parseEnvironment(good).ENVIRONMENT).toBe('production');
  });

  it('are refused with the name of each that is missing or too weak', () => {
    expect(() => parseEnvironment({})).toThrow(/AUTH_SECRET is not set.*CODE_SECRET is not set.*BASE_URL/u);
    expect(() => parseEnvironment({ ...good, CODE_SECRET: 'short' })).toThrow('CODE_SECRET needs at least 32');
  });

  it('refuse a set clock and an open line in production, and allow both locally', () => {
    const clock = { CLOCK_START: '2026-11-20T09:00:00+08:00' };
    const open = { BASE_URL: 'http://mingbai.example' };
    expect(() => parseEnvironment({ ...good, ...clock })).toThrow('the record is evidence');
    expect(() => parseEnvironment({ ...good, ...open })).toThrow('https in production');
    expect(parseEnvironment({ ...good, ...clock, ...open, ENVIRONMENT: 'local' })).toMatchObject(clock);
  });
});
