// PDF (ISO 32000-1, 7.5): told by its head, its end, and the way from the end to the table of what is in it. It is kept as
// it came: what a program wrote into it (an author's name, say) cannot be taken out without writing it anew.
import { ascii } from './bytes.ts';

/** Readers look for the end in the last kilobyte. */
const tail = 1024;

/** @returns the same bytes, or null where they are no whole PDF */
export function checkPdf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!/^%PDF-[12]\.\d/u.test(ascii(bytes, 0, 8))) return null;
  const end = ascii(bytes, Math.max(0, bytes.length - tail), tail);
  const [, place = ''] = /startxref\s+(\d{1,10})\s+%%EOF\s*$/u.exec(end) ?? [];
  const table = ascii(bytes, Number(place), 40);
  // A table of its own, or one in a stream of the object that stands there.
  return place !== '' && Number(place) < bytes.length && /^\s*(?:xref\b|\d+ \d+ obj\b)/u.test(table) ? bytes : null;
}
