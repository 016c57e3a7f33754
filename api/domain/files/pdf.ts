// PDF (ISO 32000-1, 7.5): recognised by its header, its end, and the path from the end to the cross-reference table. Stored
// unchanged: removing metadata (such as an author's name) would mean rewriting the file.
import { ascii } from './bytes.ts';

/** Readers look for the end in the last kilobyte. */
const tail = 1024;

/** @returns the same bytes, or null if it is not a complete PDF */
export function checkPdf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!/^%PDF-[12]\.\d/u.test(ascii(bytes, 0, 8))) return null;
  const end = ascii(bytes, Math.max(0, bytes.length - tail), tail);
  const [, place = ''] = /startxref\s+(\d{1,10})\s+%%EOF\s*$/u.exec(end) ?? [];
  const table = ascii(bytes, Number(place), 40);
  // Either a plain cross-reference table, or a cross-reference stream at that offset.
  return place !== '' && Number(place) < bytes.length && /^\s*(?:xref\b|\d+ \d+ obj\b)/u.test(table) ? bytes : null;
}
