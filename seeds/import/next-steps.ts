// Lists the manual steps after an import, besides the review of the draft.
import { existsSync } from 'node:fs';
import type { Document, Jurisdiction } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';
import type { Report } from './report.ts';
import { describeUnknown, listUnknownUnits } from './unit-registry.ts';
import { listClaims } from './verify.ts';

/** `某县人民政府办公室…（某政办发〔2021〕5号）` → `某政办发〔2021〕5号` */
const cited = /[\u4e00-\u9fff]+〔\d{4}〕\d+号/gu;
const replyWindow = /[^。；，]*(?:答复|回复)[^。；]*工作日[^。；]*/u;

/** Reports due dates that cannot be converted to a day. */
export function reportUnclearDates(document: Document, jurisdiction: Jurisdiction, report: Report): void {
  for (const { row, dueText, dueOn } of listTasks(document, jurisdiction)) {
    if (dueText !== null && dueOn === null && /\d月|年底|年末|季度末/u.test(dueText))
      report.doubt(0, `第 ${row} 行的完成时限「${dueText}」没有读出是哪一天，网站上会算作没有写明日期`);
  }
}

/** @param documents all imported documents */
export function listNextSteps(document: Document, jurisdiction: Jurisdiction, documents: Document[]): string[] {
  const steps: string[] = [];
  const unknown = listUnknownUnits(document, jurisdiction);
  if (unknown.length > 0) {
    steps.push(`${unknown.length} 个单位还没有登记。在 content/units/${jurisdiction.id}.json 里：`);
    steps.push(...describeUnknown(unknown, jurisdiction));
  }
  const texts = listClaims(document).map(({ text }) => text);
  const clause = texts.map((text) => replyWindow.exec(text)?.[0]).find(Boolean);
  if (clause) {
    steps.push(`文件写有答复期限，请与 content/rules/ 里${jurisdiction.name}现行的规则核对：`, `  「${clause}」`);
  }
  const numbers = new Set(texts.flatMap((text) => [...text.matchAll(cited)].map(([number]) => number)));
  const city = documents.find(
    ({ jurisdiction: place, number }) =>
      place === jurisdiction.parent && [...numbers].some((found) => number && found.endsWith(number.text)),
  );
  const lineage = `content/lineage/${document.id}.json`;
  if (city && !existsSync(lineage)) {
    steps.push(`文件引用了${city.title.text}。要在网页上逐条对上，新建 ${lineage}：`);
    steps.push(`  ${JSON.stringify({ county: document.id, city: city.id, add: [], drop: [] })}`);
  }
  return steps;
}
