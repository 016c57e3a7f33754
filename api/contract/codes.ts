// Receipt codes (MX261121-7K3QF, public) and tracking codes (7K3Q-F9WX-2MHT, secret): alphabet, creation and parsing.

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

/** Strips everything except Latin letters and digits: pasted codes carry labels (查询码：), full stops, invisible marks. */
const squeeze = (code: string) =>
  code
    .normalize('NFKC')
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
