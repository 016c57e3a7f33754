// Compresses text once, in blocks. Any sequence of blocks can be sent as one gzip file (RFC 1952) without compressing it
// again, or as plain text.
import { joinBytes, toDataView } from './bytes.ts';
import { combineCrc32, crc32 } from './crc32.ts';

export interface Block {
  /** CRC-32 and length in bytes of the text. */
  crc: number;
  length: number;
  /** Raw deflate data that ends with a sync flush, so that another block can follow. */
  deflated: Uint8Array<ArrayBuffer>;
}

/** The header of a gzip file: magic number, deflate, no flags, no time, unknown operating system. */
const gzipHeader = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block, which ends a deflate stream (RFC 1951, 3.2.6). */
const streamEnd = new Uint8Array([3, 0]);

/** @param deflate compresses to raw deflate data that ends with a sync flush */
export async function compressBlock(
  text: string,
  deflate: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Block> {
  const bytes = new TextEncoder().encode(text);
  return { crc: crc32(bytes), length: bytes.length, deflated: await deflate(bytes) };
}

/** Joins blocks to one gzip file. */
export async function* toGzip(blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  let [crc, length] = [0, 0];
  yield gzipHeader;
  for await (const block of blocks) {
    crc = combineCrc32(crc, block.crc, block.length);
    length += block.length;
    yield block.deflated;
  }
  const trailer = new Uint8Array(8);
  toDataView(trailer).setUint32(0, crc, true);
  toDataView(trailer).setUint32(4, length % 2 ** 32, true);
  yield joinBytes([streamEnd, trailer]);
}

/** Decompresses blocks to their text. */
export async function* toText(blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  for await (const { deflated } of blocks) {
    const stream = new Response(joinBytes([deflated, streamEnd])).body;
    if (stream)
      yield new Uint8Array(
        await new Response(stream.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer(),
      );
  }
}

const headerLength = 12;

/** Serializes a block for storage: CRC, length, length of the note, note, deflated text. */
export function serializeBlock({ crc, length, deflated }: Block, note = ''): Uint8Array<ArrayBuffer> {
  const noteBytes = new TextEncoder().encode(note);
  const header = new Uint8Array(headerLength);
  for (const [index, value] of [crc, length, noteBytes.length].entries())
    toDataView(header).setUint32(index * 4, value);
  return joinBytes([header, noteBytes, deflated]);
}

export function parseBlock(stored: Uint8Array<ArrayBuffer>): { block: Block; note: string } {
  const view = toDataView(stored);
  const dataOffset = headerLength + view.getUint32(8);
  const note = new TextDecoder().decode(stored.subarray(headerLength, dataOffset));
  return { block: { crc: view.getUint32(0), length: view.getUint32(4), deflated: stored.slice(dataOffset) }, note };
}
