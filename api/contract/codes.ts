// Receipt codes (MX261121-7K3QF, public) and tracking codes (7K3Q-F9WX-2MHT, secret): alphabet, creation and parsing.
import { foldWithin } from './fold.ts';

/** Crockford's base 32: no I, L, O, U, so that codes survive being read aloud or copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Takes one character from each byte; 32 divides 256, so all characters are equally likely. */
export function encodeCode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte % 32)).join('');
}

/** Replaces look-alike letters with digits. Ignores spaces, dashes and character width. */
function foldCode(code: string): string {
  return code.replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** Longest text in a field for a code: both codes of a receipt, with all that stands around them. */
export const longestCodeText = 300;

/**
 * Pasted codes bring labels (查询码：), full stops and invisible marks: only Latin letters and digits belong to a code. What
 * is longer than a field takes is cut first, because folding can make a text many times as long.
 */
const squeeze = (code: string) =>
  foldWithin(code, longestCodeText)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** The tracking code in groups of four, as shown. */
export function formatTrackingCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** @returns the tracking code without dashes, its look-alike letters replaced with digits */
export function readTrackingCode(typed: string): string {
  return foldCode(squeeze(typed));
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
  const code = squeeze(typed);
  const parts = /^([A-Z]{2,4})([0-9OIL]{6})([0-9A-Z]{5})$/.exec(code);
  const [, letters = '', digits = '', tail = ''] = parts ?? [];
  return parts ? `${letters}${foldCode(digits)}-${foldCode(tail)}` : code;
}

const receipt = '[A-Z]{2,4}[0-9OIL]{6}[0-9A-Z]{5}';
const bothCodes = {
  tracking: new RegExp(`^(?<receipt>${receipt})(?<secret>[0-9A-Z]{12})$`),
  check: new RegExp(`^(?<receipt>${receipt})(?<secret>[0-9A-Z]{16})$`),
};
const swappedCodes = {
  tracking: new RegExp(`^(?<secret>[0-9A-Z]{12})(?<receipt>${receipt})$`),
  check: new RegExp(`^(?<secret>[0-9A-Z]{16})(?<receipt>${receipt})$`),
};

const otherCode = { tracking: /(?:核验码|校验值)[\s\S]*/u, check: /查询码[\s\S]*?(?=核验码|校验值|$)/u };

/**
 * A receipt's two codes, where both were pasted into one field, or each into the other's.
 *
 * @param second the code that goes with the receipt code: tracking code, or the check code of the public ledger
 * @returns the two fields as typed unless they hold exactly one code of each kind
 */
export function sortCodes(first: string, other: string, second: 'tracking' | 'check'): [first: string, other: string] {
  const [one, two] = [squeeze(first), squeeze(other)];
  const tries = one === '' || two === '' || one === two ? [one || two] : [`${one}${two}`];
  // A receipt prints the third code too.
  if (one === '' || two === '') tries.push(squeeze(`${first}${other}`.replace(otherCode[second], '')));
  for (const text of tries) {
    const found = bothCodes[second].exec(text)?.groups ?? swappedCodes[second].exec(text)?.groups;
    if (found) return [found['receipt'] ?? first, found['secret'] ?? other];
  }
  return [first, other];
}
