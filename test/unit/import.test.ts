import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { issuedOn, isTableMissing, listAttachmentNames, readPrintedDay } from '../../content/facts.ts';
import { splitUnits } from '../../content/printed-units.ts';
import { documentSchema, jurisdictionSchema, unitListSchema } from '../../content/schema.ts';
import { listTasks, readDueDay, withoutMarker } from '../../content/tasks.ts';
import { closeSpaces } from '../../seeds/import/chinese-text.ts';
import { parseDocument } from '../../seeds/import/parse.ts';
import { readSourceFile } from '../../seeds/import/read-file.ts';
import { Report } from '../../seeds/import/report.ts';
import { contentDocuments, unitLists } from '../support/content.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function load(id: string) {
  const document = documentSchema.parse(readJson(`content/documents/${id}.json`));
  const jurisdiction = jurisdictionSchema.parse(readJson(`content/jurisdictions/${document.jurisdiction}.json`));
  const tasks = listTasks(document, jurisdiction);
  const points = document.sections.flatMap((section) => section.points);
  const row = (number: number) => tasks[number - 1];
  return { document, jurisdiction, tasks, points, row };
}

const guanxian = load('guanxian-2021');
const liaocheng = load('liaocheng-2021');
const pingyin = load('pingyin-2023');
const gaotang = load('gaotang-2022');
const taiqian = load('taiqian-2021');

describe('white space in Chinese text', () => {
  it('white space in Chinese text is removed, including line breaks inside words', () => {
    expect(closeSpaces('做好 重点项目\n建设')).toBe('做好重点项目建设');
    expect(closeSpaces('国务院令 第713号')).toBe('国务院令第713号');
    expect(closeSpaces('2023 年年底前')).toBe('2023年年底前');
  });

  it('white space in Chinese text is kept between two Latin words', () => {
    expect(closeSpaces('VR  Demo 展示')).toBe('VR Demo展示');
  });
});

describe('responsible units', () => {
  it.each([
    ['县民政局、人力资源和社会保障局、医疗保障局', ['县民政局', '县人力资源和社会保障局', '县医疗保障局']],
    [
      '万善乡，县教育和体育局、聊城市生态环境局冠县分局、水务集团',
      ['万善乡', '县教育和体育局', '聊城市生态环境局冠县分局', '县水务集团'],
    ],
    ['县委党校，县政府办公室、公安局', ['县委党校', '县政府办公室', '县公安局']],
    ['各乡镇（街道）、县经济开发区，县直有关部门', ['各乡镇（街道）', '县经济开发区', '县直有关部门']],
    ['县发改委、县自然资源局等有关部门，各乡（镇）政府', ['县发改委', '县自然资源局', '有关部门', '各乡（镇）政府']],
    ['县行政服务中心和县司法局牵头、县直相关部门配合', ['县行政服务中心', '县司法局', '县直相关部门']],
  ])('the list %s splits into units, each with the county prefix that it prints once', (text, units) => {
    expect(splitUnits(text, '县')).toEqual(units);
  });

  it('a unit keeps commas inside its brackets, half-width or full-width', () => {
    const units = ['市民政局', '各县（市、区）人民政府', '市属开发区管委会'];
    expect(splitUnits('市民政局，各县（市、区）人民政府、市属开发区管委会', '市')).toEqual(units);
    expect(splitUnits('市民政局,各县(市、区)人民政府', '市')).toEqual(['市民政局', '各县(市、区)人民政府']);
  });

  it('each jurisdiction’s directory lists exactly the units that its documents name', () => {
    for (const { jurisdiction, units } of unitLists) {
      const own = contentDocuments.filter(({ document }) => document.jurisdiction === jurisdiction);
      const known = new Set(units.flatMap(({ printed }) => printed));
      const printed = new Set(own.flatMap(({ tasks }) => tasks.flatMap((task) => task.units)));
      expect([jurisdiction, [...printed].filter((name) => !known.has(name))]).toEqual([jurisdiction, []]);
      expect([jurisdiction, [...known].filter((name) => !printed.has(name))]).toEqual([jurisdiction, []]);
      expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    }
    const educationOf = (jurisdiction: string) =>
      unitListSchema.parse(readJson(`content/units/${jurisdiction}.json`)).units.find(({ id }) => id === 'jiaotiju')
        ?.name;
    expect(educationOf('pingyin')).toBe('平阴县教育和体育局');
    expect(educationOf('guanxian')).toBe('冠县教育和体育局');
  });
});

