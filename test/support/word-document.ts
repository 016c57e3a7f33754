// Next year's document as a county office writes it in Word. It has number 0 and says that it is a test.
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type IPropertiesOptions,
  type ITableCellOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx';

export const guanxian = {
  id: 'guanxian',
  name: '冠县',
  code: 'GX',
  level: 'county',
  prefix: '县',
  parent: null,
} as const;

export const paragraph = (text: string, rest: Omit<IParagraphOptions, 'text' | 'children'> = {}) =>
  new Paragraph({ ...rest, children: [new TextRun(text)] });

/** A point whose heading is bold and starts its first line, as offices print it. */
const point = (heading: string, text: string) =>
  new Paragraph({ children: [new TextRun({ text: heading, bold: true }), new TextRun(text)] });

const cell = (text: string, rest: Omit<ITableCellOptions, 'children'> = {}) =>
  new TableCell({ ...rest, children: [new Paragraph(text)] });
const opens = { verticalMerge: VerticalMergeType.RESTART };
const goesOn = cell('', { verticalMerge: VerticalMergeType.CONTINUE });

const centred = { alignment: AlignmentType.CENTER };
const right = { alignment: AlignmentType.RIGHT };

const replyClause =
  '通过网上咨询、网站留言等收到的意见建议和问题咨询，答复期限不得超过5个工作日，简单问题要在1个工作日内完成答复。';
/** A task of 冠县 2021, verbatim. */
const continuedText = '深化社会保障、社会救助和养老医疗服务信息公开。';

export const packed = async (
  children: (Paragraph | Table)[],
  options: Omit<IPropertiesOptions, 'sections'> = {},
): Promise<Uint8Array> => new Uint8Array(await Packer.toBuffer(new Document({ ...options, sections: [{ children }] })));

/** A table without merged cells; the first row holds the headings. */
export const plainTable = (rows: string[][]) =>
  new Table({ rows: rows.map((texts) => new TableRow({ children: texts.map((text) => cell(text)) })) });

/** Notice, work points and table of 冠县 2027: 2 sections, 3 points, 4 tasks. No directory lists 县数据局. */
export async function nextYearDocument(): Promise<Uint8Array> {
  const heads = new TableRow({
    tableHeader: true,
    children: [
      cell('序号'),
      cell('工作任务', { columnSpan: 2 }),
      ...['具体要求', '责任单位', '完成时限'].map((text) => cell(text)),
    ],
  });
  const rows = [
    [
      ...[cell('1'), cell('优化重点领域信息公开', opens), cell('推进民生保障信息公开', opens)],
      ...[cell('做好义务教育入学信息公开。'), cell('县教育和体育局'), cell('2027年8月底前')],
    ],
    [
      ...[cell('2'), goesOn, goesOn, cell(continuedText)],
      ...[cell('县民政局、人力资源和社会保障局', opens), cell('长期坚持')],
    ],
    [
      cell('3'),
      goesOn,
      cell('推进营商环境信息公开'),
      cell('做好公共数据资源登记信息公开。'),
      goesOn,
      cell('2027年底前'),
    ],
    [
      ...[cell('4'), cell('提高解读和回应实效'), cell('积极回应社会关切')],
      ...[cell(replyClause), cell('县数据局，各乡镇（街道）、县直有关部门'), cell('长期坚持')],
    ],
  ];
  const children = [
    paragraph('冠县人民政府办公室文件', { heading: HeadingLevel.TITLE, ...centred }),
    paragraph('冠政办发〔2027〕0号', centred),
    paragraph(''),
    paragraph('冠县人民政府办公室', centred),
    paragraph('关于印发2027年冠县政务公开工作要点的通知', centred),
    paragraph('各乡镇人民政府、街道办事处，县经济开发区管委会，县直各有关部门（单位）：'),
    paragraph('《2027年冠县政务公开工作要点》现印发给你们。本文件只用于测试，不是真实公文。'),
    paragraph('冠县人民政府办公室', right),
    paragraph('2027年 3月 18日', right),
    paragraph('（此件公开发布）'),
    paragraph('2027年冠县政务公开工作要点', { heading: HeadingLevel.HEADING_1, pageBreakBefore: true }),
    paragraph('2027年政务公开工作的总体要求是：以公开促落实、促规范、促服务，落实聊政办发〔2021〕5号的工作要求。'),
    paragraph('一、优化重点领域信息公开', { heading: HeadingLevel.HEADING_2 }),
    point('（一）推进民生保障信息公开。', `做好义务教育入学信息公开。${continuedText}`),
    point('（二）推进营商环境信息公开。', '做好公共数据资源登记信息公开。'),
    paragraph('二、提高解读和回应实效', { heading: HeadingLevel.HEADING_2 }),
    point('（一）积极回应社会关切。', replyClause),
    paragraph('各级各部门要将本要点落实情况纳入政府信息公开工作年度报告，接受社会监督。'),
    paragraph('附件：2027年冠县政务公开重点工作任务分解表'),
    paragraph('附件', { pageBreakBefore: true }),
    paragraph('2027年冠县政务公开重点工作任务分解表', centred),
    new Table({ rows: [heads, ...rows.map((children) => new TableRow({ children }))] }),
    paragraph('抄送：县委各部门，县人大常委会办公室，县政协办公室。'),
    paragraph('冠县人民政府办公室    2027年3月18日印发'),
  ];
  const footer = new Footer({
    children: [new Paragraph({ children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })] })],
  });
  const file = new Document({ creator: '测试人', sections: [{ children, footers: { default: footer } }] });
  return new Uint8Array(await Packer.toBuffer(file));
}
