// Rules are data: every file in content/rules/ is loaded and must cite its source.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import defaultRules from '../../content/rules/default.json' with { type: 'json' };
import { ruleFiles } from '../../content/rules/files.ts';
import { gatherRules } from '../../content/rules/gather.ts';
import { namedWindows, rules } from '../../content/rules/index.ts';
import { type RuleFile, ruleFileSchema } from '../../content/rules/schema.ts';
import { describeRuleFiles } from '../../seeds/import/rule-files.ts';
import { checkRuleSources } from '../../seeds/import/rule-sources.ts';

const names = readdirSync('content/rules').filter((name) => name.endsWith('.json'));
const parsed = names.map((name): [string, RuleFile] => [name, ruleFileSchema.parse(ruleFiles[name])]);
const law = { law: '某法', article: '第一条' };
const windowOf = (id: string) => ({ id, name: '某事', workingDays: 3, source: law, clause: '三个工作日。' });

describe('the rule files', () => {
  it('every rule file is imported (after adding or removing one, run npm run build and commit content/rules/files.ts)', () => {
    expect(readFileSync('content/rules/files.ts', 'utf8')).toBe(describeRuleFiles(names));
  });

  it.each(parsed)('%s quotes a document of this site verbatim or cites a law with its article', (name, file) => {
    expect(checkRuleSources(name, file)).toEqual([]);
  });

  it('only the site’s default rule cites the site itself', () => {
    const ownSources = parsed
      .filter(([, { reply, windows }]) =>
        [...(reply ? [reply] : []), ...windows].some(({ source }) => 'site' in source),
      )
      .map(([name]) => name);
    expect(ownSources).toEqual(['default.json']);
  });

  it('published rules cite a law by name and article, and a document by its citation and address', () => {
    expect(namedWindows.find(({ id }) => id === 'information')).toMatchObject({
      source: '《中华人民共和国政府信息公开条例》第三十三条',
      url: null,
    });
    expect(rules.find(({ jurisdiction }) => jurisdiction === 'guanxian')).toMatchObject({
      source: '冠政办发〔2021〕9号，二（二）',
      url: '/documents/guanxian-2021/points/2-2/',
    });
  });
});

describe('a rule that rests on nothing', () => {
  const fileWith = (source: RuleFile['windows'][number]['source'], jurisdiction = 'guanxian'): RuleFile => ({
    jurisdiction,
    windows: [{ ...windowOf('x'), source }],
  });

  it.each([
    ['a jurisdiction unknown to the site', fileWith(law, 'nowhere'), '没有这个地区'],
    [
      'a document missing from the site',
      fileWith({ document: 'guanxian-1999', part: 'points/1-1', cited: '某文件' }),
      '不在网站上',
    ],
    [
      'a point missing from the document',
      fileWith({ document: 'guanxian-2021', part: 'points/9-9', cited: '某文件' }),
      '不在网站上',
    ],
    [
      'words missing from the point',
      fileWith({ document: 'guanxian-2021', part: 'points/2-2', cited: '某文件' }),
      '的原文不同',
    ],
    ['the county itself', fileWith({ site: '本站' }), '要写明依据的文件或法律'],
  ])('a rule that cites %s is reported with its file', (_, file, fault) => {
    expect(checkRuleSources('x.json', file)).toEqual([expect.stringContaining('content/rules/x.json')]);
    expect(checkRuleSources('x.json', file)[0]).toContain(fault);
  });

  it.each([{ law: '某法' }, { law: '《某法》', article: '第一条' }, { url: '/documents/x/' }, '某文件'])(
    'a rule is rejected if its source is %o',
    (source) => {
      const file = { jurisdiction: null, windows: [{ ...windowOf('x'), source }] };
      expect(() => gatherRules({ 'default.json': defaultRules, 'x.json': file })).toThrow('content/rules/x.json');
    },
  );
});

describe('the windows of several files', () => {
  const gather = (files: Record<string, unknown>) => gatherRules({ 'default.json': defaultRules, ...files });

  it('a county’s own window replaces the site’s window at the same position in the list', () => {
    const own = { jurisdiction: 'guanxian', windows: [{ ...windowOf('simple'), name: '本县' }] };
    expect(gather({ 'a.json': own }).namedWindows.map(({ id, name }) => [id, name])).toEqual([
      ['standard', '答复网上留言（一般问题）'],
      ['simple', '本县'],
    ]);
  });

  it('setting the same window twice is rejected with the names of both files', () => {
    const own = { jurisdiction: 'guanxian', windows: [windowOf('simple')] };
    expect(() => gather({ 'a.json': own, 'b.json': own })).toThrow(
      'content/rules/b.json: a.json already defines the window simple',
    );
  });

  it('a default reply rule is required, and one rule a day', () => {
    expect(() => gatherRules({})).toThrow('no file sets the default reply rule');
    expect(() => gather({ 'second.json': defaultRules })).toThrow(
      'content/rules/second.json: default.json already has a reply rule since',
    );
  });
});
