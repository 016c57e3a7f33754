// The rules are data: every file of content/rules/ is read, and binds only by what it cites.
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
  it('are all imported: after adding or removing one, run npm run build and commit content/rules/files.ts', () => {
    expect(readFileSync('content/rules/files.ts', 'utf8')).toBe(describeRuleFiles(names));
  });

  it.each(parsed)('%s cites a document of this site word for word, or a law with its article', (name, file) => {
    expect(checkRuleSources(name, file)).toEqual([]);
  });

  it('let only the site’s own default cite the site itself', () => {
    const ownSources = parsed
      .filter(([, { reply, windows }]) =>
        [...(reply ? [reply] : []), ...windows].some(({ source }) => 'site' in source),
      )
      .map(([name]) => name);
    expect(ownSources).toEqual(['default.json']);
  });

  it('publish a law by name and article, and a document by its citation and address', () => {
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
    ['a jurisdiction that the site lacks', fileWith(law, 'nowhere'), '没有这个地区'],
    [
      'a document that the site lacks',
      fileWith({ document: 'guanxian-1999', part: 'points/1-1', cited: '某文件' }),
      '不在网站上',
    ],
    [
      'a point that the document lacks',
      fileWith({ document: 'guanxian-2021', part: 'points/9-9', cited: '某文件' }),
      '不在网站上',
    ],
    [
      'words that the point lacks',
      fileWith({ document: 'guanxian-2021', part: 'points/2-2', cited: '某文件' }),
      '的原文不同',
    ],
    ['a county’s own word', fileWith({ site: '本站' }), '要写明依据的文件或法律'],
  ])('is named with its file if it cites %s', (_, file, fault) => {
    expect(checkRuleSources('x.json', file)).toEqual([expect.stringContaining('content/rules/x.json')]);
    expect(checkRuleSources('x.json', file)[0]).toContain(fault);
  });

  it.each([{ law: '某法' }, { law: '《某法》', article: '第一条' }, { url: '/documents/x/' }, '某文件'])(
    'is refused if its source is %o',
    (source) => {
      const file = { jurisdiction: null, windows: [{ ...windowOf('x'), source }] };
      expect(() => gatherRules({ 'default.json': defaultRules, 'x.json': file })).toThrow('content/rules/x.json');
    },
  );
});

describe('the windows of several files', () => {
  const gather = (files: Record<string, unknown>) => gatherRules({ 'default.json': defaultRules, ...files });

  it('let a county’s own take the place of the site’s, in its place in the list', () => {
    const own = { jurisdiction: 'guanxian', windows: [{ ...windowOf('simple'), name: '本县' }] };
    expect(gather({ 'a.json': own }).namedWindows.map(({ id, name }) => [id, name])).toEqual([
      ['standard', '答复网上留言（一般问题）'],
      ['simple', '本县'],
    ]);
  });

  it('cannot set the same window twice: both files are named', () => {
    const own = { jurisdiction: 'guanxian', windows: [windowOf('simple')] };
    expect(() => gather({ 'a.json': own, 'b.json': own })).toThrow(
      'content/rules/b.json: the window simple is already set by a.json',
    );
  });

  it('need one default reply rule, and no second', () => {
    expect(() => gatherRules({})).toThrow('no file sets the default reply rule');
    expect(() => gather({ 'second.json': defaultRules })).toThrow('already has a default reply rule');
  });
});
