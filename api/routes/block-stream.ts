// Streams an export block by block: reads a block only when the client has received the previous one, and stops when the
// client disconnects. If the client's copy is current, it responds 304 without reading any block.
import type { Context } from 'hono';
import { type Block, toGzip, toText } from '../domain/files/gzip-blocks.ts';
import type { Deps } from '../ports/deps.ts';

/** True if the client accepts gzip (RFC 9110, 12.5.3). */
const acceptsGzip = (accepted: string): boolean =>
  accepted.split(',').some((part) => /^\s*gzip\s*(;\s*q=(1(\.0+)?|0\.\d*[1-9]\d*)\s*)?$/iu.test(part));

const toStream = (parts: AsyncGenerator<Uint8Array>) =>
  new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );

/**
 * @param version identifies the content: the same version has the same bytes
 * @param readBlocks reads the blocks; called only if the client has another version
 */
export function sendBlocks(c: Context, deps: Deps, version: string, readBlocks: () => AsyncGenerator<Block>): Response {
  // At the edge, the platform compresses.
  const isGzip = deps.runtime === 'process' && acceptsGzip(c.req.header('accept-encoding') ?? '');
  const etag = `"${version}${isGzip ? '-gzip' : ''}"`;
  c.header('etag', etag);
  if (deps.runtime === 'process') c.header('vary', 'Accept-Encoding', { append: true });
  const clientTags = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//u, ''));
  if (clientTags.some((tag) => tag.replace(/-gzip"$/u, '"') === `"${version}"`)) return c.body(null, 304);
  if (isGzip) c.header('content-encoding', 'gzip');
  return c.body(toStream(isGzip ? toGzip(readBlocks()) : toText(readBlocks())), 200);
}
