// npm run bench:lineage: the data behind the lineage threshold. Scores every pair of a county's and a city's rows and
// points, and counts for each threshold how many right (reviewed) and wrong pairs pass.
import { readFileSync } from 'node:fs';
import { carriesOn, nearness, pointItems, taskItems } from '../../content/lineage.ts';
import { documentSchema, jurisdictionSchema } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';
import { reviewedPairs } from '../support/reviewed-lineage.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function load(id: string) {
  const document = documentSchema.parse(readJson(`content/documents/${id}.json`));
  const jurisdiction = jurisdictionSchema.parse(readJson(`content/jurisdictions/${document.jurisdiction}.json`));
  return { points: pointItems(document), tasks: taskItems(listTasks(document, jurisdiction)) };
}

const [county, city] = [load('guanxian-2021'), load('liaocheng-2021')];
const scored = (['points', 'tasks'] as const).flatMap((kind) =>
  county[kind].flatMap((a) =>
    city[kind].map((b) => ({
      pair: `${a.id} ${b.id}`,
      isRight: reviewedPairs.has(`${a.id} ${b.id}`),
      score: nearness(a.text, b.text),
    })),
  ),
);
const right = scored.filter(({ isRight }) => isRight);
const wrong = scored.filter(({ isRight }) => !isRight);

console.info(`${right.length} right pairs, ${wrong.length} wrong ones; the threshold in use is ${carriesOn}\n`);
console.info('threshold   right found   wrong accepted');
for (let threshold = 0.2; threshold < 0.71; threshold += 0.05) {
  const count = (pairs: typeof scored) => pairs.filter(({ score }) => score >= threshold).length;
  console.info(
    `   ${threshold.toFixed(2)}      ${String(count(right)).padStart(3)} of ${right.length}   ${String(count(wrong)).padStart(6)}`,
  );
}
const show = (pairs: typeof scored) => pairs.map(({ pair, score }) => `${score.toFixed(2)}  ${pair}`).join('\n  ');
console.info(`\nweakest right pairs:\n  ${show(right.toSorted((a, b) => a.score - b.score).slice(0, 5))}`);
console.info(`strongest wrong pairs:\n  ${show(wrong.toSorted((a, b) => b.score - a.score).slice(0, 5))}`);
