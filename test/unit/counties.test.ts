// The county is data: an office adds or removes one in content/ and seeds/, and no line of code changes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentJurisdictions } from '../support/content.ts';
import { listSourceFiles } from '../support/house.ts';

/** Id, name, the name without its last character (县, 市), and receipt codes of the place. */
const namesOf = ({ id, name, code }: { id: string; name: string; code: string }) => [
  id,
  name,
  ...(name.length > 2 ? [name.slice(0, -1)] : []),
  `\\b${code}\\d{6}-`,
];

const anyCounty = new RegExp(contentJurisdictions.flatMap(namesOf).join('|'), 'u');
/** The first is written from the data by the build; the second names offices in its examples alone. */
const exempt = /^(content\/rules\/files\.ts|api\/homes\/keep\/)/u;

const linesNaming = (file: string, text: string) =>
  text.split('\n').flatMap((line, index) => (anyCounty.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []));

describe('the code', () => {
  it('names no county: not in a default, an example, a help text or a comment', () => {
    const files = listSourceFiles(['api', 'content', 'seeds', 'site']).filter((file) => !exempt.test(file));
    expect(files.flatMap((file) => linesNaming(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each(['ruleOf("guanxian")', '// 冠县的规则', "'台前2021'", 'like GX261121-7K3QF'])('is caught with %s', (line) => {
    expect(linesNaming('x.ts', line)).toHaveLength(1);
  });

  it.each(['某县', 'mouxian-2021/tasks/17', 'GXX', '县民政局'])('may say %s', (line) => {
    expect(linesNaming('x.ts', line)).toEqual([]);
  });
});
