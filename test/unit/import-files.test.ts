// Imports files as offices have them: Word and web pages with merged cells, unusual encodings, broken files.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx';
import { describe, expect, it } from 'vitest';
import { listTasks } from '../../content/tasks.ts';
import { parseDocument } from '../../seeds/import/parse.ts';
import { readSourceFile } from '../../seeds/import/read-file.ts';
import { Report } from '../../seeds/import/report.ts';
import { verifyDocument } from '../../seeds/import/verify.ts';
import { useFileFolder } from '../support/folder.ts';
import { guanxian } from '../support/word-document.ts';

const write = useFileFolder('import');

const opening = [
  '冠县人民政府办公室文件',
  '冠政办发〔2027〕3号',
  '冠县人民政府办公室关于印发2027年冠县政务公开工作要点的通知',
  '各乡镇人民政府，县直各有关部门：',
  '现将《2027年冠县政务公开工作要点》印发给你们，请认真贯彻执行。',
  '冠县人民政府办公室',
  '2027年4月2日',
  '（此件公开发布）',
  '2027年冠县政务公开工作要点',
  '2027年政务公开工作的总体要求是：以公开促落实，以公开促规范，以公开促服务。',
  '一、优化信息公开',
  '（一）推进民生信息公开。持续做好义务教育入学信息公开，每年至少更新2次。',
  '（二）推进项目信息公开。做好重大项目批准和实施信息公开。',
  '附件：2027年冠县政务公开重点工作任务分解表',
  '2027年冠县政务公开重点工作任务分解表',
];
/** Rows as printed. A number is the row span of a cell; null is a cell covered from above. */
const tableRows: ([string, number] | null)[][] = [
  [
    ['优化信息公开', 3],
    ['推进民生信息公开', 2],
    ['持续做好义务教育入学信息公开。', 1],
    ['县教育和体育局、司法局', 2],
  ],
  [null, null, ['及时公布入学报名时间和材料。', 1], null],
  [null, ['推进项目信息公开', 1], ['做好重大项目批准和实施信息公开。', 1], ['县发展和改革委员会', 1]],
];

const expectedRows = [
  ['优化信息公开', '推进民生信息公开', '持续做好义务教育入学信息公开。', ['县教育和体育局', '县司法局'], '1-1'],
  ['优化信息公开', '推进民生信息公开', '及时公布入学报名时间和材料。', ['县教育和体育局', '县司法局'], '1-1'],
  ['优化信息公开', '推进项目信息公开', '做好重大项目批准和实施信息公开。', ['县发展和改革委员会'], '1-2'],
];

async function importRows(path: string) {
  const source = await readSourceFile(path);
  const identity = { id: 'guanxian-2027', jurisdiction: 'guanxian', year: 2027 };
  const document = parseDocument(
    source,
    { ...identity, source: { file: 'guanxian-2027.docx', sha256: source.sha256 } },
    new Report(),
  );
  const tasks = listTasks(document, guanxian);
  return {
    document,
    source,
    rows: tasks.map(({ category, task, requirement, units, point }) => [category, task, requirement, units, point]),
  };
}

const headCells = [
  ['工作任务', 2],
  ['具体要求', 1],
  ['责任单位', 1],
] as const;

async function makeDocx(): Promise<Uint8Array> {
  const cell = (text: string, rest: object = {}) => new TableCell({ children: [new Paragraph(text)], ...rest });
  const rows = [
    new TableRow({ children: headCells.map(([text, span]) => cell(text, { columnSpan: span })) }),
    ...tableRows.map(
      (row) =>
        new TableRow({
          children: row.map((entry) =>
            entry
              ? cell(entry[0], entry[1] > 1 ? { verticalMerge: VerticalMergeType.RESTART } : {})
              : cell('', { verticalMerge: VerticalMergeType.CONTINUE }),
          ),
        }),
    ),
  ];
  const children = [...opening.map((text) => new Paragraph(text)), new Table({ rows })];
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}

function makeHtml(): string {
  const rows = tableRows.map(
    (row) =>
      `<tr>${row.map((entry) => (entry ? `<td rowspan="${entry[1]}"><p>${entry[0]}</p></td>` : '')).join('')}</tr>`,
  );
  const heads = headCells.map(([text, span]) => `<th colspan="${span}">${text}</th>`).join('');
  const paragraphs = opening.map((text) => `<p>${text}</p>`).join('\n');
  return `<html><body>${paragraphs}<table><tr>${heads}</tr>${rows.join('')}</table><p>冠县人民政府办公室</p><p>2027年4月3日印发</p></body></html>`;
}

