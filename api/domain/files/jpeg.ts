// JPEG (ITU-T T.81, B.1): the picture without what a camera or program added. Only the orientation is kept.
import { ascii, joinBytes, startsWith, viewOf } from './bytes.ts';

const startOfImage = [0xff, 0xd8];
const endOfImage = new Uint8Array([0xff, 0xd9]);
const [sos, eoi, app0, app1, app2, app14, app15, com] = [0xda, 0xd9, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe];

/** Start of frame: markers that give the picture's size; the other markers in the range are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Application segments to keep: JFIF, the colour profile, and Adobe's colour transform, which decoding needs. */
function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === com) return false;
  if (marker < app0 || marker > app15) return true;
  if (marker === app0) return ascii(segment, 4, 5) === 'JFIF\0';
  if (marker === app2) return ascii(segment, 4, 12) === 'ICC_PROFILE\0';
  return marker === app14 && ascii(segment, 4, 5) === 'Adobe';
}

/** @returns the picture without metadata, or null if it is not a complete JPEG */
export function cleanJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!startsWith(bytes, startOfImage)) return null;
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let [at, hasFrame, hasScan] = [2, false, false];
  while (at + 4 <= bytes.length || (bytes[at] === 0xff && bytes[at + 1] === eoi)) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0) return null;
    if (marker === 0xff) {
      at++; // fill byte
      continue;
    }
    // Drop what follows the end marker (a second picture with its own location, a film).
    if (marker === eoi) return hasFrame && hasScan ? joinBytes([...parts, endOfImage]) : null;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (isKept(marker, segment)) parts.push(segment);
    else if (marker === app1) parts.push(...keepOrientation(segment));
    if (isFrame(marker)) hasFrame = true;
    at = end;
    if (marker === sos) {
      hasScan = true;
      at = endOfScan(bytes, end);
      parts.push(bytes.subarray(end, at));
    }
  }
  return null;
}

/** Coded data runs to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Phones store pictures sideways and record the orientation in EXIF; without it they would show rotated. */
function keepOrientation(segment: Uint8Array): Uint8Array[] {
  const orientation = readOrientation(segment);
  if (orientation < 2 || orientation > 8) return [];
  const exif = [...'Exif\0\0MM\0*'].map((char) => char.charCodeAt(0));
  // One directory with one entry: tag 0x0112, type SHORT, count 1, value; no next directory.
  const directory = [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...exif, ...directory];
  return [new Uint8Array([0xff, app1, 0, body.length + 2, ...body])];
}

/** @returns 1 to 8 (EXIF 2.32, 4.6.4), or 0 if there is no readable orientation */
function readOrientation(segment: Uint8Array): number {
  const tiff = segment.subarray(10);
  if (ascii(segment, 4, 6) !== 'Exif\0\0' || tiff.length < 14) return 0;
  const view = viewOf(tiff);
  const isLittle = ascii(tiff, 0, 2) === 'II';
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 0;
  const entries = view.getUint16(directory, isLittle);
  for (let entry = directory + 2; entry < directory + 2 + entries * 12 && entry + 12 <= tiff.length; entry += 12) {
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle);
  }
  return 0;
}
