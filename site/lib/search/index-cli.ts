// npm run index: rebuilds the built site's search index with the currently published answers.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAnswers } from './answers.ts';
import { writeIndex } from './write-index.ts';

const { values } = parseArgs({
  options: {
    /** Address or file of the published answers. */
    answers: { type: 'string', default: process.env['ANSWERS_FROM'] ?? '' },
    /** The index's target folder. */
    to: { type: 'string', default: 'dist/pagefind' },
  },
});

try {
  if (!existsSync('dist/index.html')) throw new Error('dist 里没有生成好的网站：请先运行 npm run build。');
  const answers = await readAnswers(values.answers);
  const pages = await writeIndex('dist', values.to, answers);
  console.info(`搜索索引已更新：${pages}个网页，${answers.length}件公开答复。`);
} catch (error) {
  // On failure the previous index stays.
  console.error(`搜索索引没有更新，原有的照旧。${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
