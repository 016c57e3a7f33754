// Counties are data: an office adds or removes one in content/ and seeds/ without a change of code.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentJurisdictions } from '../support/content.ts';
import { listSourceFiles } from '../support/house.ts';

/** Patterns for a county: its ID, its name, its name without 县 or 市, and its receipt codes. */
const namesOf = ({ id, name, code }: { id: string; name: string; code: string }) => [
  id,
  name,
  ...(name.length > 2 ? [name.slice(0, -1)] : []),
  `\\b${code}\\d{6}-`,
];

const anyCounty = new RegExp(contentJurisdictions.flatMap(namesOf).join('|'), 'u');
/**
 * Exempt: the build writes the first file from the data, and the second is a dictionary of words that are not names.
 */
const exempt = ['content/rules/files.ts', 'api/domain/privacy/personal-data/surnames.ts'];

const linesNaming = (file: string, text: string) =>
  text.split('\n').flatMap((line, index) => (anyCounty.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));

describe('the code', () => {
  it('the code names no county in a default, an example, a help text or a comment', () => {
    const files = listSourceFiles(['api', 'content', 'seeds', 'site']).filter((file) => !exempt.includes(file));
    expect(files.flatMap((file) => linesNaming(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each(['ruleOf("guanxian")', '// 冠县的规则', "'台前2021'", 'like GX261121-7K3QF'])(
    'the search for county names finds %s',
    (line) => {
      expect(linesNaming('x.ts', line)).toHaveLength(1);
    },
  );

  it.each(['某县', 'mouxian-2021/tasks/17', 'GXX', '县民政局'])('the search for county names allows %s', (line) => {
    expect(linesNaming('x.ts', line)).toEqual([]);
  });
});
