// Builds the search index after every build. `astro dev` serves the latest index.
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { writeIndex, writePages } from './search/write-index.ts';

const contentTypes: Record<string, string> = { js: 'text/javascript', json: 'application/json' };

export function pagefind(): AstroIntegration {
  let dist = '';
  return {
    name: 'pagefind',
    hooks: {
      'astro:config:done': ({ config }) => {
        dist = fileURLToPath(config.outDir);
      },
      'astro:server:setup': ({ server }) => {
        const root = join(dist, 'pagefind');
        server.middlewares.use('/pagefind', (request, response, next) => {
          const { pathname } = new URL(request.url ?? '/', 'http://localhost');
          const file = normalize(join(root, decodeURIComponent(pathname)));
          if (!file.startsWith(root) || !existsSync(file)) return next();
          const extension = file.split('.').at(-1) ?? '';
          response.setHeader('Content-Type', contentTypes[extension] ?? 'application/octet-stream');
          response.end(readFileSync(file));
        });
      },
      'astro:build:done': async ({ logger }) => {
        const pages = await writeIndex(dist, join(dist, 'pagefind'));
        writePages(dist, join(dist, 'search', 'pages.json'));
        logger.info(`indexed ${pages} pages`);
      },
    },
  };
}
