// WebP (RFC 9649): keeps the chunks that make the picture and drops EXIF, XMP and unknown ones.
import { ascii, joinBytes, viewOf } from './bytes.ts';

const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** VP8X flags that announce EXIF and XMP. */
const metadataFlags = 0x0c;

/** @returns the picture without metadata, or null if it is not a complete WebP */
export function cleanWebp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (bytes.length < 20 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return null;
  const view = viewOf(bytes);
  const whole = 8 + view.getUint32(4, true);
  if (whole > bytes.length) return null;
  const parts: Uint8Array[] = [];
  let hasPicture = false;
  for (let at = 12; at < whole; ) {
    if (at + 8 > whole) return null;
    const type = ascii(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2); // chunks are padded to an even length
    if (end > whole) return null;
    const chunk = bytes.slice(at, end);
    if (type === 'VP8X' && chunk.length > 8) chunk[8] = (chunk[8] ?? 0) & ~metadataFlags;
    if (kept.has(type)) parts.push(chunk);
    if (['VP8 ', 'VP8L', 'ANMF'].includes(type)) hasPicture = true;
    at = end;
  }
  if (!hasPicture) return null;
  const body = joinBytes(parts);
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, body.length + 4, true);
  return joinBytes([head, body]);
}
