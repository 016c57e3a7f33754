// Writes the built site's search index: of built pages alone. Browsers keep its files for a year, so they may hold nothing
// that can be taken back.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { spreadPage } from './spread-page.ts';
import { readStoredPage } from './stored-page.ts';

/** Files of Pagefind's own user interface, which this site does not use. */
const unusedFiles = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-component-ui', 'pagefind-highlight'];

/** Undetermined language, because pages are already split into pairs and Pagefind must not split them again. */
const indexOptions = { forceLanguage: 'und' };

/**
 * Word positions per piece of the index. A query fetches one piece for each pair: 46 KiB with Pagefind's default of
 * 20,000, and 10 KiB with 4,000. Smaller pieces make the list of pieces longer, which every first search fetches. The
 * environment variable is marked unstable; test/unit/search-index.test.ts verifies its effect.
 */
const pieceSize = '4000';

type Added = { errors: string[] };

/** @throws Error if any page or answer cannot be indexed */
export async function openIndex() {
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = pieceSize;
  const { index, errors } = await createIndex(indexOptions);
  if (!index) throw new Error(`pagefind: ${errors.join('; ')}`);
  const check = (what: string, { errors: faults }: Added) => {
    if (faults.length > 0) throw new Error(`pagefind: ${what}: ${faults.join('; ')}`);
  };
  return {
    addPage: async (url: string, content: string) => check(url, await index.addHTMLFile({ url, content })),
    async write(folder: string) {
      // Pieces are named by content hash and would accumulate.
      rmSync(folder, { recursive: true, force: true });
      check(folder, await index.writeFiles({ outputPath: folder }));
      await close();
      for (const name of unusedFiles) {
        for (const extension of ['js', 'css']) rmSync(join(folder, `${name}.${extension}`), { force: true });
      }
    },
  };
}

const addressOf = (file: string) => `/${file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/u, '$1')}`;

/** Built pages in the order of their addresses, so that the same site gives the same files. */
function* readBuilt(dist: string): Generator<{ url: string; html: string }> {
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.html')) yield { url: addressOf(file), html: readFileSync(join(dist, file), 'utf8') };
  }
}

/** @returns the number of indexed pages */
export async function writeIndex(dist: string, folder: string): Promise<number> {
  const index = await openIndex();
  let pages = 0;
  for (const { url, html } of readBuilt(dist)) {
    const content = spreadPage(html);
    if (content === null) continue;
    pages++;
    await index.addPage(url, content);
  }
  await index.write(folder);
  return pages;
}

/** Writes the pages' text and filters, which the server searches. */
export function writePages(dist: string, file: string): void {
  const pages = [...readBuilt(dist)].flatMap(({ url, html }) => readStoredPage(url, html) ?? []);
  writeFileSync(file, JSON.stringify(pages));
}
