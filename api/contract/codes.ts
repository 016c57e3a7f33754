// Receipt codes (MX261121-7K3QF, public) and tracking codes (7K3Q-F9WX-2MHT, secret): alphabet, creation and parsing.

/** Crockford's base 32: no I, L, O, U, so that codes survive being read aloud or copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Takes one character from each byte; 32 divides 256, so all characters are equally likely. */
export function encodeCode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet.charAt(byte % 32)).join('');
}

/** Folds look-alike letters into digits; spaces, dashes and width do not matter. */
function foldCode(code: string): string {
  return code.replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** Pasted codes bring labels (查询码：), full stops and invisible marks: only Latin letters and digits belong to a code. */
const squeeze = (code: string) =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** The tracking code in groups of four, as shown. */
export function formatTrackingCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** @returns the tracking code without dashes, look-alikes folded */
export function readTrackingCode(typed: string): string {
  return foldCode(squeeze(typed));
}

/**
 * @param jurisdiction its capital letters (MX)
 * @param day the day of receipt, `YYYY-MM-DD`
 * @param bytes five random ones: 33 million codes a day, so nobody can enumerate or count a day's codes
 */
export function makeReceiptCode(jurisdiction: string, day: string, bytes: Uint8Array): string {
  return `${jurisdiction}${day.slice(2).replaceAll('-', '')}-${encodeCode(bytes)}`;
}

/** @returns the receipt code in canonical form, or the typed letters and digits if they form none */
export function readReceiptCode(typed: string): string {
  const code = squeeze(typed);
  const parts = /^([A-Z]{2,4})([0-9OIL]{6})([0-9A-Z]{5})$/.exec(code);
  const [, letters = '', digits = '', tail = ''] = parts ?? [];
  return parts ? `${letters}${foldCode(digits)}-${foldCode(tail)}` : code;
}