describe('a printed due date', () => {
  it.each([
    ['2023年12月底前', '2023-12-31'],
    ['2023年6月底前', '2023-06-30'],
    ['2024年2月底前', '2024-02-29'],
    ['2023年8月20日前', '2023-08-20'],
    ['2021年年底前', '2021-12-31'],
    ['长期坚持', null],
  ])('a due date printed as %s is read as %s', (text, day) => {
    expect(readDueDay(text)).toBe(day);
  });
});

describe('the document importer', () => {
  it.each([
    ['guanxian-2021', 5, 18, 38],
    ['liaocheng-2021', 5, 20, 35],
    ['pingyin-2023', 5, 18, 49],
    ['gaotang-2022', 5, 3, 0],
    ['taiqian-2021', 0, 0, 42],
  ])('the importer finds in %s %i sections, %i points and %i rows', (id, parts, points, rows) => {
    const { document, points: found, tasks } = load(id);
    expect([document.sections.length, found.length, tasks.length]).toEqual([parts, points, rows]);
    expect(tasks.map(({ row }) => row)).toEqual(Array.from({ length: rows }, (_, index) => index + 1));
  });

  it.each(readdirSync('content/documents'))('the importer reproduces the reviewed %s on every run', async (file) => {
    const content = documentSchema.parse(readJson(`content/documents/${file}`));
    const { id, jurisdiction, year, source, annotations } = content;
    const text = await readSourceFile(`seeds/sources/${source.file}`);
    const draft = parseDocument(text, { id, jurisdiction, year, source }, new Report());
    expect({ ...draft, annotations }).toEqual(content);
  });

  it('extracts document number, issuer and dates as printed, with 成文日期 and 印发日期 apart', () => {
    const facts = ({ document }: typeof guanxian) => [
      document.number?.text,
      document.issuer?.text,
      issuedOn(document),
      readPrintedDay(document.imprint.find(({ text }) => text.endsWith('印发'))?.text),
    ];
    expect(facts(guanxian)).toEqual(['冠政办发〔2021〕9号', '冠县人民政府办公室', '2021-06-28', '2021-06-28']);
    expect(facts(liaocheng)).toEqual(['聊政办发〔2021〕5号', '聊城市人民政府办公室', '2021-06-02', '2021-06-04']);
    expect(facts(pingyin)).toEqual(['平政办发〔2023〕5号', '平阴县人民政府办公室', '2023-07-28', null]);
    expect(facts(gaotang)).toEqual([undefined, '高唐县人民政府办公室', '2022-06-17', null]);
    expect(facts(taiqian)).toEqual([undefined, undefined, null, null]);
  });

  it('adds no task table that the source only mentions', () => {
    expect(isTableMissing(gaotang.document)).toBe(true);
    expect(listAttachmentNames(gaotang.document)).toEqual(['2022年高唐县政务公开重点工作任务分解表']);
    expect(isTableMissing(taiqian.document)).toBe(false);
  });

  it('keeps sections without numbered points as paragraphs', () => {
    expect(gaotang.document.sections.map(({ paragraphs, points }) => [paragraphs.length, points.length])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 3],
    ]);
  });

  it('keeps a paragraph after a section’s points in its place', () => {
    const [paragraph] = liaocheng.document.sections[0]?.paragraphs ?? [];
    expect(paragraph?.after).toBe(7);
    expect(paragraph?.text).toMatch(/^未涉及上述重点领域的县级政府/u);
  });
});

