// Follows "Add next year's document" in CONTRIBUTING.md from a Word file to built pages, in a temporary copy of the
// project.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPromised, siteIndexSchema } from '../../api/contract/subject.ts';
import { openDocumentSchema } from '../../content/open-data.ts';
import { unitListSchema } from '../../content/schema.ts';
import { nextYearDocument } from '../support/word-document.ts';

const copiedPaths = ['site', 'content', 'api', 'seeds', 'astro.config.mjs', 'package.json', 'tsconfig.json'];
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'next-year-'));
  for (const name of copiedPaths) cpSync(name, join(root, name), { recursive: true });
  // Link each package, not the folder, so that build caches under node_modules stay in the copy.
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync('node_modules').filter((name) => !name.startsWith('.')))
    symlinkSync(resolve('node_modules', name), join(root, 'node_modules', name));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs a command in the copy. @returns its exit code and its output */
function runWith(settings: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...settings } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return new Promise((done) => {
    child.on('close', (code) => done({ code, output: said }));
  });
}
const run = (...args: string[]) => runWith({}, ...args);
const importFile = (...args: string[]) => run('seeds/import/cli.ts', ...args);
const verify = (...args: string[]) => run('seeds/import/verify-cli.ts', ...args);
const page = (path: string) => readFileSync(join(root, 'dist', path, 'index.html'), 'utf8');

// These tests run in order. Each continues from the state that the previous one left.
describe('adding next year’s document', { timeout: 300_000 }, () => {
  it('checks a new document without writing anything and lists the remaining steps', async () => {
    writeFileSync(join(root, 'next.docx'), await nextYearDocument());
    const { code, output: said } = await importFile('next.docx', '--check');
    expect([code, existsSync(join(root, 'content/documents/guanxian-2027.json'))]).toEqual([0, false]);
    expect(said).toContain('2 个部分，3 个要点，4 项任务');
    expect(said).toContain('文件属性里有人名「测试人」');
    expect(said).toContain('{"id":"shujuju","name":"冠县数据局","printed":["县数据局"],"kind":"department"}');
    expect(said).toContain('「答复期限不得超过5个工作日，简单问题要在1个工作日内完成答复」');
    expect(said).toContain('{"county":"guanxian-2027","city":"liaocheng-2021","add":[],"drop":[]}');
  });

  it('imports a document with its source and fails verification until its unit and change are recorded', async () => {
    expect((await importFile('next.docx')).code).toBe(0);
    expect(existsSync(join(root, 'seeds/sources/guanxian-2027.docx'))).toBe(true);
    const { code, output: said } = await verify();
    expect(code).toBe(1);
    const failures = said.split('\n').filter((line) => line.includes('✗'));
    expect(failures).toEqual([
      expect.stringContaining('第 4 行的「县数据局」没有登记'),
      expect.stringContaining('content/documents/guanxian-2027.json 改动过，更新时间还没有记'),
    ]);
  });

  it('verifies document and built pages character by character once both are recorded', async () => {
    const file = join(root, 'content/units/guanxian.json');
    const list = unitListSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    list.units.push({ id: 'shujuju', name: '冠县数据局', printed: ['县数据局'], kind: 'department' });
    writeFileSync(file, JSON.stringify(list));
    expect((await run('seeds/import/changes-cli.ts')).output).toContain('guanxian-2027');
    expect((await verify()).code).toBe(0);
    const build = await run('api/homes/local/build.ts');
    expect([build.code, build.output.slice(-400)]).toEqual([0, expect.stringContaining('网站已生成，换到了 dist。')]);
    const { code, output: said } = await verify('--built');
    expect([code, said.trim().split('\n').at(-1)]).toEqual([0, '全部一致。']);
  });

  it('builds one page per task with unit, due date and source, and accepts comments on it', () => {
    const task = page('documents/guanxian-2027/tasks/3');
    expect(task).toContain('做好公共数据资源登记信息公开。');
    expect(task).toContain('2027年底前');
    expect(task).toContain('/units/guanxian/minzhengju/');
    expect(task).toContain('/sources/guanxian-2027.docx');
    expect(page('units/guanxian/shujuju')).toContain('/documents/guanxian-2027/tasks/4/');
    const index = siteIndexSchema.parse(JSON.parse(readFileSync(join(root, 'dist/data/site-index.json'), 'utf8')));
    const subject = index.subjects.find(({ id }) => id === 'guanxian-2027/tasks/3');
    expect(subject).toMatchObject({ units: ['minzhengju', 'rensheju'], year: 2027, dueOn: '2027-12-31' });
  });

  it('lists the new document under its place, in open data, feed and search, and compares it with the year before', () => {
    expect(page('places/guanxian')).toMatch(/2027 年[\s\S]*2021 年/u);
    expect(page('compare/guanxian-2027/guanxian-2021')).toContain('2027年冠县政务公开工作要点');
    const documents = openDocumentSchema
      .array()
      .parse(JSON.parse(readFileSync(join(root, 'dist/data/documents.json'), 'utf8')));
    expect(documents.find(({ id }) => id === 'guanxian-2027')).toMatchObject({
      issuedOn: '2027-03-18',
      level: 'county',
    });
    expect(readFileSync(join(root, 'dist/feeds/documents.xml'), 'utf8')).toContain('guanxian-2027');
    expect(page('commitments/look-back/guanxian-2027')).toContain('2027');
    const index = join(root, 'dist/pagefind/fragment');
    const found = readdirSync(index).map((name) => gunzipSync(readFileSync(join(index, name))).toString('utf8'));
    const metaOf = (url: string) => found.find((words) => words.includes(`"url":"${url}"`));
    expect(metaOf('/documents/guanxian-2027/tasks/3/')).not.toContain('"past"');
    expect(metaOf('/documents/guanxian-2021/tasks/17/')).toContain('"past":"往年"');
    expect(metaOf('/documents/pingyin-2023/tasks/1/')).not.toContain('"past"');
  });
});

