// PDF (ISO 32000-1, 7.5): recognised by its header, its end, and the path from the end to the cross-reference table.
// Readers accept bytes before the header and behind the end; they are no part of the document and are removed. The document
// itself is stored unchanged: removing metadata (such as an author's name) would mean rewriting it.
import { ascii } from './bytes.ts';

/** Readers look for the header in the first kilobyte, and for the end in the last ones (ISO 32000-1, annex H.3). */
const headWindow = 1024;
const tailWindow = 8192;
/** Some writers miss the table by a line end. */
const tolerance = 16;

const hasTable = (bytes: Uint8Array, place: number): boolean =>
  place < bytes.length &&
  /(?:\bxref\b|\b\d+ \d+ obj\b)/u.test(ascii(bytes, Math.max(0, place - tolerance), 2 * tolerance + 40));

/** @returns the document, or null if it is not a complete PDF */
export function checkPdf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const header = ascii(bytes, 0, headWindow).search(/%PDF-[12]\.\d/u);
  if (header < 0) return null;
  const tailFrom = Math.max(header, bytes.length - tailWindow);
  const tail = ascii(bytes, tailFrom, tailWindow);
  const ends = [...tail.matchAll(/startxref\s+(\d{1,10})\s+%%EOF/gu)];
  const last = ends[ends.length - 1];
  if (!last) return null;
  const place = Number(last[1]);
  const end = tailFrom + last.index + last[0].length;
  const lineEnd = /^(?:\r\n|\n|\r)?/u.exec(ascii(bytes, end, 2))?.[0].length ?? 0;
  const document = bytes.slice(0, end + lineEnd);
  if (hasTable(bytes.subarray(header), place)) return document.slice(header);
  // Offsets count from the start of a file whose writer did not know of the bytes before it: blank them, and offsets hold.
  return hasTable(bytes, place) ? document.fill(0x20, 0, header) : null;
}