describe('apparent typos in a document', () => {
  it('apparent typos are kept as the source prints them, whether a page break doubled them or not', () => {
    const textOf = (entry: typeof guanxian, id: string) => entry.points.find((point) => point.id === id)?.text;
    expect(textOf(liaocheng, '1-4')).toContain('政策措施落实情况况公开');
    expect(textOf(guanxian, '1-1')).toContain('宣传活活动');
    expect(textOf(guanxian, '4-4')).toContain('县直有关部门进进一步完善');
    expect(textOf(liaocheng, '1-2')).toContain('宣传活动的宣传活动');
    expect(textOf(liaocheng, '4-1')).toContain('2021年年底前');
    expect(liaocheng.row(10)?.units[0]).toBe('市市场监管局');
    expect(liaocheng.row(8)?.requirement).toContain('重点项目建设and产业政策');
  });

  it('apparent typos are annotated with exact quotes', () => {
    const remarks = [...guanxian.document.annotations, ...liaocheng.document.annotations];
    expect(remarks.map(({ quote }) => quote)).toEqual(expect.arrayContaining(['活活动', '进进一步', '况况', 'and']));
    expect(remarks.filter(({ quote }) => /市市场|年年底/u.test(quote))).toEqual([]);
  });

  it('keeps half-width and full-width commas apart', () => {
    expect(liaocheng.row(1)?.requirement).toContain('工作,做好配套政策');
    expect(liaocheng.row(16)?.category).toBe('深化政府重点工作全过程公开，以公开促进重点领域决策落实');
    expect(guanxian.points[1]?.text).toContain('产业基础再造,做好');
  });
});

describe('a paragraph across a page break', () => {
  it('a paragraph across a page break is joined, even when the break follows a closing quotation mark', () => {
    expect(liaocheng.points[1]?.text).toMatch(/^围绕“十四五”规划开好局起好步/u);
    expect(guanxian.points[1]?.text).toContain('“十强”优势产业和实现产业基础再造');
  });

  it('a paragraph across a page break loses the page address that the browser printed into it', () => {
    const text = pingyin.points.find(({ id }) => id === '4-5')?.text;
    expect(text).toContain('要明确公开领域目录，重点公开');
    expect(pingyin.document.leftOut.map(({ kind }) => kind)).toContain('stray-address');
  });

  it('keeps an address that belongs to its sentence', () => {
    expect(taiqian.row(27)?.requirement).toContain('（http://www.moj.gov.cn）');
  });
});

describe('merged cells in a task table', () => {
  it('merged cells are filled down across page breaks, separately for headings, units and dates', () => {
    expect(guanxian.row(5)).toMatchObject({ category: '优化重点领域政府信息公开', task: '推进重点工作信息公开' });
    expect(pingyin.row(33)).toMatchObject({ unitsText: '县政府办公室', dueText: '2023年12月底前' });
    expect([41, 42, 43, 44, 45, 46, 47].map((row) => pingyin.row(row)?.dueText)).toEqual([
      '2023年9月底前',
      '2023年11月底前',
      '2023年8月底前',
      '2023年8月底前',
      '2023年8月底前',
      '2023年12月底前',
      '长期坚持',
    ]);
    expect(pingyin.row(13)?.dueOn).toBe('2023-06-30');
    expect(new Set([42, 43, 44, 45].map((row) => pingyin.row(row)?.unitsText)).size).toBe(1);
    expect(taiqian.row(7)?.unitsText).toBe('县财政局，各乡（镇）政府，县产业集聚区管委会');
  });

  it('merged cells leave no numbered row without units and a due date', () => {
    expect(pingyin.tasks.map(({ number }) => number)).toEqual(Array.from({ length: 49 }, (_, index) => `${index + 1}`));
    expect(pingyin.tasks.filter(({ units, dueText }) => units.length === 0 || dueText === null)).toEqual([]);
  });

  it('merged cells give 台前’s table 5 headings and 26 tasks', () => {
    expect(new Set(taiqian.tasks.map(({ category }) => category)).size).toBe(5);
    expect(new Set(taiqian.tasks.map(({ category, task }) => `${category}/${task}`)).size).toBe(26);
    expect(withoutMarker('（十）做好建议提案信息公开')).toBe('做好建议提案信息公开');
  });

  it('merged cells leave a row across the heading columns without headings', () => {
    expect(guanxian.row(38)).toMatchObject({ category: null, task: null, point: null });
    expect(guanxian.tasks.filter(({ point }) => point === null)).toHaveLength(1);
  });
});

describe('matching rows and points', () => {
  it('matches rows to points by heading, even when the table’s wording differs slightly', () => {
    expect(liaocheng.tasks.filter(({ point }) => point === null)).toEqual([]);
    expect(liaocheng.row(27)).toMatchObject({ task: '办好政府开放日活动', point: '3-3' });
    expect(pingyin.tasks.filter(({ point }) => point === null)).toEqual([]);
    expect(guanxian.row(23)?.point).toBe('2-2');
  });
});
