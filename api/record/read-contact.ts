// Reads a resident's name and contact, decrypted or masked.
import type { Contact } from '../contract/comment-fields.ts';
import { loadEncryptedContact } from '../db/contacts.ts';
import { decryptContact, maskAll } from '../domain/privacy/contact-cipher.ts';
import type { Deps } from '../ports/deps.ts';

/** Shown if no key decrypts the contact; the log states which key is missing. */
const unreadable = '（密钥不在，读不出）';

/** @returns null if none was given, or both were erased */
export async function readContact(deps: Deps, receiptCode: string): Promise<Contact | 'unreadable' | null> {
  const row = await loadEncryptedContact(deps.database, receiptCode);
  if (!row) return null;
  const contact = await decryptContact(deps.contactKeys, receiptCode, row);
  if (contact) return contact;
  const message = `no configured key decrypts this contact (key ${row.keyId})`;
  deps.log({ level: 'error', message, details: { receiptCode } });
  return 'unreadable';
}

/** Reads them masked: shows what the resident gave, without identifying the person. */
export async function readMasked(deps: Deps, receiptCode: string): Promise<Contact> {
  const contact = await readContact(deps, receiptCode);
  if (contact === null) return { name: '', contact: '' };
  if (contact === 'unreadable') return { name: unreadable, contact: unreadable };
  return maskAll(contact);
}
