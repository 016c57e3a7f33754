// Citizen numbers, bank cards and other long numbers. A number that merely looks like one is proposed too: a needless
// proposal costs a click, a missed one exposes a person.
import { type DigitSpan, groupDigits, spansOf } from './digits.ts';
import type { PersonalData, PersonalKind, Recogniser } from './finding.ts';

/** Shorter numbers are amounts, dates and document numbers. */
const leastLong = 15;

const isMonthAndDay = (digits: string): boolean => {
  const [month, day] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

/** GB 11643-1999: region, date of birth, order and check character. The check is ignored: people mistype. */
const isIdShaped = (digits: string): boolean =>
  digits.length === 15
    ? /^[1-8]\d{14}$/.test(digits) && isMonthAndDay(digits.slice(8, 12))
    : /^[1-8]\d{5}(?:18|19|20)\d{10}/.test(digits) && isMonthAndDay(digits.slice(10, 14));

/** Luhn check (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    sum += index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** Printed in groups of four, the last one shorter. */
const isCardGrouped = ({ lengths }: DigitSpan): boolean =>
  lengths.length >= 4 &&
  lengths.slice(0, -1).every((length) => length === 4) &&
  (lengths[lengths.length - 1] ?? 0) <= 4;

function nameSpan(span: DigitSpan): PersonalKind | null {
  const { digits, lengths } = span;
  const isWhole = lengths.length === 1;
  if ((digits.length === 15 || digits.length === 18) && isIdShaped(digits)) return 'id-number';
  if (digits.length === 18 && isWhole) return 'id-number';
  if (digits.length < 16) return isWhole && digits.length === leastLong ? 'number' : null;
  if (digits.length > 19) return isWhole ? 'number' : null;
  return isWhole || isCardGrouped(span) || (/^[34569]/.test(digits) && passesLuhn(digits)) ? 'bank-card' : null;
}

/** The check character X follows the 17th digit, perhaps after a separator. */
const checkX = /^[\s\-.·_]{0,3}[Xx×](?![A-Za-z0-9])/u;

function* findIdsWithX(folded: string, runs: ReturnType<typeof groupDigits>): Generator<PersonalData> {
  for (const run of runs) {
    for (const { digits, start, end, lengths } of spansOf(run, 17, 17)) {
      const check = checkX.exec(folded.slice(end, end + 5));
      if (check && (lengths.length === 1 || isIdShaped(`${digits}0`)))
        yield { kind: 'id-number', start, end: end + check[0].length };
    }
  }
}

export const findLongNumbers: Recogniser = (folded) => {
  const runs = groupDigits(folded);
  const found = [...findIdsWithX(folded, runs)];
  for (const run of runs) {
    for (const span of spansOf(run, leastLong, 40)) {
      const kind = nameSpan(span);
      if (kind) found.push({ kind, start: span.start, end: span.end });
    }
    // A longer token than any span above is a number all the same.
    for (const { digits, start, end } of run) if (digits.length > 40) found.push({ kind: 'number', start, end });
  }
  return found;
};
