// Finds telephone numbers: mobile, landline with area code or after a word such as 电话, with country code and extension.
import { type DigitSpan, findSpans, isOneNumber, listReadings } from './digits.ts';
import type { PersonalData, Recogniser } from './finding.ts';

/** Mobile numbers begin with 13 to 19, optionally after a trunk prefix 0. Landline area codes begin with 0. */
const mobile = /^0?1[3-9]\d{9}$/;
const landline = /^0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/;
/** After the country code, the area code omits its 0. */
const withoutTrunkZero = /^(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/;
const countryCode = /^(?:00)?86/;

function isPhone(span: DigitSpan): boolean {
  const { digits } = span;
  if (!isOneNumber(span)) return false;
  if (mobile.test(digits) || landline.test(digits)) return true;
  const local = digits.replace(countryCode, '');
  return local !== digits && (mobile.test(local) || landline.test(local) || withoutTrunkZero.test(local));
}

/** `转801`, `-801`, `ext. 801`, `（转801）` */
const extension = /^\s{0,2}\(?(?:转?分机号?|转|轉|ext\.?|x|[-*#,])\s{0,2}\d{1,6}(?!\d)/iu;

const withExtension = (text: string, end: number): number =>
  end + (extension.exec(text.slice(end, end + 14))?.[0].length ?? 0);

/** Only landlines have extensions; digits after a mobile number are the next item of a list. */
const endOf = (text: string, { digits, end }: DigitSpan): number =>
  mobile.test(digits.replace(countryCode, '')) ? end : withExtension(text, end);

/** A foreign number after a plus sign. */
const foreign = /\+\s?\d{1,3}(?:[\s\-.()]{0,2}\d){6,12}/g;

const phoneLabels =
  '电话|手机|座机|固话|固定|联系方式|联系我|打给我|打我|致电|传真|小灵通|呼机|号码|拨打?|[打找]|☎|☏|📞|📱|tel|phone|mobile|call|fax';
/** A number of any length after a word such as 电话. */
const labelledNumber = new RegExp(
  `(?:${phoneLabels})(?:号码?|号)?[^\\d\\n。;]{0,6}?(\\+?\\d(?:[\\s\\-.·()]{0,2}\\d){4,14})`,
  'giu',
);
/** Service numbers such as 12345, 95598 and 400 numbers, which are not personal. */
const serviceNumber = /^(?:1[012]\d{1,3}|9[56]\d{3,6}|[48]00\d{7})$/;
const isService = (number: string): boolean => serviceNumber.test(number.replace(/\D/g, ''));

/** @param typed the text with its Chinese numerals, to recognise the service number in 4008001234一直占线 */
function* findLabelled(text: string, typed: string): Generator<PersonalData> {
  for (const match of text.matchAll(labelledNumber)) {
    const number = match[1] ?? '';
    const end = match.index + match[0].length;
    const start = end - number.length;
    if ([number, typed.slice(start, end)].some(isService) || /^20\d\d[-.]?[01]\d/.test(number)) continue;
    // Skip amounts: 打三次，12345678元.
    if (/^\s?[万亿]?[元年月个次人户]/u.test(text.slice(end, end + 3))) continue;
    yield { kind: 'phone', start, end: withExtension(text, end) };
  }
}

/** A further number without its own area code: 0635-8000123、8000124. */
const nextNumber = /[\s,、;/或和]{1,3}([2-8]\d{6,7})(?!\d)/uy;

function* followList(text: string, from: number): Generator<PersonalData> {
  nextNumber.lastIndex = from;
  for (let match = nextNumber.exec(text); match; match = nextNumber.exec(text))
    yield { kind: 'phone', start: nextNumber.lastIndex - (match[1] ?? '').length, end: nextNumber.lastIndex };
}

function* findIn(text: string, typed: string): Generator<PersonalData> {
  yield* findLabelled(text, typed);
  for (const span of findSpans(text, 10, 17)) {
    if (isPhone(span)) {
      const end = endOf(text, span);
      const isBracketed = span.gaps.includes(')') && text.charAt(span.start - 1) === '(';
      yield { kind: 'phone', start: span.start - (isBracketed ? 1 : 0), end };
      if (span.digits.startsWith('0')) yield* followList(text, end);
    }
  }
}

export const findPhones: Recogniser = (folded) => [
  ...listReadings(folded).flatMap((text) => [...findIn(text, folded)]),
  ...[...folded.matchAll(foreign)].map(({ index, 0: number }) => ({
    kind: 'phone' as const,
    start: index,
    end: index + number.length,
  })),
];
