// Finds citizen numbers, bank cards and other long numbers. It also proposes doubtful ones: a needless proposal costs a
// click, a missed number exposes a person.
import { type DigitSpan, findSpans, isOneNumber, listReadings, listSeparators } from './digits.ts';
import { findAll, type PersonalData, type PersonalKind, type Recogniser } from './finding.ts';

const isMonthAndDay = (digits: string): boolean => {
  const [month, day] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

/** GB 11643-1999: region, date of birth, sequence and check character. Ignores the check, because people mistype. */
const isIdShaped = (digits: string): boolean =>
  digits.length === 15
    ? /^[1-9]\d{14}$/.test(digits) && isMonthAndDay(digits.slice(8, 12))
    : /^[1-9]\d{5}(?:18|19|20)\d{9}/.test(digits) && isMonthAndDay(digits.slice(10, 14));

/** Luhn check (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    sum += index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** True for the usual grouping of card and account numbers. Excludes telephone numbers and lists of years or round sums. */
function isCardGrouped({ digits, lengths, gaps }: DigitSpan): boolean {
  const fullGroups = lengths.slice(0, -1);
  if (/^(?:(?:19|20)\d\d)+$|^(?:\d\d00)+$/.test(digits)) return false;
  if (listSeparators.test(gaps)) return fullGroups.every((length) => length === 4) && digits.length < 20;
  return fullGroups.every((length) => length >= 3) && lengths.every((length) => length < 11 || lengths[0] === 6);
}

function classifySpan(span: DigitSpan): PersonalKind | null {
  const { digits, lengths } = span;
  const isWhole = lengths.length === 1;
  if (isWhole && digits.length !== 18) return digits.length > 15 && digits.length < 20 ? 'bank-card' : 'number';
  if (isWhole) return 'id-number';
  if (!isOneNumber(span)) return null;
  if ((digits.length === 15 || digits.length === 18 || digits.length === 20) && isIdShaped(digits)) return 'id-number';
  if (isCardGrouped(span)) return 'bank-card';
  return digits.length > 15 && digits.length < 20 && /^[34569]/.test(digits) && passesLuhn(digits) ? 'bank-card' : null;
}

/** Check character X after the 17th digit, with optional separator. Certificates of disability append a grade. */
const checkX = /^[\s\-.·_/]{0,3}[Xx×*](?![A-Za-z])(?:\d\d(?:B\d)?)?/u;

function* findIdsWithX(text: string): Generator<PersonalData> {
  for (const { digits, start, end, lengths } of findSpans(text, 17, 17)) {
    const check = checkX.exec(text.slice(end, end + 9));
    if (check && (lengths.length === 1 || isIdShaped(digits)))
      yield { kind: 'id-number', start, end: end + check[0].length };
  }
}

function* findIn(text: string): Generator<PersonalData> {
  yield* findIdsWithX(text);
  for (const span of findSpans(text, 15, 40)) {
    const kind = classifySpan(span);
    if (kind) yield { kind, start: span.start, end: span.end };
  }
}

/** Partly masked: 371525********0000. */
const masked = /\d{6,17}[*×·.]{4,12}\d{2,4}[\dXx]?/g;
const longToken = /(?:[A-Z]{1,4}-?)?\d{9,}[A-Za-z]?/g;
/** Letters and digits mixed: numbers of vehicles, businesses, parcels. */
const code = /[A-Z0-9]{12,}/gi;
const trackingCode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z-])/g;
const internetAddress = /\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;

const countDigits = (text: string): number => text.replace(/\D/g, '').length;

/** Units that follow an amount. */
const unit = /^(?:[.,]\d+)?\s?[万亿]?(?:元|人|亩|吨|度|斤|平|立方|千瓦)/;

/** True for nine or more digits, which exceed dates and document numbers. Excludes amounts and service numbers. */
const isLongToken = (text: string, { start, end }: PersonalData): boolean =>
  !/^[48]00\d{7}$/.test(text.slice(start, end)) && !unit.test(text.slice(end, end + 12));

export const findLongNumbers: Recogniser = (folded) => [
  ...listReadings(folded).flatMap((text) => [...findIn(text)]),
  ...findAll(folded, masked, 'id-number'),
  ...findAll(folded, longToken, 'number').filter((found) => isLongToken(folded, found)),
  ...findAll(folded, code, 'number').filter(({ start, end }) => countDigits(folded.slice(start, end)) >= 6),
  ...findAll(folded, trackingCode, 'number').filter(({ start, end }) => /\d/.test(folded.slice(start, end))),
  ...findAll(folded, internetAddress, 'number'),
];
