// Finds in typed text what has to be redacted before publication: numbers that identify a person, and home addresses.
// It only proposes: it changes nothing, and what it misses may still be personal.

export type PersonalKind = 'id-number' | 'bank-card' | 'phone' | 'e-mail' | 'address';

export interface PersonalData {
  kind: PersonalKind;
  /** Position in UTF-16 code units, as String.slice counts. */
  start: number;
  end: number;
}

export const personalWords: Record<PersonalKind, string> = {
  'id-number': '身份证号',
  'bank-card': '银行卡号',
  phone: '电话号码',
  'e-mail': '电子邮箱',
  address: '住址',
};

/** Reads full-width digits as ASCII, one code unit for one, so that positions stay. */
const toAscii = (text: string) =>
  text.replace(/[！-～]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');

/** A run of digits as people group them, with single spaces or dashes. No digit before or after. */
const digitRun = /(?<![\dA-Za-z])\d(?:[ -]?\d){6,22}(?:[ -]?[Xx])?(?![\dA-Za-z])/g;
const internationalPrefix = /\+86[ -]?/g;

/** Weights and check characters of the 18-digit citizen number (GB 11643-1999). */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idChecks = '10X98765432';

function isIdNumber(digits: string): boolean {
  if (!/^\d{17}[\dX]$/u.test(digits)) return false;
  const [month, day] = [Number(digits.slice(10, 12)), Number(digits.slice(12, 14))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return idChecks.charAt(sum % 11) === digits.charAt(17);
}

/** Luhn check (ISO/IEC 7812-1) of a card number of 16 to 19 digits; Chinese cards begin with 3 to 6, local ones with 9. */
function isBankCard(digits: string): boolean {
  if (!/^[34569]\d{15,18}$/u.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** A mobile number, or a landline with area code; service numbers (12345, 400…) identify nobody. */
const isPhone = (digits: string) =>
  /^1[3-9]\d{9}$/u.test(digits) || /^0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/u.test(digits);

function nameNumber(run: string): PersonalKind | null {
  const digits = run.replace(/[ -]/g, '').toUpperCase();
  if (isIdNumber(digits)) return 'id-number';
  if (isPhone(digits)) return 'phone';
  return isBankCard(digits) ? 'bank-card' : null;
}

const email = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g;

const number = '[0-9一二三四五六七八九十百]{1,5}';
/** Patterns of a home: a numbered house in a street, or a building, entrance or room. */
const addressParts = [
  new RegExp(`\\p{Script=Han}{1,12}(?:路|街|巷|胡同|大道|弄)${number}(?:号院?|弄)(?!线|公交|文件|令)`, 'gu'),
  new RegExp(`(?:\\p{Script=Han}{0,12}?${number}(?:号楼|栋|幢|单元|室)[ -]?)+(?:${number}户?)?`, 'gu'),
  new RegExp(`\\p{Script=Han}{1,10}(?:村|屯|庄|社区|小区)${number}(?:组|号|队)`, 'gu'),
];

function* matches(text: string, pattern: RegExp, kind: PersonalKind): Generator<PersonalData> {
  for (const { index, 0: found } of text.matchAll(pattern)) yield { kind, start: index, end: index + found.length };
}

/** In order of position; of two overlapping matches, the longer one stands for both. */
function withoutOverlaps(found: PersonalData[]): PersonalData[] {
  const kept: PersonalData[] = [];
  for (const entry of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || entry.start >= last.end) kept.push(entry);
    else if (entry.end > last.end) last.end = entry.end;
  }
  return kept;
}

export function findPersonalData(text: string): PersonalData[] {
  // Blank out "+86" but keep its length, so that the number behind it is matched alone.
  const ascii = toAscii(text).replace(internationalPrefix, (prefix) => ' '.repeat(prefix.length));
  const numbers = [...ascii.matchAll(digitRun)].flatMap(({ index, 0: run }) => {
    const kind = nameNumber(run);
    return kind ? [{ kind, start: index, end: index + run.length }] : [];
  });
  const addresses = addressParts.flatMap((pattern) => [...matches(ascii, pattern, 'address')]);
  return withoutOverlaps([...numbers, ...matches(ascii, email, 'e-mail'), ...addresses]);
}

/** Splits the text into pieces, each with the kind of personal data it holds, or null; joined they are the text. */
export function markPersonalData(text: string): { text: string; kind: PersonalKind | null }[] {
  const pieces: { text: string; kind: PersonalKind | null }[] = [];
  let from = 0;
  for (const { kind, start, end } of findPersonalData(text)) {
    if (start > from) pieces.push({ text: text.slice(from, start), kind: null });
    pieces.push({ text: text.slice(start, end), kind });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), kind: null });
  return pieces;
}
