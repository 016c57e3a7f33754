import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findMeasures } from '../../content/measures.ts';
import { openDocumentSchema, openTaskSchema, toCsv } from '../../content/open-data.ts';
import { contentDocuments, unitLists } from '../support/content.ts';

const read = (file: string) => readFileSync(`dist/data/${file}`, 'utf8');
const tasks = openTaskSchema.array().parse(JSON.parse(read('tasks.json')));
const documents = openDocumentSchema.array().parse(JSON.parse(read('documents.json')));

describe('open data', () => {
  it('open data contains every document and every row of its table', () => {
    const ids = documents.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['gaotang-2022', 'guanxian-2021', 'liaocheng-2021', 'pingyin-2023']));
    expect(ids.toSorted()).toEqual(contentDocuments.map(({ document }) => document.id).toSorted());
    for (const { document, tasks: own } of contentDocuments) {
      const shown = tasks.filter((task) => task.document === document.id).map(({ row }) => row);
      expect([document.id, shown]).toEqual([document.id, own.map(({ row }) => row)]);
    }
  });

  it('open data uses null where the source gives nothing', () => {
    const taiqian = documents.find(({ id }) => id === 'taiqian-2021');
    expect(taiqian).toMatchObject({ number: null, issuer: null, issuedOn: null, disclosure: null, sections: [] });
    expect(tasks.find(({ document }) => document === 'taiqian-2021')).toMatchObject({ number: null, dueText: null });
  });

  it('open data gives units in full and headings without their numbering', () => {
    const find = (document: string, row: number) =>
      tasks.find((task) => task.document === document && task.row === row);
    expect(find('guanxian-2021', 17)?.units).toEqual(['县民政局', '县人力资源和社会保障局', '县医疗保障局']);
    expect(find('taiqian-2021', 15)).toMatchObject({ category: '细化深化主动公开', task: '做好建议提案信息公开' });
    expect(find('pingyin-2023', 13)).toMatchObject({ number: '13', dueText: '2023年6月底前', dueOn: '2023-06-30' });
    expect(find('guanxian-2021', 38)).toMatchObject({ category: null, task: null });
  });

  it('open data links only to existing pages', () => {
    for (const { url } of [...tasks, ...documents]) {
      expect(() => readFileSync(`dist${new URL(url).pathname}index.html`)).not.toThrow();
    }
  });

  it('open data provides CSV for Excel and WPS with byte order mark, CRLF and doubled quotes', () => {
    const csv = read('tasks.csv');
    expect(csv.startsWith('\ufeffdocument,row,number,')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.split('\r\n').filter((line) => line !== '')).toHaveLength(tasks.length + 1);
    const [task] = tasks;
    if (!task) throw new Error('no task');
    expect(toCsv([{ ...task, requirement: '一,二"三\n四' }])).toContain('"一,二""三\n四"');
  });

  it('open data publishes a JSON schema for each file', () => {
    for (const name of ['documents', 'tasks']) {
      const schema = JSON.parse(read(`${name}.schema.json`)) as { type: string; items: { required: string[] } };
      expect(schema.type).toBe('array');
      const [first] = JSON.parse(read(`${name}.json`)) as object[];
      expect(Object.keys(first ?? {}).toSorted()).toEqual(schema.items.required.toSorted());
    }
  });

  it('open data publishes an Atom feed of the documents', () => {
    const feed = readFileSync('dist/feeds/documents.xml', 'utf8');
    expect(feed.match(/<entry>/gu)).toHaveLength(documents.length);
    expect(feed).toContain('<title>2023年平阴县政务公开工作要点</title>');
    const ids = [...feed.matchAll(/<entry><id>https?:\/\/[^/]+(\/[^<]+)<\/id>/gu)].map(([, path]) => path);
    expect(ids.toSorted()).toEqual(documents.map(({ id }) => `/documents/${id}/`).toSorted());
    expect(feed.match(/<author>/gu)).toHaveLength(1);
  });
});

describe('measurable promises', () => {
  it.each([
    ['年内邀请公众代表列席政府常务会议不少于5次，并公开。', ['不少于5次']],
    ['县级原则上每年至少开展5次专题性政策评价，各部门单位不少于2次。', ['每年至少开展5次', '不少于2次']],
    ['期限不得超过5个工作日，简单问题要在1个工作日内完成答复。', ['不得超过5个工作日', '在1个工作日内']],
    ['2023年年底前，优化用户空间；2023年8月20日前编制方案。', ['2023年年底前', '2023年8月20日前']],
    [
      '年内至少听取一次工作汇报，用两年时间对有关工作人员轮训一遍。',
      ['年内至少听取一次', '用两年时间对有关工作人员轮训一遍'],
    ],
    ['2021年6月28日印发，按照2019〕54号文件和12345热线要求。', []],
  ])('measurable promises are found in 「%s」', (text, expected) => {
    expect(findMeasures(text).map((measure) => measure.text)).toEqual(expected);
  });

  it('measurable promises are listed on the numbers page and link to their text', () => {
    const page = readFileSync('dist/numbers/index.html', 'utf8');
    const links = [...page.matchAll(/href="(\/documents\/[^"#]+)#(m\d+)"/gu)];
    expect(links.length).toBeGreaterThan(20);
    for (const [, path = '', id = ''] of links) {
      expect([path, id, readFileSync(`dist${path}index.html`, 'utf8').includes(`id="${id}"`)]).toEqual([
        path,
        id,
        true,
      ]);
    }
    for (const words of ['不少于5次', '每年至少召开1次', '20个工作日内', '2023年8月20日前', '年内至少听取一次']) {
      expect(page).toContain(words);
    }
  });
});

describe('navigation from the home page', () => {
  it('navigation from the home page reaches every document, task and unit in at most three clicks', () => {
    const linksOf = (path: string) =>
      [...readFileSync(`dist${path}index.html`, 'utf8').matchAll(/href="(\/[^"#?]*\/)"/gu)].map(([, url = '']) => url);
    let reached = new Set(['/']);
    for (let click = 0; click < 3; click++) {
      const next = new Set(reached);
      for (const path of reached) {
        if (/^\/(ask|staff)\//u.test(path)) continue;
        for (const url of linksOf(path)) next.add(url);
      }
      reached = next;
    }
    const targets = [...tasks, ...documents].map(({ url }) => new URL(url).pathname);
    expect(targets.filter((path) => !reached.has(path))).toEqual([]);
    const units = linksOf('/units/').filter((path) => /^\/units\/\w+\/.+/u.test(path));
    expect(units).toHaveLength(unitLists.reduce((sum, list) => sum + list.units.length, 0));
    expect(units.filter((path) => !reached.has(path))).toEqual([]);
  });
});
