// Strips metadata from JPEG (ITU-T T.81, B.1). Copies only listed segments, and from APP segments only the fields that
// decoders need.
import { joinBytes, readAscii, startsWith, toDataView } from './bytes.ts';
import { cleanProfile } from './icc.ts';

const startOfImage = [0xff, 0xd8];
const endOfImage = new Uint8Array([0xff, 0xd9]);
const [sos, eoi, app0, app1, app2, app14] = [0xda, 0xd9, 0xe0, 0xe1, 0xe2, 0xee];

/** True for start-of-frame markers, which contain the picture's size. Three markers in the range are not frames. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Decoding tables and parameters: DHT, DAC, SOS, DQT, DNL, DRI. */
const tables = new Set([0xc4, 0xcc, sos, 0xdb, 0xdc, 0xdd]);

/** Cameras write a few dozen. The limit stops files of many empty segments, which only cost processor time. */
const maxSegments = 1000;

/** Twelve parts are 768 kB, far more than a profile of curves and matrix needs. */
const maxProfileParts = 12;

const toSegment = (marker: number, body: Uint8Array | number[]): Uint8Array => {
  const length = body.length + 2;
  return joinBytes([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), new Uint8Array(body)]);
};

/** Copies version, unit and density. Drops the thumbnail, which may show the picture before it was cropped. */
const cleanJfif = (segment: Uint8Array): Uint8Array => toSegment(app0, [...segment.subarray(4, 16), 0, 0]);

/** Copies the twelve bytes that contain the colour transform. */
const cleanAdobe = (segment: Uint8Array): Uint8Array => toSegment(app14, segment.subarray(4, 16));

function cleanSegment(marker: number, segment: Uint8Array): Uint8Array | null {
  if (isFrame(marker) || tables.has(marker)) return segment;
  if (marker === app0 && readAscii(segment, 4, 5) === 'JFIF\0' && segment.length >= 18) return cleanJfif(segment);
  if (marker === app14 && readAscii(segment, 4, 5) === 'Adobe' && segment.length >= 16) return cleanAdobe(segment);
  return marker === app1 ? keepOrientation(segment) : null;
}

const isProfilePart = (marker: number, segment: Uint8Array) =>
  marker === app2 && segment.length > 18 && readAscii(segment, 4, 12) === 'ICC_PROFILE\0';

/** Joins the parts of a profile. Each part starts with a name and its number, from 1. */
function joinProfile(parts: Uint8Array[]): Uint8Array[] {
  if (parts.length === 0 || parts.length > maxProfileParts) return [];
  const inOrder = [...parts].sort((a, b) => (a[16] ?? 0) - (b[16] ?? 0));
  const profileParts = cleanProfile(joinBytes(inOrder.map((part) => part.subarray(18))));
  if (!profileParts || profileParts.length > 65_000) return [];
  const name = [...'ICC_PROFILE\0'].map((char) => char.charCodeAt(0));
  return [toSegment(app2, [...name, 1, 1, ...profileParts])];
}

/** @returns the picture without metadata, or null if it is not a complete JPEG */
export function cleanJpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (!startsWith(bytes, startOfImage)) return null;
  const view = toDataView(bytes);
  const headSegments: Uint8Array[] = [];
  const profileParts: Uint8Array[] = [];
  const picture: Uint8Array[] = [];
  let [at, segments, hasFrame, hasScan] = [2, 0, false, false];
  while (at + 4 <= bytes.length || (bytes[at] === 0xff && bytes[at + 1] === eoi)) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0) return null;
    if (marker === 0xff) {
      at++; // fill byte
      continue;
    }
    if (marker === eoi) {
      if (!hasFrame || !hasScan) return null;
      // Drop data after the end marker, such as a video or a second picture with its own location.
      return joinBytes([
        new Uint8Array(startOfImage),
        ...headSegments,
        ...joinProfile(profileParts),
        ...picture,
        endOfImage,
      ]);
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    if (++segments > maxSegments) return null;
    const segment = bytes.subarray(at, end);
    if (isProfilePart(marker, segment)) profileParts.push(segment);
    const cleaned = cleanSegment(marker, segment);
    if (cleaned) (marker >= app0 ? headSegments : picture).push(cleaned);
    if (isFrame(marker)) hasFrame = true;
    at = end;
    if (marker === sos) {
      hasScan = true;
      at = endOfScan(bytes, end);
      picture.push(bytes.subarray(end, at));
    }
  }
  return null;
}

/** Finds the end of the coded data: the next marker other than a stuffed byte or a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Builds an EXIF segment with only the orientation. Phones store pictures sideways and rely on it. */
function keepOrientation(segment: Uint8Array): Uint8Array | null {
  const orientation = readOrientation(segment);
  if (orientation < 2 || orientation > 8) return null;
  const exif = [...'Exif\0\0MM\0*'].map((char) => char.charCodeAt(0));
  // One directory with one entry: tag 0x0112, type SHORT, count 1, value; no next directory.
  const directory = [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return toSegment(app1, [...exif, ...directory]);
}

/** @returns 1 to 8 (EXIF 2.32, 4.6.4), or 0 if there is no readable orientation */
function readOrientation(segment: Uint8Array): number {
  const tiff = segment.subarray(10);
  if (readAscii(segment, 4, 6) !== 'Exif\0\0' || tiff.length < 14) return 0;
  const view = toDataView(tiff);
  const isLittle = readAscii(tiff, 0, 2) === 'II';
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 0;
  const entries = view.getUint16(directory, isLittle);
  for (let entry = directory + 2; entry < directory + 2 + entries * 12 && entry + 12 <= tiff.length; entry += 12) {
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle);
  }
  return 0;
}
