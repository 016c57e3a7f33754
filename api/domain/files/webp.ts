// Strips metadata from WebP (RFC 9649): copies the chunks that decoders need and drops EXIF, XMP and unknown chunks, also
// inside frames.
import { joinBytes, readAscii, toDataView } from './bytes.ts';
import { cleanProfile } from './icc.ts';

const pictureChunks = new Set(['VP8 ', 'VP8L', 'ANMF']);
const frameChunks = new Set(['VP8 ', 'VP8L', 'ALPH']);
/** VP8X flags for EXIF and XMP; `profileFlag` is the one for an ICC profile. */
const metadataFlags = 0x0c;
const profileFlag = 0x20;
/** Exact length in bytes of chunks without image data. */
const fixedLength = new Map([
  ['VP8X', 10],
  ['ANIM', 6],
]);
/** Length in bytes of a frame's header: position, size, duration and flags. */
const frameHeaderLength = 16;

/** A long animation has a few hundred frames. */
const maxChunks = 5000;

interface Chunk {
  type: string;
  body: Uint8Array;
}

function readChunks(bytes: Uint8Array): Chunk[] | null {
  const view = toDataView(bytes);
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length || chunks.length >= maxChunks) return null;
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length % 2); // chunks are padded to an even length
    if (next > bytes.length) return null;
    chunks.push({ type: readAscii(bytes, at, 4), body: bytes.subarray(at + 8, at + 8 + length) });
    at = next;
  }
  return chunks;
}

function writeChunk({ type, body }: Chunk): Uint8Array {
  const chunk = new Uint8Array(8 + body.length + (body.length % 2));
  chunk.set([...type].map((char) => char.charCodeAt(0)));
  toDataView(chunk).setUint32(4, body.length, true);
  chunk.set(body, 8);
  return chunk;
}

function cleanFrame(body: Uint8Array): Uint8Array | null {
  const chunks = readChunks(body.subarray(frameHeaderLength));
  const keptChunks = chunks?.filter(({ type }) => frameChunks.has(type)) ?? [];
  return keptChunks.length > 0 ? joinBytes([body.subarray(0, frameHeaderLength), ...keptChunks.map(writeChunk)]) : null;
}

/** @returns null to drop the chunk */
function cleanChunk({ type, body }: Chunk): Chunk | null {
  if (frameChunks.has(type)) return { type, body };
  const length = fixedLength.get(type);
  if (length !== undefined) return body.length >= length ? { type, body: body.slice(0, length) } : null;
  const cleaned = type === 'ANMF' ? cleanFrame(body) : type === 'ICCP' ? cleanProfile(body) : null;
  return cleaned && { type, body: cleaned };
}

/** @returns the picture without metadata, or null if it is not a complete WebP */
export function cleanWebp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (bytes.length < 20 || readAscii(bytes, 0, 4) !== 'RIFF' || readAscii(bytes, 8, 4) !== 'WEBP') return null;
  const fileLength = 8 + toDataView(bytes).getUint32(4, true);
  const chunks = fileLength >= 12 && fileLength <= bytes.length ? readChunks(bytes.subarray(12, fileLength)) : null;
  const keptChunks = chunks?.flatMap((chunk) => cleanChunk(chunk) ?? []) ?? [];
  if (!keptChunks.some(({ type }) => pictureChunks.has(type))) return null;
  const hasProfile = keptChunks.some(({ type }) => type === 'ICCP');
  const [first] = keptChunks;
  if (first?.type === 'VP8X') first.body[0] = (first.body[0] ?? 0) & ~metadataFlags & ~(hasProfile ? 0 : profileFlag);
  const body = joinBytes(keptChunks.map(writeChunk));
  const riffHeader = bytes.slice(0, 12);
  toDataView(riffHeader).setUint32(4, body.length + 4, true);
  return joinBytes([riffHeader, body]);
}
