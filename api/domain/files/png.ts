// PNG (ISO/IEC 15948): keeps the chunks that make the picture and drops those that describe it.
import { ascii, joinBytes, startsWith, viewOf } from './bytes.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Critical chunks and colour information. Text, EXIF, time, animation and unknown chunks are dropped. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']);

/** @returns the picture without metadata, or null if it is not a complete PNG */
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
    if (type === 'IEND') return hasData ? joinBytes(parts) : null; // drops what follows the end
    at = end;
  }
  return null;
}
