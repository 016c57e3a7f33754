// Serves the built site's files like Cloudflare's static assets, with the same addresses, headers and 404 page.
// test/api/assets.test.ts compares the responses of both homes.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import type { Assets } from '../../ports/site.ts';
import { applyHeaders, parseHeaders } from './headers-file.ts';

/** Content types by file extension. Other files have none, and `nosniff` prevents browsers from guessing. */
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

interface CachedFile {
  /** Path below the folder. */
  file: string;
  content: Buffer<ArrayBuffer>;
  etag: string;
}

/** Size limit of the memory cache, in bytes. Cached pages do not wait for the thread pool. Five jurisdictions need half. */
const maxCachedBytes = 128 * 1024 * 1024;

/** The result of resolving an address: a file, a redirect, or null. */
type Resolution = { found: CachedFile } | { location: string } | null;

/** @returns null for an unsafe address: one that contains a dot folder, a backslash or a NUL */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname).replace(/\/{2,}/gu, '/');
    return /[\\\0]|\/\.{1,2}(\/|$)/u.test(path) ? null : path;
  } catch {
    return null;
  }
}

/** @returns null for a name that the file system refuses */
function readStats(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return null;
  }
}

/**
 * @param folder of the built site
 * @throws Error if the folder has no built site
 */
export function createAssets(folder: string): Assets {
  const root = resolve(folder);
  if (!existsSync(join(root, 'index.html'))) throw new Error(`${folder} 里没有生成好的网站：请先运行 npm run build`);
  const headersFile = join(root, '_headers');
  const rules = existsSync(headersFile) ? parseHeaders(readFileSync(headersFile, 'utf8')) : [];
  /** The memory cache. An entry is valid until its file changes, because a build may replace files while the site runs. */
  const cached = new Map<string, CachedFile & { fileVersion: string }>();
  let cachedBytes = 0;

  function addToCache(found: CachedFile, fileVersion: string): CachedFile {
    if (cachedBytes + found.content.length > maxCachedBytes) {
      cached.clear();
      cachedBytes = 0;
    }
    cachedBytes += found.content.length;
    cached.set(found.file, { ...found, fileVersion });
    return found;
  }

  async function readFileCached(file: string): Promise<CachedFile | null> {
    if (file === '/_headers' || file === '/_redirects') return null;
    const path = join(root, file);
    // Use the synchronous call, which takes microseconds: the thread pool may be busy with passwords and attachments.
    const stats = readStats(path);
    if (!stats?.isFile()) return null;
    const fileVersion = `${stats.mtimeMs} ${stats.size}`;
    const hit = cached.get(file);
    if (hit?.fileVersion === fileVersion) return hit;
    const content = await readFile(path).catch(() => null);
    if (!content) return null;
    const etag = createHash('sha256').update(content).digest('hex').slice(0, 32);
    return addToCache({ file, content, etag: `"${etag}"` }, fileVersion);
  }

  /** Resolves a path. Pages are folders with an index.html; other spellings redirect to the address with a slash. */
  async function resolvePath(path: string): Promise<Resolution> {
    if (path.endsWith('/index.html') || path.endsWith('/index')) {
      const folderPath = path.slice(0, path.lastIndexOf('/') + 1);
      if (await readFileCached(`${folderPath}index.html`)) return { location: folderPath };
    }
    if (path.endsWith('/')) {
      const found = await readFileCached(`${path}index.html`);
      return found && { found };
    }
    if (path.endsWith('.html')) return (await readFileCached(path)) && { location: path.slice(0, -'.html'.length) };
    const found = (await readFileCached(path)) ?? (await readFileCached(`${path}.html`));
    if (found) return { found };
    return (await readFileCached(`${path}/index.html`)) && { location: `${path}/` };
  }

  function sendFile(request: Request, path: string, { file, content, etag }: CachedFile, status: number): Response {
    const headers = new Headers({ 'cache-control': 'public, max-age=0, must-revalidate', etag });
    const type = types[extname(file)];
    if (type) headers.set('content-type', type);
    applyHeaders(rules, path, headers);
    const requestedTags = (request.headers.get('if-none-match') ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//u, ''));
    if (status === 200 && requestedTags.includes(etag)) return new Response(null, { status: 304, headers });
    headers.set('content-length', String(content.length));
    return new Response(request.method === 'HEAD' ? null : content, { status, headers });
  }

  async function respond(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = decodePath(url.pathname);
    const respondEmpty = (status: number, headers: Record<string, string> = {}) => {
      const all = new Headers(headers);
      applyHeaders(rules, path ?? url.pathname, all);
      return new Response(null, { status, headers: all });
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return respondEmpty(405, { allow: 'GET, HEAD' });
    const resolution = path === null ? null : await resolvePath(path);
    if (resolution && 'location' in resolution)
      return respondEmpty(307, { location: encodeURI(resolution.location) + url.search });
    if (resolution && path !== null) {
      const canonicalPath = encodeURI(path);
      // Redirect double slashes and needless percent-encoding to the canonical address.
      if (canonicalPath !== url.pathname) return respondEmpty(307, { location: canonicalPath + url.search });
      return sendFile(request, path, resolution.found, 200);
    }
    const missing = await readFileCached('/404.html');
    return missing ? sendFile(request, path ?? url.pathname, missing, 404) : respondEmpty(404);
  }

  return {
    async fetch(target) {
      const request = typeof target === 'string' ? new Request(target) : target;
      const response = await respond(request);
      const location = response.headers.get('location');
      // Follow redirects for internal lookups; send them to browsers.
      return location && typeof target === 'string' ? respond(new Request(new URL(location, target))) : response;
    },
  };
}
