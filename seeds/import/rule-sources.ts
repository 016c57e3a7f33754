// Checks the sources of rules. A rule must cite a point or task on this site, verbatim, or an article of a law; only the
// site's own rules need no source. If an office removes documents, this names the rules that cite them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type RuleFile, ruleFileSchema } from '../../content/rules/schema.ts';
import { documentSchema, jurisdictionSchema } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';
import { ruleFolder } from './rule-files.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** @returns the text of a point (`points/2-2`) or a task (`tasks/14`); null if the document or the part is missing */
function textOf(id: string, part: string): string | null {
  const path = `content/documents/${id}.json`;
  if (!existsSync(path)) return null;
  const document = documentSchema.parse(read(path));
  const [kind, key] = part.split('/');
  if (kind === 'points') {
    const points = document.sections.flatMap((section) => section.points);
    return points.find((point) => point.id === key)?.text ?? null;
  }
  const jurisdiction = jurisdictionSchema.parse(read(`content/jurisdictions/${document.jurisdiction}.json`));
  return listTasks(document, jurisdiction).find(({ row }) => String(row) === key)?.requirement ?? null;
}

/** @returns one line per error of a rule file, in Chinese */
export function checkRuleSources(name: string, { jurisdiction, reply, windows }: RuleFile): string[] {
  const file = `${ruleFolder}/${name}`;
  if (jurisdiction !== null && !existsSync(`content/jurisdictions/${jurisdiction}.json`))
    return [`${file} 是 ${jurisdiction} 的规则，content/jurisdictions/ 里没有这个地区；不再用的规则文件请一并删除`];
  const rules = [...(reply ? [reply] : []), ...windows];
  return rules.flatMap(({ source, clause }) => {
    if ('law' in source) return [];
    if ('site' in source)
      return jurisdiction === null ? [] : [`${file} 只写了「${source.site}」，要写明依据的文件或法律`];
    const text = textOf(source.document, source.part);
    if (text === null)
      return [`${file} 引用的 ${source.document}/${source.part} 不在网站上；不再用的规则文件请一并删除`];
    return text.includes(clause) ? [] : [`${file} 引用的「${clause}」和 ${source.document}/${source.part} 的原文不同`];
  });
}

/** Checks every file of content/rules/. */
export const findRuleFaults = (): string[] =>
  readdirSync(ruleFolder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => checkRuleSources(name, ruleFileSchema.parse(read(`${ruleFolder}/${name}`))));
