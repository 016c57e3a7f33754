// npm run verify: checks every content file against its source, and the built site against both. Fails on any mismatch.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readArguments } from '../../api/ports/command-line.ts';
import { type Document, documentSchema, jurisdictionSchema } from '../../content/schema.ts';
import { hashContent, listUnrecordedChanges, readChangeLog } from './change-log.ts';
import { readSourceFile } from './read-file.ts';
import { findRuleFaults } from './rule-sources.ts';
import { listMissingUnits } from './unit-registry.ts';
import { verifyDocument } from './verify.ts';
import { verifyPages } from './verify-pages.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)}%`;
/** `npm test` passes `--built`. */
const { values } = readArguments(
  '用法：npm run verify [-- --built]\n\n逐字核对内容文件和来源文件、网页和内容文件；--built：网站还没有生成也算不一致。',
  { options: { built: { type: 'boolean', default: false } } },
);
const mustBeBuilt = values.built;
let failures = 0;
const fail = (line: string) => {
  failures++;
  console.error(`  ✗ ${line}`);
};

async function verifyOne(file: string): Promise<void> {
  const parsed = documentSchema.safeParse(read(`content/documents/${file}`));
  if (!parsed.success) {
    console.info(file);
    for (const issue of parsed.error.issues.slice(0, 10)) fail(`${issue.path.join('.')}: ${issue.message}`);
    return;
  }
  const document: Document = parsed.data;
  const jurisdiction = jurisdictionSchema.parse(read(`content/jurisdictions/${document.jurisdiction}.json`));
  const source = await readSourceFile(`seeds/sources/${document.source.file}`);
  console.info(`${document.id}  ←  ${document.source.file}`);
  if (source.sha256 !== document.source.sha256) fail(`${document.source.file} 与登记的校验码不同，来源文件被改动过`);
  const proof = verifyDocument(document, source.plain, jurisdiction);
  const left = proof.leftOut.reduce((sum, { text }) => sum + text.replace(/\s/gu, '').length, 0);
  console.info(
    `  原文 ${proof.total} 字，页面写出 ${proof.shown} 字（${percent(proof.shown, proof.total)}），略去 ${left} 字：`,
  );
  for (const { kind, text } of proof.leftOut)
    console.info(`    ${kind}  ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`);
  for (const { where, what } of proof.findings) fail(`${where}：${what}`);
  for (const line of listMissingUnits(document, jurisdiction)) fail(line);
  if (!existsSync('dist/index.html')) {
    const note = '网站还没有生成，只核对了内容文件；npm run build 之后再核对网页';
    if (mustBeBuilt) fail(note);
    else console.info(`  ${note}`);
    return;
  }
  const pages = verifyPages(document, source.plain, 'dist');
  console.info(`  网页 ${pages.pages} 个，逐字核对 ${pages.checked} 处`);
  for (const { where, what } of pages.findings) fail(`${where}：${what}`);
}

for (const file of readdirSync('content/documents').filter((name) => name.endsWith('.json'))) await verifyOne(file);
for (const line of findRuleFaults()) fail(line);
for (const id of listUnrecordedChanges(readChangeLog(), hashContent())) {
  fail(`content/documents/${id}.json 改动过，更新时间还没有记；核对后运行 npm run changes`);
}
console.info(failures === 0 ? '\n全部一致。' : `\n${failures} 处不一致。`);
process.exitCode = failures === 0 ? 0 : 1;
