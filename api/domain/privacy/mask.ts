// What staff see of a resident's name and contact before they give a reason.
import { type ContactAddress, hasCountryCode, readContactAddress } from '../../contract/contact-address.ts';

const stars = (count: number) => '*'.repeat(count);

/** `张**`: the first character only; hides the length of the name. */
export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}${stars(2)}`);

/** `138****0000`; a short number shows its last two digits. */
function maskDigits(number: string): string {
  const digits = number.replace(/\D/gu, '');
  if (digits.length <= 4) return stars(4);
  return digits.length < 11 ? `${stars(4)}${digits.slice(-2)}` : `${digits.slice(0, 3)}${stars(4)}${digits.slice(-4)}`;
}

/** `z***@example.com`; an address made of a number is no host. */
function maskMail(mail: string): string {
  const at = mail.lastIndexOf('@');
  const host = (/^[\w.-]*/u.exec(mail.slice(at + 1))?.[0] ?? '').replace(/\d{5,}/gu, '');
  return `${[...mail][0] === '@' ? '' : [...mail][0]}${stars(3)}@${host}`;
}

function maskAddress({ kind, value }: ContactAddress, contact: string): string {
  if (kind === 'e-mail') return maskMail(value);
  if (kind === 'mobile' && hasCountryCode(contact)) return maskDigits(`86${value}`);
  // An extension is shown no more than the number's middle.
  return maskDigits(value.replace(/转.*/u, ''));
}

/** Mails and numbers in a text that an earlier version took as one contact; a number may have separators. */
const anyContact = /[^\s@,;、。<>]*@[\w.-]*|\d(?:[\s().\-\p{Pd}]{0,2}\d)*/gu;

/** Of a text that is no single contact only the contacts in it are shown, each masked: no other word of it is. */
function maskText(text: string): string {
  const found = text.normalize('NFKC').match(anyContact) ?? [];
  return found.map((one) => (one.includes('@') ? maskMail(one) : maskDigits(one))).join('，');
}

/** `138****0000`, `z***@example.com`; values of earlier versions are masked wherever a number or mail stands in them. */
export function maskContact(contact: string): string {
  const reading = readContactAddress(contact);
  return reading.ok ? maskAddress(reading.address, contact) : maskText(contact);
}
