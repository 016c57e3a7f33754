import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ContactKeys, decryptContact, encryptContact, maskAll } from '../../api/domain/privacy/contact-cipher.ts';
import { maskContact, maskName } from '../../api/domain/privacy/mask.ts';

const older = { id: '2026', hex: 'ab'.repeat(32) };
const newer = { id: '2027', hex: 'cd'.repeat(32) };
const keys: ContactKeys = [older];
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const person = { name: '张三', contact: '13800000000' };
const code = 'GX261120-7K3QF';

describe('contact encryption', () => {
  it('an encrypted contact decrypts to exactly what the resident left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (name, contact) => {
        const submitted = { name: name.toWellFormed(), contact };
        expect(await decryptContact(keys, code, await encryptContact(keys, random, code, submitted))).toEqual(
          submitted,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('encryption gives a different ciphertext each time and reveals no plaintext', async () => {
    const [first, second] = [
      await encryptContact(keys, random, code, person),
      await encryptContact(keys, random, code, person),
    ];
    expect(first.sealed).not.toBe(second.sealed);
    expect(atob(first.sealed.split('.')[1] ?? '')).not.toContain('138');
  });

  it('a contact does not decrypt for another comment, after any change, or with the wrong key', async () => {
    const row = await encryptContact(keys, random, code, person);
    expect(await decryptContact(keys, 'GX261120-AAAAA', row)).toBeNull();
    expect(await decryptContact([newer], code, row)).toBeNull();
    expect(await decryptContact([{ ...newer, id: older.id }], code, row)).toBeNull();
    for (const sealed of [row.sealed.replace(/^./u, (letter) => (letter === 'A' ? 'B' : 'A')), '', 'x.y', '.']) {
      expect(await decryptContact(keys, code, { ...row, sealed })).toBeNull();
    }
  });

  it('a contact still decrypts with the older key while the newer key encrypts', async () => {
    const row = await encryptContact(keys, random, code, person);
    expect(await decryptContact([newer, older], code, row)).toEqual(person);
    expect((await encryptContact([newer, older], random, code, person)).keyId).toBe('2027');
  });

  it('an encrypted contact without later fields has the first version’s bytes, and those bytes still decrypt', async () => {
    const stored = {
      sealed: 'AAECAwQFBgcICQoL.e3nj4u7z3dFmA3u4SqIekpXTRXvuRVvOoGGLO1WYBNK5MYozt7VXTg==',
      keyId: '2026',
    };
    expect(await encryptContact(keys, (length) => Uint8Array.from({ length }, (_, at) => at), code, person)).toEqual(
      stored,
    );
    expect(await decryptContact(keys, code, stored)).toEqual(person);
  });

  it('an encrypted contact keeps fields that a later form version added, even when the key changes', async () => {
    const left = { ...person, village: '李村' };
    const opened = await decryptContact(keys, code, await encryptContact(keys, random, code, left));
    expect(opened).toEqual(left);
    const moved = await encryptContact([newer, older], random, code, opened ?? person);
    expect(await decryptContact([newer], code, moved)).toEqual(left);
  });

  it('a masked contact leaves out every field that has no mask', () => {
    const left = { ...person, removedField: '李村' };
    expect(maskAll(left)).toEqual({ name: '张**', contact: '138****0000' });
    expect(maskAll({ name: '', contact: '' })).toEqual({ name: '', contact: '' });
  });
});

describe('contact masking', () => {
  it.each([
    ['张三', '张**'],
    ['欧阳修文', '欧**'],
    ['𠮷田', '𠮷**'],
    ['', ''],
  ])('masks the name %j as %j', (name, masked) => expect(maskName(name)).toBe(masked));

  it.each([
    ['13800000000', '138****0000'],
    ['138 0000 1234', '138****1234'],
    ['１３８００００１２３４', '138****1234'],
    ['0635-1234567', '063****4567'],
    ['4001234567', '****67'],
    ['zhangsan@example.com', 'z***@example.com'],
    ['', ''],
  ])('masks the contact %j as %j', (contact, masked) => expect(maskContact(contact)).toBe(masked));
});
