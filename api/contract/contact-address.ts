// Parses and normalizes a resident's contact: one mobile number, landline or e-mail address. Only the normalized value is
// stored, masked and passed to a provider.

export type ContactKind = 'mobile' | 'landline' | 'e-mail';

/** `13800000000`; `0635-8231234`, `0635-8231234转801`, `4001234567`; `zhang@example.com` */
export interface ContactAddress {
  kind: ContactKind;
  value: string;
}

export type ContactRefusal = 'none' | 'several' | 'foreign-mail';
export type ParsedContact = { ok: true; address: ContactAddress } | { ok: false; reason: ContactRefusal };

/** Characters that input methods insert instead of a hyphen. */
const dashes = /[\p{Pd}\u2212\u2043\u30fc]/gu;
const labelPattern =
  /^(?:我的|本人)?(?:联系)?(?:方式|电话|手机|座机|固话|固定电话|电子邮箱|电子邮件|邮箱|邮件|号码|tel|phone|mobile|e-?mail|mailto)(?:号码?|地址)?\s*[:是为]?\s*/iu;

/** Unifies width and dashes, and removes invisible characters, a label at the start and punctuation at the end. */
function fold(typed: string): string {
  const folded = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\u2800]/gu, (char) => (/\s/u.test(char) ? ' ' : ''))
    .replace(dashes, '-')
    .trim();
  return folded.replace(labelPattern, '').replace(/[\s。,;、.]+$/u, '');
}

/**
 * An ASCII dot-atom at an ASCII host (RFC 5321). Excludes quotes, brackets, commas, semicolons and line ends, which could
 * turn one address into two or inject a header. Excludes `%` and `!`, by which old servers route mail to another host.
 */
const mailPattern =
  /^[\w+'&=~][\w+'&=~-]*(?:\.[\w+'&=~-]+){0,20}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/iu;
const maxLocalPartLength = 64;

function parseMail(text: string): ContactAddress | null {
  const compact = text.replace(/\s*@\s*/gu, '@').replace(/。/gu, '.');
  const at = compact.indexOf('@');
  if (at > maxLocalPartLength || !/^[\x21-\x7e]+$/u.test(compact) || !mailPattern.test(compact)) return null;
  return { kind: 'e-mail', value: `${compact.slice(0, at)}${compact.slice(at).toLowerCase()}` };
}

const separators = /[\s().·-]/gu;
const countryCode = /^(?:\+|00)?86(?=\d{10,12}$)/u;
const mobile = /^0?(1[3-9]\d{9})$/u;
/** Beijing and the large cities have area codes of three digits and numbers of eight. */
const landline = /^(0(?:10|2\d)|0[3-9]\d\d)(\d{7,8})$/u;
/** Numbers that anyone can dial without an area code. */
const freephone = /^[48]00\d{7}$/u;
const extension = /^(.*?)[\s(,-]*(?:转分机|转|轉|分机号?|ext\.?|x|#|-)[\s:-]*(\d{1,6})\)?$/iu;

function parsePhone(text: string): ContactAddress | null {
  const digits = text.replace(separators, '');
  const local = digits.replace(countryCode, '');
  const [, mobileNumber] = mobile.exec(local) ?? [];
  if (mobileNumber) return { kind: 'mobile', value: mobileNumber };
  // After the country code, the area code omits its 0.
  for (const number of local === digits ? [local] : [local, `0${local}`]) {
    const [, area = '', rest = ''] = landline.exec(number) ?? [];
    const isThreeDigits = area.length === 3;
    if (area && (isThreeDigits ? rest.length === 8 : true)) return { kind: 'landline', value: `${area}-${rest}` };
  }
  return freephone.test(local) ? { kind: 'landline', value: local } : null;
}

function parsePhoneWithExtension(text: string): ContactAddress | null {
  // Look for an extension first: otherwise its digits would count as part of the number.
  const [, mainNumber = '', extensionDigits = ''] = extension.exec(text) ?? [];
  const phone = mainNumber ? parsePhone(mainNumber) : null;
  if (phone?.kind === 'landline') return { kind: 'landline', value: `${phone.value}转${extensionDigits}` };
  return parsePhone(text);
}

/** Matches everything that could be a telephone number, in a text without separators. */
const possibleNumber = /(?:\+|00)?86\D{0,2}1[3-9]\d{9}|1[3-9]\d{9}|0\d{2,3}\d{7,8}|[48]00\d{7}|\d{7,}/gu;

function countContacts(text: string): number {
  const atSigns = text.split('@').length - 1;
  const textWithoutMail = text.replace(/[\w.+'&=~-]*@[\w.-]*/gu, ' | ');
  return atSigns + (textWithoutMail.replace(separators, '').match(possibleNumber) ?? []).length;
}

const hasForeignLetters = (text: string) => /@/u.test(text) && /[^\x20-\x7e。]/u.test(text);

/** @param typed one line, as typed or as an older version stored it */
export function readContactAddress(typed: string): ParsedContact {
  const text = fold(typed);
  const address = text.includes('@') ? parseMail(text) : parsePhoneWithExtension(text);
  if (address) return { ok: true, address };
  if (countContacts(text) > 1) return { ok: false, reason: 'several' };
  return { ok: false, reason: hasForeignLetters(text) ? 'foreign-mail' : 'none' };
}

/** Messages that tell the resident what to change. */
export const contactRefusals: Record<ContactRefusal, string> = {
  none: '请填写手机号、固定电话（如 0635-1234567）或电子邮箱，也可以留空',
  several: '请只填一种联系方式：一个手机号、一个固定电话或一个电子邮箱',
  'foreign-mail': '电子邮箱只能用英文字母、数字和符号，请换一个邮箱，或填写电话',
};

/** True if the number was typed with the country code 86. */
export const hasCountryCode = (typed: string): boolean =>
  countryCode.test(fold(typed).replace(separators, '')) && !/@/u.test(typed);

/** Formats a contact for clerks and providers. Returns text that only an earlier version accepted unchanged. */
export function formatContact(typed: string): string {
  const parsed = readContactAddress(typed);
  return parsed.ok ? parsed.address.value : typed;
}

/**
 * Returns the value to store. A mobile number typed with the country code keeps it, in international notation (ITU-T E.123),
 * as in all records since the first version.
 */
export function normaliseContact(typed: string): string {
  const parsed = readContactAddress(typed);
  if (!parsed.ok || parsed.address.kind !== 'mobile' || !hasCountryCode(typed)) return formatContact(typed);
  return parsed.address.value.replace(/^(.{3})(.{4})(.{4})$/u, '+86 $1 $2 $3');
}
