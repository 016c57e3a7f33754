// PNG (ISO/IEC 15948): the chunks that make the picture, without those that tell of it.
import { ascii, joinBytes, startsWith, viewOf } from './bytes.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Critical chunks, and those that say how colours are meant. Texts, EXIF, times, films and unknown ones go. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']);

/** @returns the picture without its metadata, or null where it is no whole PNG */
export function cleanPng(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!startsWith(bytes, signature)) return null;
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  let hasData = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = ascii(bytes, at + 4, 4);
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length || (at === 8) !== (type === 'IHDR')) return null;
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData ? joinBytes(parts) : null; // what stands behind the end goes too
    at = end;
  }
  return null;
}
