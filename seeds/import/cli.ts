// npm run import -- FILE: converts an office's file to a content draft for review.
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { explainError, isInputError, readArguments } from '../../api/ports/command-line.ts';
import { type Document, documentSchema, type Jurisdiction, jurisdictionSchema } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';
import { ImportError } from './import-error.ts';
import { listNextSteps, reportUnclearDates } from './next-steps.ts';
import { parseDocument } from './parse.ts';
import { readSourceFile, type SourceFile } from './read-file.ts';
import { Report } from './report.ts';

const usage = `用法：npm run import -- 文件 [--jurisdiction 地区编号] [--year 2021] [--replace] [--check]

文件可以是 .docx、.html 或 .txt（PDF 请先另存为文字）。地区和年份从标题里认，认不出时用参数写明。
已有同一份内容时不会覆盖；确要重做，加 --replace（核对过的批注会保留）。
只想先看看认得对不对，加 --check：照样报告，什么也不写。`;

const readAll = (folder: string): unknown[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));

const readJurisdictions = (): Jurisdiction[] =>
  readAll('content/jurisdictions').map((file) => jurisdictionSchema.parse(file));
const readDocuments = (): Document[] => readAll('content/documents').map((file) => documentSchema.parse(file));

/** Reads jurisdiction and year from a title like `2021年某县政务公开工作要点`; the longest matching name wins. */
function identify(source: SourceFile, named: { jurisdiction?: string | undefined; year?: string | undefined }) {
  const jurisdictions = readJurisdictions();
  const title = source.blocks.find((block) => block.kind === 'text' && /\d{4}年.*政务公开/u.test(block.text));
  const text = title?.kind === 'text' ? title.text : '';
  const jurisdiction = named.jurisdiction
    ? jurisdictions.find(({ id }) => id === named.jurisdiction)
    : jurisdictions.filter(({ name }) => text.includes(name)).sort((a, b) => b.name.length - a.name.length)[0];
  const year = Number(named.year ?? /(\d{4})年/u.exec(text)?.[1]);
  if (!jurisdiction)
    throw new ImportError(
      `认不出是哪个地区的文件。请先在 content/jurisdictions/ 登记，再用 --jurisdiction 写明。\n\n${usage}`,
    );
  if (!year) throw new ImportError(`认不出是哪一年的文件，请用 --year 写明。\n\n${usage}`);
  return { jurisdiction, year, id: `${jurisdiction.id}-${year}` };
}

async function importFile(): Promise<void> {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: {
      jurisdiction: { type: 'string' },
      year: { type: 'string' },
      replace: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (!path) throw new ImportError(usage);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile())
    throw new ImportError(found ? `${path} 是文件夹，请写明是哪一个文件。` : `没有 ${path} 这个文件。`);
  const source = await readSourceFile(path);
  if (source.plain === '') throw new ImportError('文件里没有文字。扫描件请先做文字识别。');
  const { jurisdiction, year, id } = identify(source, values);
  const target = `content/documents/${id}.json`;
  const kept = `seeds/sources/${id}${extname(path).toLowerCase()}`;
  if (existsSync(target) && !values.replace && !values.check)
    throw new ImportError(`${target} 已经有了。确要重做，加 --replace。`);

  const report = new Report();
  for (const remark of source.remarks) report.doubt(0, remark);
  const draft = parseDocument(
    source,
    {
      id,
      jurisdiction: jurisdiction.id,
      year,
      source: { file: kept.slice('seeds/sources/'.length), sha256: source.sha256 },
    },
    report,
  );
  const before = existsSync(target) ? documentSchema.parse(JSON.parse(readFileSync(target, 'utf8'))) : null;
  const document = documentSchema.parse({ ...draft, annotations: before?.annotations ?? [] });
  const tasks = listTasks(document, jurisdiction);

  reportUnclearDates(document, jurisdiction, report);
  const steps = listNextSteps(document, jurisdiction, readDocuments());

  if (!values.check) {
    // Save the source first, then write the draft atomically.
    if (resolve(path) !== resolve(kept)) copyFileSync(path, kept);
    writeFileSync(`${target}.part`, `${JSON.stringify(document, null, 1)}\n`);
    renameSync(`${target}.part`, target);
  }

  const points = document.sections.reduce((sum, section) => sum + section.points.length, 0);
  console.info(`${source.readAs} → ${values.check ? '（--check：什么也没有写）' : target}`);
  console.info(`标题：${document.title.text}`);
  console.info(`${document.sections.length} 个部分，${points} 个要点，${tasks.length} 项任务`);
  console.info(
    report.notes.length === 0 ? '没有拿不准的地方。' : `\n拿不准的 ${report.notes.length} 处，请对照原文核对：`,
  );
  for (const { line, note } of report.notes) console.info(`  ${line > 0 ? `第 ${line} 行` : '全文'}：${note}`);
  if (steps.length > 0) console.info(`\n还要由人定的：\n${steps.join('\n')}`);
  if (values.check) return;
  console.info(
    '\n核对后运行 npm run changes 记下更新时间，再运行 npm run build 和 npm run verify，逐字核对内容文件和网页。',
  );
}

try {
  await importFile();
} catch (error) {
  if (!(error instanceof ImportError || isInputError(error))) throw error;
  console.error(explainError(error));
  process.exitCode = 1;
}
