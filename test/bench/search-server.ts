// Serves folders over HTTP as the site does: text compressed, everything else unchanged.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const textTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
};

export interface Server {
  origin: string;
  /** Returns the number of body bytes sent since the last call. */
  takeBytes(): number;
  close(): void;
}

/** @param folders in order of precedence */
export async function serveFolders(folders: string[]): Promise<Server> {
  const compressed = new Map<string, Buffer>();
  let sent = 0;
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = folders
      .map((folder) => join(folder, path.endsWith('/') ? `${path}index.html` : path))
      .find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const type = textTypes[file.split('.').at(-1) ?? ''];
    const body = compressed.get(file) ?? (type ? gzipSync(readFileSync(file)) : readFileSync(file));
    compressed.set(file, body);
    sent += body.length;
    const encoding = type ? { 'content-encoding': 'gzip' } : {};
    response.writeHead(200, { 'content-type': type ?? 'application/octet-stream', ...encoding }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    takeBytes: () => {
      const taken = sent;
      sent = 0;
      return taken;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