describe('an earlier year after a new document', () => {
  it('an earlier year stays readable, is marked as such and links to its successor', () => {
    const task = page('documents/guanxian-2021/tasks/17');
    expect(task).toMatch(/往年文件[\s\S]*href="\/documents\/guanxian-2027\/"/u);
    expect(task).toMatch(/2027 年接着写的：[\s\S]*href="\/documents\/guanxian-2027\/tasks\/2\/"/u);
    expect(task).toContain('/sources/guanxian-2021.txt');
    for (const path of ['', 'tasks/', 'parts/1/', 'points/2-2/'])
      expect([path, page(`documents/guanxian-2021/${path}`).includes('往年文件')]).toEqual([path, true]);
    for (const id of ['guanxian-2027', 'liaocheng-2021', 'pingyin-2023'])
      expect([id, page(`documents/${id}`).includes('往年文件')]).toEqual([id, false]);
  });

  it('still accepts comments on an earlier year’s task and offers this year’s task first', () => {
    const task = page('documents/guanxian-2021/tasks/17');
    expect(task).toMatch(/about=guanxian-2027\/tasks\/2"[\s\S]*about=guanxian-2021\/tasks\/17"/u);
    const other = page('documents/guanxian-2021/tasks/24');
    expect(other).toContain('照样可以问');
    expect(other).toContain('/ask/?about=guanxian-2021/tasks/24');
    const index = siteIndexSchema.parse(JSON.parse(readFileSync(join(root, 'dist/data/site-index.json'), 'utf8')));
    const laterOf = (subjectId: string) =>
      index.subjects.flatMap((subject) => (subject.id === subjectId && isPromised(subject) ? [subject.later] : []));
    expect(laterOf('guanxian-2021/tasks/17')).toEqual([
      { year: 2027, url: '/documents/guanxian-2027/', subject: 'guanxian-2027/tasks/2' },
    ]);
    expect(laterOf('guanxian-2021/tasks/24')).toMatchObject([{ year: 2027, subject: null }]);
    expect(laterOf('guanxian-2027/tasks/2')).toEqual([null]);
  });

  it('lists an earlier year after the newest one and marks it', () => {
    expect(page('places/guanxian')).toMatch(/2027 年<\/a>(?!（往年）)[\s\S]*2021 年<\/a>\s*（往年）/u);
    expect(page('units/guanxian/minzhengju')).toMatch(/2027 年，[\s\S]*2021 年（往年），/u);
    expect(page('')).toMatch(/2027 年<[\s\S]*2021 年（往年）/u);
  });

  it('keeps the current site unchanged when a later build fails', async () => {
    const dist = join(root, 'dist');
    const stamps = () =>
      readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) => [
        file,
        statSync(join(dist, file)).mtimeMs,
      ]);
    const before = stamps();
    const synonyms = join(root, 'content/synonyms.json');
    const words = readFileSync(synonyms);
    writeFileSync(synonyms, '{');
    const { code, output: said } = await runWith({}, 'api/homes/local/build.ts');
    writeFileSync(synonyms, words);
    expect([code, said.trim().split('\n').at(-1)]).toEqual([
      1,
      '网站没有生成成功：请按上面的提示改正，再生成一次。dist 没有变，正在用的网站照旧。',
    ]);
    expect(stamps()).toEqual(before);
    expect(existsSync(join(root, '.tmp/build'))).toBe(false);
  });
});

