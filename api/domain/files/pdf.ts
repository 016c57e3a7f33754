// Recognises PDF (ISO 32000-1, 7.5) by its header, its end marker, and the offset of its cross-reference table. Removes
// bytes before the header and after the end, which readers tolerate. The document itself stays unchanged: removing its
// metadata, such as an author's name, would require rewriting it.
import { readAscii } from './bytes.ts';

/** In bytes. Readers search for the header in the first kilobyte, and for the end in the last (ISO 32000-1, annex H.3). */
const headWindow = 1024;
const tailWindow = 8192;
/** In bytes. Some programs write an offset that is off by a line end. */
const offsetTolerance = 16;

const hasCrossReference = (bytes: Uint8Array, offset: number): boolean =>
  offset < bytes.length &&
  /(?:\bxref\b|\b\d+ \d+ obj\b)/u.test(
    readAscii(bytes, Math.max(0, offset - offsetTolerance), 2 * offsetTolerance + 40),
  );

/** @returns the document, or null if it is not a complete PDF */
export function checkPdf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const header = readAscii(bytes, 0, headWindow).search(/%PDF-[12]\.\d/u);
  if (header < 0) return null;
  const tailFrom = Math.max(header, bytes.length - tailWindow);
  const tail = readAscii(bytes, tailFrom, tailWindow);
  const endMarkers = [...tail.matchAll(/startxref\s+(\d{1,10})\s+%%EOF/gu)];
  const lastEndMarker = endMarkers[endMarkers.length - 1];
  if (!lastEndMarker) return null;
  const offset = Number(lastEndMarker[1]);
  const end = tailFrom + lastEndMarker.index + lastEndMarker[0].length;
  const lineEnd = /^(?:\r\n|\n|\r)?/u.exec(readAscii(bytes, end, 2))?.[0].length ?? 0;
  const document = bytes.slice(0, end + lineEnd);
  if (hasCrossReference(bytes.subarray(header), offset)) return document.slice(header);
  // If offsets count from the start of the file, blank the bytes before the header, so that offsets stay correct.
  return hasCrossReference(bytes, offset) ? document.fill(0x20, 0, header) : null;
}
