// CSV tables that Excel and WPS open directly: UTF-8 with a byte order mark, lines ending in CRLF (RFC 4180).

export type CsvValue = string | number | boolean | string[] | null | undefined;

/** Starts the file, so that Excel reads it as UTF-8. */
export const byteOrderMark = '\ufeff';

/** Quotes a field with a comma, quote or newline, and doubles its quotes. */
function toField(value: CsvValue): string {
  const text = Array.isArray(value) ? value.join('、') : String(value ?? '');
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(toField).join(',')}\r\n`;

/**
 * Spreadsheets execute text that begins like a formula (OWASP, CSV injection); a leading apostrophe keeps it text.
 * Numbers stay unchanged.
 */
const escapeFormula = (value: CsvValue): CsvValue =>
  typeof value === 'string' && /^\s*[=+\-@＝＋－＠\t\r]/u.test(value) ? `'${value}` : value;

/** A CSV line with untrusted text, for a file that staff open in a spreadsheet. */
export const spreadsheetLine = (values: readonly CsvValue[]): string => csvLine(values.map(escapeFormula));
