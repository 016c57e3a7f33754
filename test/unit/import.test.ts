import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import rule from '../../content/rules/guanxian.json' with { type: 'json' };
import { documentSchema } from '../../content/schema.ts';
import { readBlocks } from '../../seeds/import/blocks.ts';
import { closeSpaces } from '../../seeds/import/chinese-text.ts';
import { parseDocument } from '../../seeds/import/parse.ts';
import { splitUnits } from '../../seeds/import/units.ts';

const source = readFileSync('seeds/sources/guanxian-2021.txt', 'utf8');
const content = documentSchema.parse(JSON.parse(readFileSync('content/documents/guanxian-2021.json', 'utf8')));
const guanxian = {
  id: 'guanxian',
  name: '冠县',
  code: 'GX',
  level: 'county',
  prefix: '县',
  parent: 'liaocheng',
} as const;

describe('white space in Chinese text', () => {
  it('goes, with the line breaks inside words', () => {
    expect(closeSpaces('做好 重点项目\n建设')).toBe('做好重点项目建设');
    expect(closeSpaces('国务院令 第713号')).toBe('国务院令第713号');
    expect(closeSpaces('政务服务类 APP，')).toBe('政务服务类APP，');
  });

  it('stays between two Latin words', () => {
    expect(closeSpaces('VR  Demo 展示')).toBe('VR Demo展示');
  });
});

describe('responsible units', () => {
  it('carry the county that the list prints once', () => {
    expect(splitUnits('县民政局、人力资源和社会保障局、医疗保障局', '县')).toEqual([
      '县民政局',
      '县人力资源和社会保障局',
      '县医疗保障局',
    ]);
  });

  it('carry it only within a group between commas, and not to a township or the city’s branch', () => {
    expect(splitUnits('万善乡，县教育和体育局、聊城市生态环境局冠县分局、水务集团', '县')).toEqual([
      '万善乡',
      '县教育和体育局',
      '聊城市生态环境局冠县分局',
      '县水务集团',
    ]);
    expect(splitUnits('县委党校，县政府办公室、公安局', '县')).toEqual(['县委党校', '县政府办公室', '县公安局']);
  });

  it('leave collective units as they are, with the comma inside their brackets', () => {
    expect(splitUnits('各乡镇（街道）、县经济开发区，县直有关部门', '县')).toEqual([
      '各乡镇（街道）',
      '县经济开发区',
      '县直有关部门',
    ]);
    expect(splitUnits('市民政局，各县（市、区）人民政府、市属开发区管委会', '市')).toEqual([
      '市民政局',
      '各县（市、区）人民政府',
      '市属开发区管委会',
    ]);
  });
});

describe('the reply rule', () => {
  it('quotes its clause word for word from the point that it names', () => {
    const point = content.sections.flatMap(({ points }) => points).find(({ id }) => rule.url.endsWith(`/${id}/`));
    expect(point?.text).toContain(rule.clause);
  });
});

describe('the import of 2021年冠县政务公开工作要点', () => {
  it('finds 5 parts, 18 points and 38 tasks', () => {
    expect(content.sections).toHaveLength(5);
    expect(content.sections.flatMap(({ points }) => points)).toHaveLength(18);
    expect(content.taskTable?.rows.map(({ row }) => row)).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
  });

  it('gives what the reviewed content says, whenever it is run again', () => {
    const blocks = readBlocks(source, (text) => text.includes('总体要求是'));
    const { id, year, source: origin } = content;
    expect(parseDocument(blocks, guanxian, { id, year, source: origin })).toEqual(content);
  });

  it('tells number, issuer, dates and disclosure', () => {
    expect(content).toMatchObject({
      number: '冠政办发〔2021〕9号',
      issuer: '冠县人民政府办公室',
      issuedOn: '2021-06-28',
      printedOn: '2021-06-28',
      disclosure: '此件公开发布',
    });
  });

  it('joins a paragraph that a page break cut, and corrects nothing in it', () => {
    const [first, second] = content.sections[0]?.points ?? [];
    expect(second?.text).toContain('“十强”优势产业和实现产业基础再造,做好');
    expect(first?.text).toContain('宣传活活动');
  });

  it('fills merged cells down over page breaks, and leaves a row that spans them without', () => {
    const rows = content.taskTable?.rows ?? [];
    expect(rows[4]).toMatchObject({ category: '优化重点领域政府信息公开', task: '推进重点工作信息公开', point: '1-1' });
    expect(rows[37]).toMatchObject({ category: null, task: null, point: null });
    expect(rows.filter(({ point }) => point === null)).toHaveLength(1);
  });

  it('leaves no character of the source behind but markup, repeated heads and merged cells', () => {
    const plain = (text: string) => text.replace(/<\/?p>/g, '').replace(/[\s*#-]/gu, '');
    const [body = '', table = ''] = source
      .split('工作任务\t\t具体要求\t责任单位')
      .reduce<[string, string]>(
        ([before, after], part, index) => (index === 0 ? [part, ''] : [before, after + part]),
        ['', ''],
      );
    const { notice, sections } = content;
    const words = [
      ...[notice?.masthead, content.number, notice?.title, notice?.addressees, ...(notice?.body ?? [])],
      ...[notice?.signature, notice?.dateText, `（${content.disclosure}）`, content.title, content.generalRequirement],
      ...sections.flatMap(({ marker, heading, paragraphs, points }) => [
        ...[marker, heading, ...paragraphs],
        ...points.flatMap((point) => [point.marker, point.heading, point.text]),
      ]),
      ...[
        ...content.closing,
        `附件：${content.attachments[0]}`,
        ...(content.taskTable?.label ?? []),
        content.taskTable?.title,
      ],
    ];
    expect(plain(words.join(''))).toBe(plain(body));
    const rest = plain(table);
    let at = 0;
    for (const { requirement, unitsText } of content.taskTable?.rows ?? []) {
      for (const text of [requirement, unitsText].map(plain)) {
        const found = rest.indexOf(text, at);
        expect([text, found >= at]).toEqual([text, true]);
        at = found + text.length;
      }
    }
    expect(rest.slice(at)).toBe(plain(content.imprint.join('')));
  });
});
