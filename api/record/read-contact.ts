// A resident's stored name and contact: decrypted, or masked for those who handle the comment.
import type { Contact } from '../contract/comment-fields.ts';
import { loadEncryptedContact } from '../db/contacts.ts';
import { decryptContact, maskAll } from '../domain/privacy/contact-cipher.ts';
import type { Deps } from '../ports/deps.ts';

/** Shown if no key decrypts it; the log tells the IT person why. */
const unreadable = '（密钥不在，读不出）';

/** @returns null if neither was left, or both were erased */
export async function readContact(deps: Deps, receiptCode: string): Promise<Contact | 'unreadable' | null> {
  const row = await loadEncryptedContact(deps.database, receiptCode);
  if (!row) return null;
  const contact = await decryptContact(deps.contactKeys, receiptCode, row);
  if (contact) return contact;
  const message = `no key opens this contact (key ${row.keyId})`;
  deps.log({ level: 'error', message, details: { receiptCode } });
  return 'unreadable';
}

/** Enough to know what was left, too little to identify the person. */
export async function readMasked(deps: Deps, receiptCode: string): Promise<Contact> {
  const contact = await readContact(deps, receiptCode);
  if (contact === null) return { name: '', contact: '' };
  if (contact === 'unreadable') return { name: unreadable, contact: unreadable };
  return maskAll(contact);
}