describe('importing a Word file with merged cells', () => {
  it('the importer fills merged Word cells down, matches each row to its point and verifies every character', async () => {
    const { document, source, rows } = await importRows(write('next.docx', await makeDocx()));
    expect(rows).toEqual(expectedRows);
    expect(document.number?.text).toBe('冠政办发〔2027〕3号');
    expect(document.sections[0]?.points.map(({ heading }) => heading)).toEqual([
      '推进民生信息公开。',
      '推进项目信息公开。',
    ]);
    expect(verifyDocument(document, source.plain, guanxian).findings).toEqual([]);
  });
});

describe('importing a web page with row and column spans', () => {
  it('the importer reads the same rows, and the imprint, from a web page as from Word', async () => {
    const { document, source, rows } = await importRows(write('next.html', makeHtml()));
    expect(rows).toEqual(expectedRows);
    expect(document.imprint.map(({ text }) => text)).toEqual(['冠县人民政府办公室', '2027年4月3日印发']);
    expect(verifyDocument(document, source.plain, guanxian).findings).toEqual([]);
  });

  it('the importer keeps an empty cell empty instead of filling it like a merged one', async () => {
    const html = makeHtml().replace('县发展和改革委员会', '');
    const { rows } = await importRows(write('empty-cell.html', html));
    expect(rows[2]?.[3]).toEqual([]);
  });
});

describe('importing a text file', () => {
  const text = `${opening.slice(0, 13).join('\n\n')}\n`;

  it.each([
    ['UTF-8 with byte order mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ])('the importer reads a text file in %s', async (_, bytes) => {
    const { document } = await importRows(write('encoded.txt', bytes));
    expect(document.title.text).toBe('2027年冠县政务公开工作要点');
  });

  it('the importer detects a text file in GB18030', async () => {
    // 「政务公开」 in GB18030, repeated so that detection is reliable.
    const line = Uint8Array.from([0xd5, 0xfe, 0xce, 0xf1, 0xb9, 0xab, 0xbf, 0xaa]);
    const bytes = new Uint8Array(line.length * 20);
    for (let index = 0; index < 20; index++) bytes.set(line, index * line.length);
    const { plain, readAs } = await readSourceFile(write('gb.txt', bytes));
    expect(plain).toBe('政务公开'.repeat(20));
    expect(readAs).toContain('gb18030');
  });
});

describe('a file that cannot be imported', () => {
  it.each([
    ['empty.txt', '', '文件是空的'],
    ['picture.txt', new Uint8Array([0x89, 0x50, 0, 0, 1, 2]), '这不是文本文件'],
    ['noise.txt', new Uint8Array(Array.from({ length: 300 }, (_, index) => 128 + ((index * 37) % 127))), '编码'],
    ['locked.docx', new Uint8Array(Buffer.from('d0cf11e0a1b11ae1000000', 'hex')), '密码'],
    ['broken.docx', 'this is no zip file', '打不开这个 Word 文件'],
    ['scan.pdf', '%PDF-1.7', '只能导入 .docx、.html 和 .txt'],
  ])('%s is refused with a message that says why', async (name, content, sentence) => {
    await expect(readSourceFile(write(name, content))).rejects.toThrow(sentence);
  });

  it('leaves no partial files behind when an import fails', () => {
    const path = write(
      '2099年冠县政务公开.html',
      makeHtml()
        .replaceAll('2027年', '2099年')
        .replace(/<tr><td.*<\/tr>/u, ''),
    );
    const result = spawnSync('node', ['seeds/import/cli.ts', path], { encoding: 'utf8' });
    expect([result.status, result.stderr.trim()]).toEqual([1, '任务表是空的，没有一行任务。']);
    for (const path of [
      'content/documents/guanxian-2099.json',
      'content/documents/guanxian-2099.json.part',
      'seeds/sources/guanxian-2099.html',
    ]) {
      expect([path, existsSync(path)]).toEqual([path, false]);
    }
  });

  it('the importer never overwrites reviewed content without being told to', () => {
    const run = spawnSync('node', ['seeds/import/cli.ts', 'seeds/sources/guanxian-2021.txt'], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('已经有了')]);
  });

  it('the importer reports that it cannot detect the jurisdiction', () => {
    const path = write('unknown.txt', '某某乡2021年政务公开工作要点\n\n没有别的了，没有别的了。\n');
    const run = spawnSync('node', ['seeds/import/cli.ts', path], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('认不出是哪个地区的文件')]);
  });
});
