// Tokens of a time-stamp authority (RFC 3161), against a stand-in that signs real ones.
import { describe, expect, it } from 'vitest';
import {
  makeNonce,
  readTimeStamp,
  readTimeStampResponse,
  writeTimeStampRequest,
} from '../../api/domain/ledger/time-stamp.ts';
import { type Faults, openAuthority } from '../support/time-stamp-authority.ts';

const at = Date.parse('2026-11-20T01:00:00Z');
const head = 'a1b2'.repeat(16);
const nonce = makeNonce((length) => new Uint8Array(length).fill(0xff));

async function stamp(faults: Faults = {}) {
  const answer = await openAuthority(() => at, faults);
  return readTimeStampResponse(await answer(writeTimeStampRequest(head, nonce)));
}

describe('a time-stamp token', () => {
  it('says which seal was signed, when, and by which certificate', async () => {
    const token = await stamp();
    if (!token) throw new Error('the authority answers');
    expect(await readTimeStamp(token)).toEqual({
      head,
      nonce,
      at,
      certificate: expect.stringMatching(/^[0-9a-f]{64}$/u),
    });
  });

  it('is none once any byte of what it says or of its signature is changed', async () => {
    const token = await stamp();
    if (!token) throw new Error('the authority answers');
    const text = Buffer.from(token);
    for (const part of [Buffer.from('20261120010000Z'), Buffer.from(head, 'hex')]) {
      const changed = new Uint8Array(token);
      const place = text.indexOf(part);
      expect(place).toBeGreaterThan(0);
      changed[place + 1] = (changed[place + 1] ?? 0) ^ 1;
      expect(await readTimeStamp(changed)).toBeNull();
    }
    const unsigned = new Uint8Array(token);
    unsigned[unsigned.length - 5] = (unsigned[unsigned.length - 5] ?? 0) ^ 1;
    expect(await readTimeStamp(unsigned)).toBeNull();
    expect(await readTimeStamp(token.slice(0, -1))).toBeNull();
    expect(await readTimeStamp(new Uint8Array())).toBeNull();
  });

  it('is none from a certificate for another purpose, and none from an authority that refuses', async () => {
    const token = await stamp({ usage: '1.3.6.1.5.5.7.3.1' });
    expect(token && (await readTimeStamp(token))).toBeNull();
    expect(await stamp({ isRefusing: true })).toBeNull();
    expect(readTimeStampResponse(new TextEncoder().encode('<html>'))).toBeNull();
  });
});
