// Strips metadata from PNG (ISO/IEC 15948): copies the chunks that decoders need, at their exact size.
import { createInflate } from 'node:zlib';
import { joinBytes, readAscii, startsWith, toDataView } from './bytes.ts';
import { crc32 } from './crc32.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Critical chunks and simple colour information, with their maximum length in bytes. All others are dropped: texts, EXIF,
 * times, animations, compressed profiles (which contain texts) and unknown chunks.
 */
const maxChunkLengths = new Map([
  ['IHDR', 13],
  ['PLTE', 768],
  ['tRNS', 256],
  ['gAMA', 4],
  ['cHRM', 32],
  ['sRGB', 1],
  ['sBIT', 4],
  ['bKGD', 6],
  ['pHYs', 9],
]);

/** Encoders write chunks of some kilobytes. The limit stops files of empty chunks, which only cost processor time. */
const maxChunks = 10_000;

/** An empty IEND chunk with its checksum. */
const endChunk = new Uint8Array([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

const samplesPerPixel = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

/** @returns the picture's maximum uncompressed size in bytes; 0 for an invalid header */
function computeMaxSize(header: Uint8Array): number {
  const view = toDataView(header);
  const [width, height, depth] = [view.getUint32(0), view.getUint32(4), header[8] ?? 0];
  const bitsPerPixel = (samplesPerPixel.get(header[9] ?? 255) ?? 0) * depth;
  if (![1, 2, 4, 8, 16].includes(depth)) return 0;
  // Interlacing splits rows into seven passes, each row with a filter byte of its own.
  return height * (Math.ceil((width * bitsPerPixel) / 8) + 1) + (header[12] === 1 ? height * 2 + 64 : 0);
}

/** @returns the length of the zlib stream in bytes; null if it is corrupt, or larger than the picture */
function measureStream(data: Uint8Array, maxBytes: number): Promise<number | null> {
  return new Promise((resolve) => {
    const inflate = createInflate();
    let outputBytes = 0;
    inflate.on('data', (chunk: Uint8Array) => {
      outputBytes += chunk.length;
      if (outputBytes > maxBytes) inflate.destroy(new Error('the image data is larger than the header states'));
    });
    inflate.on('error', () => resolve(null));
    inflate.on('end', () => resolve(inflate.bytesWritten));
    inflate.end(data);
  });
}

/** Builds a chunk with its length and checksum. */
function toChunk(type: string, body: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(body.length + 12);
  toDataView(chunk).setUint32(0, body.length);
  chunk.set(
    [...type].map((char) => char.charCodeAt(0)),
    4,
  );
  chunk.set(body, 8);
  toDataView(chunk).setUint32(body.length + 8, crc32(chunk.subarray(4, body.length + 8)));
  return chunk;
}

interface Chunks {
  header: Uint8Array;
  /** Chunks before the image data, at most one of each type. */
  before: Uint8Array[];
  data: Uint8Array[];
}

function readChunks(bytes: Uint8Array): Chunks | null {
  const view = toDataView(bytes);
  const before = new Map<string, Uint8Array>();
  const data: Uint8Array[] = [];
  let count = 0;
  for (let at = 8; at + 12 <= bytes.length && count < maxChunks; count++) {
    const [length, type] = [view.getUint32(at), readAscii(bytes, at + 4, 4)];
    const next = at + 12 + length;
    if (next > bytes.length || (at === 8) !== (type === 'IHDR')) return null;
    const isKept = length <= (maxChunkLengths.get(type) ?? -1) && !before.has(type) && data.length === 0;
    if (isKept) before.set(type, bytes.subarray(at, next));
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, next - 4));
    if (type === 'IEND') {
      const header = before.get('IHDR');
      return header?.length === 25 && data.length > 0 ? { header, before: [...before.values()], data } : null;
    }
    at = next;
  }
  return null;
}

/** @returns the picture without metadata, or null if it is not a complete PNG */
export async function cleanPng(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks = startsWith(bytes, signature) ? readChunks(bytes) : null;
  if (!chunks) return null;
  const data = joinBytes(chunks.data);
  const streamLength = await measureStream(data, computeMaxSize(chunks.header.subarray(8)));
  if (streamLength === null) return null;
  return joinBytes([
    new Uint8Array(signature),
    ...chunks.before,
    toChunk('IDAT', data.subarray(0, streamLength)),
    endChunk,
  ]);
}
