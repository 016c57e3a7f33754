// Indexes the built pages after every build; `astro dev` serves the index of the last one.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { spreadPage } from './search/spread-page.ts';

/** Pagefind writes interfaces of its own, which nobody here loads. */
const unusedFiles = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-component-ui', 'pagefind-highlight'];

/** Undetermined: the pages are handed over in pairs of characters, and Pagefind is to cut nothing itself. */
export const indexOptions = { forceLanguage: 'und' };

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
        const { index, errors } = await createIndex(indexOptions);
        if (!index) throw new Error(`pagefind: ${errors.join('; ')}`);
        const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
        let count = 0;
        for (const file of files) {
          const content = spreadPage(readFileSync(join(dist, file), 'utf8'));
          if (content === null) continue;
          count++;
          const { errors: faults } = await index.addHTMLFile({ sourcePath: file.replaceAll('\\', '/'), content });
          if (faults.length > 0) throw new Error(`pagefind: ${file}: ${faults.join('; ')}`);
        }
        const outputPath = join(dist, 'pagefind');
        await index.writeFiles({ outputPath });
        await close();
        for (const name of unusedFiles) {
          for (const extension of ['js', 'css']) rmSync(join(outputPath, `${name}.${extension}`), { force: true });
        }
        logger.info(`indexed ${count} pages`);
      },
    },
  };
}
