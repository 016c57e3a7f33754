// Encrypts a resident's name and contact with AES-256-GCM, so that a stolen database does not reveal residents. Pure
// except for WebCrypto; the environment supplies the keys, the caller the random bytes.
import { type Contact, type SealedField, sealedFields } from '../../contract/comment-fields.ts';
import { z } from '../../contract/zod.ts';
import { maskContact, maskName } from './mask.ts';

/** A 32-byte key as 64 hex digits, and the id that encrypted rows store. */
export interface ContactKey {
  id: string;
  hex: string;
}

/** The first key encrypts; all of them decrypt. */
export type ContactKeys = readonly [ContactKey, ...ContactKey[]];

export interface EncryptedContact {
  sealed: string;
  keyId: string;
}

/** The length in NIST SP 800-38D. Random nonces do not repeat within the few million contacts of one key. */
const ivBytes = 12;

const encoder = new TextEncoder();

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const importKey = ({ hex }: ContactKey) =>
  crypto.subtle.importKey('raw', fromHex(hex), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Authenticates the receipt code too, so that a row copied to another comment does not decrypt. */
const cipherParameters = (receiptCode: string, iv: Uint8Array<ArrayBuffer>) => ({
  name: 'AES-GCM',
  iv,
  additionalData: encoder.encode(`contact of ${receiptCode}`),
});

/**
 * The plaintext: name, contact, and an object with fields that later form versions added, if filled in. Without such
 * fields, the bytes are those of the first version.
 */
const plainSchema = z.tuple([z.string(), z.string()]).rest(z.record(z.string(), z.string()));

function writePlain({ name, contact, ...later }: Contact): string {
  const added = Object.entries(later).filter(([, value]) => value);
  return JSON.stringify([name, contact, ...(added.length > 0 ? [Object.fromEntries(added)] : [])]);
}

function readPlain(plain: string): Contact {
  const [name, contact, later] = plainSchema.parse(JSON.parse(plain));
  return { ...later, name, contact };
}

export async function encryptContact(
  keys: ContactKeys,
  random: (length: number) => Uint8Array,
  receiptCode: string,
  contact: Contact,
): Promise<EncryptedContact> {
  const [current] = keys;
  const iv = Uint8Array.from(random(ivBytes));
  const plain = encoder.encode(writePlain(contact));
  const sealed = await crypto.subtle.encrypt(cipherParameters(receiptCode, iv), await importKey(current), plain);
  return { sealed: `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`, keyId: current.id };
}

/** @returns null if the key is missing or the stored data changed */
export async function decryptContact(
  keys: ContactKeys,
  receiptCode: string,
  { sealed, keyId }: EncryptedContact,
): Promise<Contact | null> {
  const key = keys.find(({ id }) => id === keyId);
  const [iv = '', data = ''] = sealed.split('.');
  if (!key) return null;
  try {
    const plain = await crypto.subtle.decrypt(
      cipherParameters(receiptCode, fromBase64(iv)),
      await importKey(key),
      fromBase64(data),
    );
    return readPlain(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

/** What staff see of each field before they give a reason. */
const masks: Record<SealedField, (text: string) => string> = { name: maskName, contact: maskContact };

export function maskAll(contact: Contact): Contact {
  const masked: Contact = { name: '', contact: '' };
  for (const field of sealedFields) {
    const value = contact[field];
    if (value) masked[field] = masks[field](value);
  }
  return masked;
}
