// Tables as CSV that Excel and WPS open as they are: UTF-8 with a byte order mark, lines ended by CRLF (RFC 4180).

export type CsvValue = string | number | boolean | string[] | null | undefined;

/** The mark by which Excel knows UTF-8; it stands before the first line. */
export const byteOrderMark = '\ufeff';

/** A field with a comma, quote or line end is quoted, quotes doubled. */
function toField(value: CsvValue): string {
  const text = Array.isArray(value) ? value.join('、') : String(value ?? '');
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(toField).join(',')}\r\n`;

/**
 * Spreadsheets run a text that begins like a formula (OWASP, CSV injection); an apostrophe before it keeps it a text.
 * Numbers are written as they are.
 */
const neutralize = (value: CsvValue): CsvValue =>
  typeof value === 'string' && /^\s*[=+\-@＝＋－＠\t\r]/u.test(value) ? `'${value}` : value;

/** A line of a file that staff open in a spreadsheet, with words that anybody may have typed. */
export const sheetLine = (values: readonly CsvValue[]): string => csvLine(values.map(neutralize));
