// Writes the search index of the built site: its pages, and the answers that it is given.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';
import type { OpenAnswer } from '../../../api/contract/open-answer.ts';
import { answerRecord } from './answers.ts';
import type { AnswersIndexed } from './filters.ts';
import { spreadPage } from './spread-page.ts';

/** Pagefind writes interfaces of its own, which nobody here loads. */
const unusedFiles = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-component-ui', 'pagefind-highlight'];

/** Undetermined: the pages are handed over in pairs of characters, and Pagefind is to cut nothing itself. */
const indexOptions = { forceLanguage: 'und' };

/**
 * Places of words in one piece of the index. A query fetches the piece of each of its pairs whole; at Pagefind's own
 * 20,000 that is 46 KiB a query, at 4,000 it is 10. Smaller ones make the list of pieces longer, which every first
 * search fetches. Pagefind reads it from the environment and calls it unstable: test/unit/search-index.test.ts counts.
 */
const pieceSize = '4000';

type Added = { errors: string[] };

/** @throws Error where anything of it cannot be indexed */
export async function openIndex() {
  process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = pieceSize;
  const { index, errors } = await createIndex(indexOptions);
  if (!index) throw new Error(`pagefind: ${errors.join('; ')}`);
  const check = (what: string, { errors: faults }: Added) => {
    if (faults.length > 0) throw new Error(`pagefind: ${what}: ${faults.join('; ')}`);
  };
  return {
    addPage: async (url: string, content: string) => check(url, await index.addHTMLFile({ url, content })),
    addAnswer: async (answer: OpenAnswer) =>
      check(answer.receiptCode, await index.addCustomRecord(answerRecord(answer))),
    async write(folder: string) {
      // Pieces are named by their content and would pile up; and an answer that was taken down must not stay behind.
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

/** @returns how many pages of the site are in the index */
export async function writeIndex(dist: string, folder: string, answers: OpenAnswer[]): Promise<number> {
  const index = await openIndex();
  let pages = 0;
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const content = file.endsWith('.html') ? spreadPage(readFileSync(join(dist, file), 'utf8')) : null;
    if (content === null) continue;
    pages++;
    await index.addPage(addressOf(file), content);
  }
  for (const answer of answers) await index.addAnswer(answer);
  await index.write(folder);
  const indexed: AnswersIndexed = { count: answers.length, at: new Date().toISOString() };
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(indexed));
  return pages;
}
