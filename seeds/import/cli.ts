// npm run import -- FILE: writes content/documents/<id>.json from seeds/sources/<id>.txt, for a person to review.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { documentSchema, jurisdictionSchema } from '../../content/schema.ts';
import { readBlocks } from './blocks.ts';
import { ImportError, parseDocument } from './parse.ts';

function importFile(path: string): string {
  const file = basename(path);
  const match = /^(([a-z]+)-(\d{4}))\.txt$/u.exec(file);
  if (!match?.[1] || !match[2])
    throw new ImportError(`文件名应为「地区-年份.txt」，例如 guanxian-2021.txt，现为 ${file}`);
  const bytes = readFileSync(path);
  const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const jurisdiction = jurisdictionSchema.parse(
    JSON.parse(readFileSync(`content/jurisdictions/${match[2]}.json`, 'utf8')),
  );
  const blocks = readBlocks(source, (text) => text.includes('总体要求是'));
  const document = documentSchema.parse(
    parseDocument(blocks, jurisdiction, {
      id: match[1],
      year: Number(match[3]),
      source: { file, sha256: createHash('sha256').update(bytes).digest('hex') },
    }),
  );
  const target = `content/documents/${document.id}.json`;
  writeFileSync(target, `${JSON.stringify(document, null, 2)}\n`);
  const points = document.sections.reduce((sum, section) => sum + section.points.length, 0);
  return `${target}：${document.sections.length} 个部分，${points} 个要点，${document.taskTable?.rows.length ?? 0} 项任务`;
}

const path = process.argv[2];
try {
  if (!path) throw new ImportError('用法：npm run import -- seeds/sources/guanxian-2021.txt');
  console.info(importFile(path));
} catch (error) {
  if (!(error instanceof ImportError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
