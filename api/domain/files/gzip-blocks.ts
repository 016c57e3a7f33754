// Text that is compressed once, block by block, and sent as one gzip file (RFC 1952) or as it was: whatever is put together,
// no block is compressed again.
import { joinBytes, viewOf } from './bytes.ts';
import { crc32, joinCrc32 } from './crc32.ts';

export interface Block {
  /** CRC-32 and length in bytes of the text. */
  crc: number;
  length: number;
  /** Raw deflate data that ends at a byte without ending the stream (a sync flush), so that another block may follow. */
  deflated: Uint8Array<ArrayBuffer>;
}

/** Magic number, deflate, no name, no time, unknown system. */
const gzipHead = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block, which ends a deflate stream (RFC 1951, 3.2.6). */
const streamEnd = new Uint8Array([3, 0]);

/** @param deflate raw, ending in a sync flush */
export async function makeBlock(
  text: string,
  deflate: (bytes: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Block> {
  const bytes = new TextEncoder().encode(text);
  return { crc: crc32(bytes), length: bytes.length, deflated: await deflate(bytes) };
}

/** The blocks as one gzip file. */
export async function* toGzip(blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  let [crc, length] = [0, 0];
  yield gzipHead;
  for await (const block of blocks) {
    crc = joinCrc32(crc, block.crc, block.length);
    length += block.length;
    yield block.deflated;
  }
  const tail = new Uint8Array(8);
  viewOf(tail).setUint32(0, crc, true);
  viewOf(tail).setUint32(4, length % 2 ** 32, true);
  yield joinBytes([streamEnd, tail]);
}

/** The blocks' text. */
export async function* toText(blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  for await (const { deflated } of blocks) {
    const whole = new Response(joinBytes([deflated, streamEnd])).body;
    if (whole)
      yield new Uint8Array(await new Response(whole.pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer());
  }
}

const headLength = 12;

/** A block as stored: CRC, length, length of the note, note, deflated text. */
export function writeBlock({ crc, length, deflated }: Block, note = ''): Uint8Array<ArrayBuffer> {
  const noted = new TextEncoder().encode(note);
  const head = new Uint8Array(headLength);
  for (const [index, value] of [crc, length, noted.length].entries()) viewOf(head).setUint32(index * 4, value);
  return joinBytes([head, noted, deflated]);
}

export function readBlock(stored: Uint8Array<ArrayBuffer>): { block: Block; note: string } {
  const view = viewOf(stored);
  const dataFrom = headLength + view.getUint32(8);
  const note = new TextDecoder().decode(stored.subarray(headLength, dataFrom));
  return { block: { crc: view.getUint32(0), length: view.getUint32(4), deflated: stored.slice(dataFrom) }, note };
}
