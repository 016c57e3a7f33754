// Small pictures, colour profiles and documents, built byte by byte so that a test knows every part.
import { crc32, deflateSync } from 'node:zlib';

export type Part = string | number[] | Uint8Array;

/** Text as Latin-1, one byte per character. */
export const bytes = (...parts: Part[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));

export const textOf = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

const bigEndian = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const littleEndian = (value: number): number[] => bigEndian(value).reverse();

/** A JPEG segment. */
export function segment(marker: number, ...content: Part[]): Uint8Array {
  const body = bytes(...content);
  return bytes([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff], body);
}

export const jfif = segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]);
const coded = [
  segment(0xdb, 'tables'),
  segment(0xc0, 'frame'),
  segment(0xda, 'scan'),
  [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4],
  [0xff, 0xd9],
];

/** A JPEG that starts with the given segments. Its image data is empty, because the cleaner does not decode it. */
export const jpegOf = (...segments: Part[]): Uint8Array<ArrayBuffer> => bytes([0xff, 0xd8], ...segments, ...coded);
export const jpeg = (...metadata: Part[]): Uint8Array<ArrayBuffer> => jpegOf(jfif, ...metadata);

/** A PNG chunk with its checksum. */
export function pngChunk(type: string, ...content: Part[]): Uint8Array {
  const body = bytes(type, ...content);
  return bytes(bigEndian(body.length - 4), body, bigEndian(crc32(body)));
}

export const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Two by two pixels, eight bits of grey. */
export const pngHeader = pngChunk('IHDR', bigEndian(2), bigEndian(2), [8, 0, 0, 0, 0]);
/** Each row starts with the number of its filter. */
export const pngRows = [0, 0x10, 0x20, 0, 0x30, 0x40];
export const pngData = deflateSync(Buffer.from(pngRows));
export const pngEnd = pngChunk('IEND');

export const png = (...metadata: Part[]): Uint8Array<ArrayBuffer> =>
  bytes(pngSignature, pngHeader, ...metadata, pngChunk('IDAT', pngData), pngEnd);

/** A WebP chunk. */
export function riffChunk(type: string, ...content: Part[]): Uint8Array {
  const body = bytes(...content);
  return bytes(type, littleEndian(body.length), body, body.length % 2 ? [0] : []);
}

export function webp(...chunks: Part[]): Uint8Array<ArrayBuffer> {
  const body = bytes(...chunks);
  return bytes('RIFF', littleEndian(body.length + 4), 'WEBP', body);
}

/** One profile entry: its signature, its value, and trailing bytes that its length includes. */
export interface ProfileTag {
  tag: string;
  value: Uint8Array;
  trailing?: string;
}

const fixed = (value: number): number[] => bigEndian(Math.round(value * 65_536));
export const xyz = (...values: number[]): Uint8Array => bytes('XYZ ', [0, 0, 0, 0], ...values.map(fixed));
export const gamma = (value: number): Uint8Array =>
  bytes('curv', [0, 0, 0, 0], bigEndian(1), [Math.floor(value), Math.round((value % 1) * 256)]);

/** The minimum of a display profile: primaries of sRGB, gamma 2.2. */
export const displayTags: ProfileTag[] = [
  { tag: 'wtpt', value: xyz(0.9642, 1, 0.8249) },
  { tag: 'rXYZ', value: xyz(0.4361, 0.2225, 0.0139) },
  { tag: 'gXYZ', value: xyz(0.3851, 0.7169, 0.0971) },
  { tag: 'bXYZ', value: xyz(0.1431, 0.0606, 0.7141) },
  { tag: 'rTRC', value: gamma(2.2) },
  { tag: 'gTRC', value: gamma(2.2) },
  { tag: 'bTRC', value: bytes('para', [0, 0, 0, 0, 0, 0, 0, 0], fixed(2.2)) },
];

/** An ICC display profile whose maker, date and id say `GPS`. */
export function iccProfile(tags: ProfileTag[]): Uint8Array {
  const values = tags.map(({ value, trailing = '' }) => {
    const whole = bytes(value, trailing);
    return bytes(whole, new Uint8Array((4 - (whole.length % 4)) % 4));
  });
  let at = 128 + 4 + 12 * tags.length;
  const table = tags.map(({ tag, value, trailing = '' }, index) => {
    const entry = bytes(tag, bigEndian(at), bigEndian(value.length + trailing.length));
    at += values[index]?.length ?? 0;
    return entry;
  });
  const header = bytes(
    bigEndian(at),
    'GPS!',
    [4, 0x30, 0, 0],
    'mntrRGB XYZ ',
    'GPS date GPS',
    'acsp',
    'GPS platform, flags, maker, '.slice(0, 28),
    fixed(0.9642),
    fixed(1),
    fixed(0.8249),
    'GPS creator, GPS identity and what is reserved',
  );
  const filled = new Uint8Array(128);
  filled.set(header.subarray(0, 128));
  return bytes(filled, bigEndian(tags.length), ...table, ...values);
}

/** Profile entries by signature, parsed as a colour engine does. */
export function readProfile(profile: Uint8Array): Map<string, string> {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  if (profile.length < 132 || view.getUint32(128) > 20) throw new Error('no profile of a few entries');
  const entries = Array.from({ length: view.getUint32(128) }, (_, index) => 132 + 12 * index);
  return new Map(
    entries.map((at) => {
      const start = view.getUint32(at + 4);
      return [textOf(profile.subarray(at, at + 4)), textOf(profile.subarray(start, start + view.getUint32(at + 8)))];
    }),
  );
}

/** The smallest valid PDF. Its offset counts from `%PDF`, plus `shift`. */
export const pdf = (shift = 0): Uint8Array<ArrayBuffer> =>
  bytes(`%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n${17 + shift}\n%%EOF\n`);
