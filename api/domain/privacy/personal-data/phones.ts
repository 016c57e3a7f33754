// Telephone numbers: mobile, landline with area code or after a word for it, with country code and extension.
import { type DigitSpan, groupDigits, spansOf } from './digits.ts';
import type { PersonalData, Recogniser } from './finding.ts';

/** Mobile numbers begin with 13 to 19; area codes of landlines with 0, without it after the country code. */
const mobile = /^1[3-9]\d{9}$/;
const landline = /^0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/;
const withoutTrunkZero = /^(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/;

const countryCode = /^(?:00)?86/;

function isPhone({ digits }: DigitSpan): boolean {
  if (mobile.test(digits) || landline.test(digits)) return true;
  const local = digits.replace(countryCode, '');
  return local !== digits && (mobile.test(local) || landline.test(local) || withoutTrunkZero.test(local));
}

/** `转801`, `-801`, `ext. 801`, `分机801` */
const extension = /^\s{0,2}(?:转|轉|分机号?|ext\.?|[-*#])\s{0,2}\d{1,6}(?!\d)/iu;

const withExtension = (folded: string, end: number): number =>
  end + (extension.exec(folded.slice(end, end + 14))?.[0].length ?? 0);

/** A number after a word for it, however short; service numbers belong to nobody. */
const called =
  /(?:电话|手机|座机|固话|联系方式|联系我|打给我|致电|tel|phone|mobile)(?:号码?|号)?[^\d\n。；;]{0,6}(\+?\d(?:[\s\-.·()]{0,2}\d){4,14})/giu;
const serviceNumber = /^(?:1[012]\d{1,3}|9[56]\d{3,6}|[48]00\d{7})$/;

function* findCalled(folded: string): Generator<PersonalData> {
  for (const match of folded.matchAll(called)) {
    const number = match[1] ?? '';
    const digits = number.replace(/\D/g, '');
    if (serviceNumber.test(digits)) continue;
    const end = match.index + match[0].length;
    yield { kind: 'phone', start: end - number.length, end: withExtension(folded, end) };
  }
}

/** Digits in Chinese, as people write them to evade filters: 一三八零零一三八零零零. */
const chineseDigits = /[零〇一二三四五六七八九幺洞两0-9]{11}/gu;
const chineseValues = '〇一二三四五六七八九';

const readChinese = (text: string): string =>
  [
    ...text
      .replace(/[零洞]/gu, '〇')
      .replace(/幺/gu, '一')
      .replace(/两/gu, '二'),
  ]
    .map((char) => (chineseValues.includes(char) ? String(chineseValues.indexOf(char)) : char))
    .join('');

export const findPhones: Recogniser = (folded) => {
  const found = [...findCalled(folded)];
  for (const run of groupDigits(folded)) {
    for (const span of spansOf(run, 10, 17)) {
      if (isPhone(span)) found.push({ kind: 'phone', start: span.start, end: withExtension(folded, span.end) });
    }
  }
  for (const { 0: text, index } of folded.matchAll(chineseDigits)) {
    if (mobile.test(readChinese(text))) found.push({ kind: 'phone', start: index, end: index + text.length });
  }
  return found;
};
