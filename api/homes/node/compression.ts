// Compresses responses: each static file once, with a cache, and all others on the fly.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Minimum size in bytes; below it, compression costs more than it saves. */
const minBytes = 1024;
/** Size limit in bytes of the cache. A site with five jurisdictions needs about 5 MB. */
const maxCacheBytes = 64 * 1024 * 1024;

/** A fast level. The highest one compresses little better and takes tens of times longer. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const compressors = {
  br: (content: Uint8Array) => promisify(brotliCompress)(content, quality),
  gzip: (content: Uint8Array) => promisify(gzip)(content),
};

const compressibleTypes =
  /^(text\/|application\/(json|xml|problem\+json|atom\+xml|rss\+xml|manifest\+json)|image\/svg)/u;

function chooseEncoding(accepted: string, isFile: boolean): 'br' | 'gzip' | null {
  const offered = accepted
    .split(',')
    .map((part) => part.trim().split(';'))
    .filter(([, weight]) => !/q=0(\.0*)?$/u.test(weight ?? ''))
    .map(([name]) => name);
  return isFile && offered.includes('br') ? 'br' : offered.includes('gzip') ? 'gzip' : null;
}

/** Headers of the compressed response. Its ETag becomes weak, because the bytes differ. */
function compressedHeaders(response: Response, encoding: string): Headers {
  const headers = new Headers(response.headers);
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  const etag = headers.get('etag');
  if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
  return headers;
}

export function createCompressor() {
  const cache = new Map<string, Uint8Array<ArrayBuffer>>();
  let cachedBytes = 0;

  async function compressFile(
    key: string,
    encoding: 'br' | 'gzip',
    response: Response,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const hit = cache.get(key);
    if (hit) {
      await response.body?.cancel();
      return hit;
    }
    const compressed = new Uint8Array(await compressors[encoding](new Uint8Array(await response.arrayBuffer())));
    if (cachedBytes + compressed.length > maxCacheBytes) {
      cache.clear();
      cachedBytes = 0;
    }
    cache.set(key, compressed);
    cachedBytes += compressed.length;
    return compressed;
  }

  /** @param isFile true for a static file, which is the same for all visitors and has an ETag */
  return async function compress(request: Request, response: Response, isFile: boolean): Promise<Response> {
    const { headers, status, body } = response;
    const type = headers.get('content-type') ?? '';
    if (!body || !compressibleTypes.test(type) || headers.has('content-encoding') || request.method === 'HEAD')
      return response;
    // Do not compress personal pages: secrets compressed together with attacker-chosen text can leak (BREACH).
    if (/no-store|private/u.test(headers.get('cache-control') ?? '')) return response;
    if (Number(headers.get('content-length') ?? minBytes) < minBytes) return response;
    const encoding = chooseEncoding(request.headers.get('accept-encoding') ?? '', isFile);
    const variedHeaders = new Headers(headers);
    variedHeaders.append('vary', 'Accept-Encoding');
    if (!encoding) return new Response(body, { status, headers: variedHeaders });
    const newHeaders = compressedHeaders(new Response(null, { headers: variedHeaders }), encoding);
    const etag = headers.get('etag');
    if (isFile && etag) {
      const content = await compressFile(`${encoding} ${etag}`, encoding, response);
      newHeaders.set('content-length', String(content.length));
      return new Response(content, { status, headers: newHeaders });
    }
    return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers: newHeaders });
  };
}
