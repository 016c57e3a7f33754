// What staff see of a resident's name and contact before they give a reason.
import { type ContactAddress, hasCountryCode, readContactAddress } from '../../contract/contact-address.ts';

const repeatStar = (count: number) => '*'.repeat(count);

/** `张**`: the first character only; hides the length of the name. */
export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}${repeatStar(2)}`);

/** `138****0000`; a short number shows its last two digits. */
function maskDigits(number: string): string {
  const digits = number.replace(/\D/gu, '');
  if (digits.length <= 4) return repeatStar(4);
  return digits.length < 11
    ? `${repeatStar(4)}${digits.slice(-2)}`
    : `${digits.slice(0, 3)}${repeatStar(4)}${digits.slice(-4)}`;
}

/** `z***@example.com`; removes long numbers from the host, which may be telephone numbers. */
function maskMail(mail: string): string {
  const at = mail.lastIndexOf('@');
  const host = (/^[\w.-]*/u.exec(mail.slice(at + 1))?.[0] ?? '').replace(/\d{5,}/gu, '');
  return `${[...mail][0] === '@' ? '' : [...mail][0]}${repeatStar(3)}@${host}`;
}

function maskAddress({ kind, value }: ContactAddress, contact: string): string {
  if (kind === 'e-mail') return maskMail(value);
  if (kind === 'mobile' && hasCountryCode(contact)) return maskDigits(`86${value}`);
  // Do not show the extension.
  return maskDigits(value.replace(/转.*/u, ''));
}

/** E-mail addresses and numbers in a text that an earlier version accepted as contact. Numbers may contain separators. */
const anyContact = /[^\s@,;、。<>]*@[\w.-]*|\d(?:[\s().\-\p{Pd}]{0,2}\d)*/gu;

/** Shows only the contacts in a text, each masked, and none of its other words. */
function maskText(text: string): string {
  const found = text.normalize('NFKC').match(anyContact) ?? [];
  return found.map((contact) => (contact.includes('@') ? maskMail(contact) : maskDigits(contact))).join('，');
}

/** `138****0000`, `z***@example.com`. In texts of earlier versions, masks every contact. */
export function maskContact(contact: string): string {
  const parsed = readContactAddress(contact);
  return parsed.ok ? maskAddress(parsed.address, contact) : maskText(contact);
}
