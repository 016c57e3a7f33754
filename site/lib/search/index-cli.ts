// npm run index: rebuilds the built site's search index with the answers published now.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAnswers } from './answers.ts';
import { writeIndex } from './write-index.ts';

const { values } = parseArgs({
  options: {
    /** Address or file of the published answers. */
    answers: { type: 'string', default: process.env['ANSWERS_FROM'] ?? '' },
    /** Where the index goes. */
    to: { type: 'string', default: 'dist/pagefind' },
  },
});

try {
  if (!existsSync('dist/index.html')) throw new Error('There is no built site in dist: run `npm run build` first.');
  const answers = await readAnswers(values.answers);
  const pages = await writeIndex('dist', values.to, answers);
  console.info(`Indexed ${pages} pages and ${answers.length} published answers.`);
} catch (error) {
  // The previous index stays.
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
