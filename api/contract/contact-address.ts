// One way to reach a resident: what people type is parsed into one normal value of one kind, and only that is stored,
// masked and handed to a provider.

export type ContactKind = 'mobile' | 'landline' | 'e-mail';

/** `13800000000`; `0635-8231234`, `0635-8231234转801`, `4001234567`; `zhang@example.com` */
export interface ContactAddress {
  kind: ContactKind;
  value: string;
}

export type ContactRefusal = 'none' | 'several' | 'foreign-mail';
export type ContactReading = { ok: true; address: ContactAddress } | { ok: false; reason: ContactRefusal };

/** Input methods put these in place of a hyphen. */
const dashes = /[\p{Pd}\u2212\u2043\u30fc]/gu;
const label =
  /^(?:我的|本人)?(?:联系)?(?:方式|电话|手机|座机|固话|固定电话|电子邮箱|电子邮件|邮箱|邮件|号码|tel|phone|mobile|e-?mail|mailto)(?:号码?|地址)?\s*[:是为]?\s*/iu;

/** One form of width, dashes and invisible characters; without a label in front and a full stop behind. */
function fold(typed: string): string {
  const folded = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\u2800]/gu, (char) => (/\s/u.test(char) ? ' ' : ''))
    .replace(dashes, '-')
    .trim();
  return folded.replace(label, '').replace(/[\s。,;、.]+$/u, '');
}

/**
 * A dot-atom of ASCII at a host of ASCII labels (RFC 5321): no quotes, brackets, commas, semicolons or line ends, by
 * which one address could become two or reach a header; no `%` or `!`, by which old servers route to another host.
 */
const mail =
  /^[\w+'&=~][\w+'&=~-]*(?:\.[\w+'&=~-]+){0,20}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/iu;
const longestMailbox = 64;

function readMail(text: string): ContactAddress | null {
  const tidy = text.replace(/\s*@\s*/gu, '@').replace(/。/gu, '.');
  const at = tidy.indexOf('@');
  if (at > longestMailbox || !/^[\x21-\x7e]+$/u.test(tidy) || !mail.test(tidy)) return null;
  return { kind: 'e-mail', value: `${tidy.slice(0, at)}${tidy.slice(at).toLowerCase()}` };
}

const separators = /[\s().·-]/gu;
const countryCode = /^(?:\+|00)?86(?=\d{10,12}$)/u;
const mobile = /^0?(1[3-9]\d{9})$/u;
/** Beijing and the large cities have area codes of three digits and numbers of eight. */
const landline = /^(0(?:10|2\d)|0[3-9]\d\d)(\d{7,8})$/u;
/** Numbers that anyone can dial without an area code. */
const freephone = /^[48]00\d{7}$/u;
const extension = /^(.*?)[\s(,-]*(?:转分机|转|轉|分机号?|ext\.?|x|#|-)[\s:-]*(\d{1,6})\)?$/iu;

function readDialled(text: string): ContactAddress | null {
  const digits = text.replace(separators, '');
  const local = digits.replace(countryCode, '');
  const [, mobileNumber] = mobile.exec(local) ?? [];
  if (mobileNumber) return { kind: 'mobile', value: mobileNumber };
  // Abroad, the area code loses its 0.
  for (const number of local === digits ? [local] : [local, `0${local}`]) {
    const [, area = '', rest = ''] = landline.exec(number) ?? [];
    const isThreeDigits = area.length === 3;
    if (area && (isThreeDigits ? rest.length === 8 : true)) return { kind: 'landline', value: `${area}-${rest}` };
  }
  return freephone.test(local) ? { kind: 'landline', value: local } : null;
}

function readNumber(text: string): ContactAddress | null {
  // First, because a dash before few digits would otherwise read as one more digit of the number.
  const [, trunk = '', inner = ''] = extension.exec(text) ?? [];
  const dialled = trunk ? readDialled(trunk) : null;
  if (dialled?.kind === 'landline') return { kind: 'landline', value: `${dialled.value}转${inner}` };
  return readDialled(text);
}

/** Every number that could be dialled, once separators are gone, and further digits long enough to be one. */
const anyNumber = /(?:\+|00)?86\D{0,2}1[3-9]\d{9}|1[3-9]\d{9}|0\d{2,3}\d{7,8}|[48]00\d{7}|\d{7,}/gu;

function countContacts(text: string): number {
  const marks = text.split('@').length - 1;
  const outside = text.replace(/[\w.+'&=~-]*@[\w.-]*/gu, ' | ');
  return marks + (outside.replace(separators, '').match(anyNumber) ?? []).length;
}

const hasForeignLetters = (text: string) => /@/u.test(text) && /[^\x20-\x7e。]/u.test(text);

/** @param typed one line, as typed or as an older version stored it */
export function readContactAddress(typed: string): ContactReading {
  const text = fold(typed);
  const address = text.includes('@') ? readMail(text) : readNumber(text);
  if (address) return { ok: true, address };
  if (countContacts(text) > 1) return { ok: false, reason: 'several' };
  return { ok: false, reason: hasForeignLetters(text) ? 'foreign-mail' : 'none' };
}

/** What to do, in the resident's words. */
export const contactRefusals: Record<ContactRefusal, string> = {
  none: '请填写手机号、固定电话（如 0635-1234567）或电子邮箱，也可以留空',
  several: '请只填一种联系方式：一个手机号、一个固定电话或一个电子邮箱',
  'foreign-mail': '电子邮箱只能用英文字母、数字和符号，请换一个邮箱，或填写电话',
};

/** True if a mobile number was typed with the code of the country. */
export const hasCountryCode = (typed: string): boolean =>
  countryCode.test(fold(typed).replace(separators, '')) && !/@/u.test(typed);

/** What a clerk dials and a provider gets; a text that only an earlier version accepted stays as it was. */
export function writeContact(typed: string): string {
  const reading = readContactAddress(typed);
  return reading.ok ? reading.address.value : typed;
}

/**
 * The value to store. A mobile number that came with the code of the country keeps it, in international notation (ITU-T
 * E.123): records since the first were stored and masked with it.
 */
export function normaliseContact(typed: string): string {
  const reading = readContactAddress(typed);
  if (!reading.ok || reading.address.kind !== 'mobile' || !hasCountryCode(typed)) return writeContact(typed);
  return reading.address.value.replace(/^(.{3})(.{4})(.{4})$/u, '+86 $1 $2 $3');
}