describe('a county that removes other counties’ documents', { timeout: 300_000 }, () => {
  const otherCounties = ['gaotang', 'pingyin', 'taiqian'];

  it('removes other counties’ documents, updates the change log and verifies again', async () => {
    for (const folder of [
      'content/jurisdictions',
      'content/units',
      'content/documents',
      'content/rules',
      'seeds/sources',
    ])
      for (const name of readdirSync(join(root, folder)).filter((file) =>
        otherCounties.some((id) => file.startsWith(id)),
      ))
        rmSync(join(root, folder, name));
    const { output: said } = await run('seeds/import/changes-cli.ts');
    expect(said.trim()).toBe(
      'gaotang-2022、pingyin-2023、taiqian-2021 已不在 content/documents/，不再记它的更新时间。',
    );
    expect((await run('api/homes/local/build.ts')).code).toBe(0);
    expect((await verify('--built')).output.trim().split('\n').at(-1)).toBe('全部一致。');
  });

  it('leaves no page, list or link of the removed counties', () => {
    const index = siteIndexSchema.parse(JSON.parse(readFileSync(join(root, 'dist/data/site-index.json'), 'utf8')));
    expect(index.jurisdictions.map(({ id }) => id)).toEqual(['guanxian', 'liaocheng']);
    const pages = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(pages.filter((path) => otherCounties.some((id) => path.includes(id)))).toEqual([]);
    const textFiles = pages.filter((path) => /\.(html|json|xml|txt)$/u.test(path) && !path.startsWith('pagefind'));
    const otherIds = new RegExp(otherCounties.join('|'), 'u');
    expect(textFiles.filter((path) => otherIds.test(readFileSync(join(root, 'dist', path), 'utf8')))).toEqual([]);
  });

  it('a county keeps its reply rule and the site’s default, but no window that a removed document sets', async () => {
    const rules = JSON.parse(readFileSync(join(root, 'dist/data/rules.json'), 'utf8')) as Record<string, unknown>;
    expect(rules).toMatchObject({
      siteDefault: { workingDays: { simple: 1, standard: 5 }, source: '本站默认期限', isDefault: true },
      rules: [{ jurisdiction: 'guanxian', source: '冠政办发〔2021〕9号，二（二）' }],
    });
    const choices = [...page('clock').matchAll(/name="window" value="([a-z]+)"/gu)].map(([, id]) => id);
    expect(choices).toEqual(['standard', 'simple', 'opinions', 'information', 'other']);
  });
});

describe('a county whose documents set no reply window', { timeout: 300_000 }, () => {
  it('builds with only the site’s default window, and names a rule that cites a removed document', async () => {
    for (const folder of ['content/documents', 'content/lineage', 'seeds/sources'])
      for (const name of readdirSync(join(root, folder)).filter((file) => file.startsWith('guanxian')))
        rmSync(join(root, folder, name));
    await run('seeds/import/changes-cli.ts');
    expect((await verify()).output).toContain(
      'content/rules/guanxian-2021.json 引用的 guanxian-2021/points/2-2 不在网站上',
    );
    rmSync(join(root, 'content/rules/guanxian-2021.json'));
    expect((await run('api/homes/local/build.ts')).code).toBe(0);
    const rules = JSON.parse(readFileSync(join(root, 'dist/data/rules.json'), 'utf8')) as { rules: unknown[] };
    expect(rules.rules).toEqual([]);
    expect(page('clock')).toMatch(
      /name="window" value="standard" checked>\s*<span>\s*答复网上留言（一般问题）：5 个工作日/u,
    );
  });
});
