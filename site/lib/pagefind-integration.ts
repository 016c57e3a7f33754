// Indexes the built pages after every build; `astro dev` serves the index of the last one.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** Pagefind writes interfaces of its own, which nobody here loads. */
const unusedFiles = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-component-ui', 'pagefind-highlight'];

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
        const { index, errors } = await createIndex({});
        if (!index) throw new Error(`pagefind: ${errors.join('; ')}`);
        const { page_count } = await index.addDirectory({ path: dist });
        const outputPath = join(dist, 'pagefind');
        await index.writeFiles({ outputPath });
        await close();
        for (const name of unusedFiles) {
          for (const extension of ['js', 'css']) rmSync(join(outputPath, `${name}.${extension}`), { force: true });
        }
        logger.info(`indexed ${page_count} pages`);
      },
    },
  };
}
