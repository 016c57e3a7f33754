// Receipt codes (MX261121-7K3QF, public) and tracking codes (7K3Q-F9WX-2MHT, secret): alphabet, creation and parsing.
import { foldWithin } from './fold.ts';

/** Crockford's base 32: no I, L, O, U, so that codes survive being read aloud or copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Maps each byte to one character. 32 divides 256, so all characters are equally likely. */
export function encodeCode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte % 32)).join('');
}

/** Replaces look-alike letters with digits. */
function foldCode(code: string): string {
  return code.replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** Maximum length of the input for a code: room for both codes of a receipt and the text around them. */
export const maxCodeInputLength = 300;

/**
 * Reduces pasted text to Latin letters and digits, without labels (查询码：), punctuation and invisible characters. Truncates
 * it first, because normalization can make a text many times as long.
 */
const reduceToCode = (code: string) =>
  foldWithin(code, maxCodeInputLength)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** The tracking code in groups of four, as shown. */
export function formatTrackingCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** @returns the tracking code without dashes, its look-alike letters replaced with digits */
export function readTrackingCode(typed: string): string {
  return foldCode(reduceToCode(typed));
}

/**
 * @param jurisdiction its capital letters (MX)
 * @param day the day of receipt, `YYYY-MM-DD`
 * @param bytes five random bytes: 33 million codes a day, too many to enumerate
 */
export function makeReceiptCode(jurisdiction: string, day: string, bytes: Uint8Array): string {
  return `${jurisdiction}${day.slice(2).replaceAll('-', '')}-${encodeCode(bytes)}`;
}

/** @returns the receipt code in canonical form; for anything else, the typed letters and digits */
export function readReceiptCode(typed: string): string {
  const code = reduceToCode(typed);
  const parts = /^([A-Z]{2,4})([0-9OIL]{6})([0-9A-Z]{5})$/.exec(code);
  const [, letters = '', digits = '', suffix = ''] = parts ?? [];
  return parts ? `${letters}${foldCode(digits)}-${foldCode(suffix)}` : code;
}

const receiptPattern = '[A-Z]{2,4}[0-9OIL]{6}[0-9A-Z]{5}';
const receiptFirst = {
  tracking: new RegExp(`^(?<receipt>${receiptPattern})(?<secret>[0-9A-Z]{12})$`),
  check: new RegExp(`^(?<receipt>${receiptPattern})(?<secret>[0-9A-Z]{16})$`),
};
const receiptLast = {
  tracking: new RegExp(`^(?<secret>[0-9A-Z]{12})(?<receipt>${receiptPattern})$`),
  check: new RegExp(`^(?<secret>[0-9A-Z]{16})(?<receipt>${receiptPattern})$`),
};

const thirdCode = { tracking: /(?:核验码|校验值)[\s\S]*/u, check: /查询码[\s\S]*?(?=核验码|校验值|$)/u };

/**
 * Assigns a receipt's two codes to their fields, if both were pasted into one field or each into the other's.
 *
 * @param secondKind the kind of the second code: the tracking code, or the check code of the public ledger
 * @returns the corrected fields; as typed, unless they contain exactly one code of each kind
 */
export function sortCodes(
  first: string,
  other: string,
  secondKind: 'tracking' | 'check',
): [first: string, other: string] {
  const [one, two] = [reduceToCode(first), reduceToCode(other)];
  const candidates = one === '' || two === '' || one === two ? [one || two] : [`${one}${two}`];
  // A pasted receipt also contains the third code.
  if (one === '' || two === '') candidates.push(reduceToCode(`${first}${other}`.replace(thirdCode[secondKind], '')));
  for (const text of candidates) {
    const found = receiptFirst[secondKind].exec(text)?.groups ?? receiptLast[secondKind].exec(text)?.groups;
    if (found) return [found['receipt'] ?? first, found['secret'] ?? other];
  }
  return [first, other];
}
