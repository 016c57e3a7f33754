// Word files as offices write them: what the importer reads, what it asks about, and what it refuses with a remedy.
import {
  DeletedTextRun,
  FootnoteReferenceRun,
  InsertedTextRun,
  type IPropertiesOptions,
  LevelFormat,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { readDueDay } from '../../content/tasks.ts';
import { reportUnclearDates } from '../../seeds/import/next-steps.ts';
import { parseDocument } from '../../seeds/import/parse.ts';
import { readSourceFile } from '../../seeds/import/read-file.ts';
import { Report } from '../../seeds/import/report.ts';
import { listUnknownUnits } from '../../seeds/import/unit-registry.ts';
import { verifyDocument } from '../../seeds/import/verify.ts';
import { useFileFolder } from '../support/folder.ts';
import { guanxian, packed, paragraph, plainTable } from '../support/word-document.ts';

const write = useFileFolder('word');

const notice = [
  '冠县人民政府办公室关于印发2028年冠县政务公开工作要点的通知',
  '各乡镇人民政府，县直各有关部门：',
  '现印发给你们。',
  '冠县人民政府办公室',
  '2028年3月18日',
  '2028年冠县政务公开工作要点',
].map((text) => paragraph(text));
const general = paragraph('2028年政务公开工作的总体要求是：以公开促落实。');
const points = [paragraph('一、优化信息公开'), paragraph('（一）推进民生信息公开。做好义务教育入学信息公开。')];
const heads = ['工作任务', '具体要求', '责任单位', '完成时限'];
const row = ['推进民生信息公开', '做好义务教育入学信息公开。', '县教育和体育局', '2028年底前'];
const table = (rows: string[][] = [heads, row]) => [
  paragraph('附件：2028年冠县政务公开重点工作任务分解表'),
  paragraph('2028年冠县政务公开重点工作任务分解表'),
  plainTable(rows),
];

type Children = (Paragraph | Table)[];

async function read(children: Children, options: Omit<IPropertiesOptions, 'sections'> = {}) {
  const source = await readSourceFile(write('file.docx', await packed(children, options)));
  const report = new Report();
  const identity = { id: 'guanxian-2028', jurisdiction: 'guanxian', year: 2028 };
  const document = parseDocument(source, { ...identity, source: { file: 'file.docx', sha256: source.sha256 } }, report);
  reportUnclearDates(document, guanxian, report);
  expect(verifyDocument(document, source.plain, guanxian).findings).toEqual([]);
  return { document, remarks: source.remarks, notes: report.notes.map(({ note }) => note) };
}

describe('importing an office’s Word file', () => {
  it('the importer refuses automatic heading numbers, which are no text, and names a way to convert them', async () => {
    const levels = [{ level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' }];
    const numbered = new Paragraph({
      numbering: { reference: 'parts', level: 0 },
      children: [new TextRun('优化信息公开')],
    });
    const file = read([...notice, general, numbered, ...table()], {
      numbering: { config: [{ reference: 'parts', levels }] },
    });
    await expect(file).rejects.toThrow(/自动编号（如「优化信息公开」前面）[\s\S]*ConvertNumbersToText/u);
  });

  it('the importer finds title, sections and points without the words 总体要求是', async () => {
    const opening = paragraph('为进一步做好政务公开工作，制定本要点。');
    const { document, notes } = await read([...notice, opening, ...points, ...table()]);
    expect(document.title.text).toBe('2028年冠县政务公开工作要点');
    expect(document.generalRequirement?.text).toBe('为进一步做好政务公开工作，制定本要点。');
    expect(document.sections.map((section) => section.points.length)).toEqual([1]);
    expect(notes).toContainEqual(expect.stringContaining('没有「总体要求是」，正文从「为进一步做好政务公开」算起'));
  });

  it('a document without a general requirement starts with its first section', async () => {
    const { document } = await read([...notice, ...points, ...table()]);
    expect([document.generalRequirement, document.sections[0]?.heading]).toEqual([null, '优化信息公开']);
  });

  it('the importer reads points whose headings stand on lines of their own', async () => {
    const lines = ['一、优化信息公开', '（一）推进民生信息公开', '做好义务教育入学信息公开。'];
    const more = ['（二）推进项目信息公开', '做好重大项目信息公开。', '各单位照此办理。'];
    const { document } = await read([
      ...notice,
      general,
      ...[...lines, ...more].map((text) => paragraph(text)),
      ...table(),
    ]);
    expect(document.sections[0]?.points.map(({ heading, text }) => [heading, text])).toEqual([
      ['推进民生信息公开', '做好义务教育入学信息公开。'],
      ['推进项目信息公开', '做好重大项目信息公开。'],
    ]);
    expect(document.closing.map(({ text }) => text)).toEqual(['各单位照此办理。']);
  });

  it('the importer asks about points whose numbering it does not know', async () => {
    const other = [paragraph('一、优化信息公开'), paragraph('1.推进民生信息公开。做好义务教育入学信息公开。')];
    const { notes } = await read([...notice, general, ...other, ...table()]);
    expect(notes).toContainEqual(expect.stringContaining('「一、优化信息公开」下面没有认出要点'));
  });

  it('the importer refuses an unknown column before it loses any of the column’s text', async () => {
    const file = read([
      ...notice,
      general,
      ...points,
      ...table([
        [...heads, '配合单位'],
        [...row, '县司法局'],
      ]),
    ]);
    await expect(file).rejects.toThrow(/不认识的列「配合单位」[\s\S]*认得的表头：序号/u);
  });

  it('the importer asks about a due date that it cannot read as a day', async () => {
    const { notes } = await read([...notice, general, ...points, ...table([heads, [...row.slice(0, 3), '6月底前']])]);
    expect(notes).toContainEqual(expect.stringContaining('第 1 行的完成时限「6月底前」没有读出是哪一天'));
    expect([readDueDay('2028年底前'), readDueDay('2028年年末')]).toEqual(['2028-12-31', '2028-12-31']);
  });

  it('the importer warns of comments, tracked changes or footnotes, because the file itself will be public', async () => {
    const edited = new Paragraph({
      children: [
        new TextRun('（一）推进民生信息公开。做好'),
        new InsertedTextRun({ text: '义务教育', id: 1, author: '某某', date: '2028-01-01T00:00:00Z' }),
        new DeletedTextRun({ text: '学前教育', id: 2, author: '某某', date: '2028-01-01T00:00:00Z' }),
        new TextRun('入学信息公开。'),
        new FootnoteReferenceRun(1),
      ],
    });
    const { document, remarks } = await read([...notice, general, paragraph('一、优化信息公开'), edited, ...table()], {
      creator: '某某',
      footnotes: { 1: { children: [new Paragraph('指县域内学校。')] } },
    });
    expect(document.sections[0]?.points[0]?.text).toBe('做好义务教育入学信息公开。');
    expect(remarks).toEqual([
      expect.stringContaining('人名「某某」'),
      expect.stringContaining('修订痕迹'),
      expect.stringContaining('脚注'),
    ]);
  });
});

describe('a unit missing from the directory', () => {
  it('a unit missing from the directory is reported with its rows and the unit that it resembles', async () => {
    const rows = [heads, [...row.slice(0, 2), '县教育体育局、数据局', '长期坚持']];
    const { document } = await read([...notice, general, ...points, ...table(rows)]);
    expect(listUnknownUnits(document, guanxian).map((unit) => [unit.printed, unit.rows, unit.resembles?.id])).toEqual([
      ['县教育体育局', [1], 'jiaotiju'],
      ['县数据局', [1], undefined],
    ]);
  });
});
