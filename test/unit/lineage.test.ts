import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { carriesOn, findPairs, nearness, pointItems, taskItems } from '../../content/lineage.ts';
import { documentSchema, jurisdictionSchema, lineageSchema } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';
import { compareTexts } from '../../site/lib/text-difference.ts';
import { reviewedPairs } from '../support/reviewed-lineage.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function load(id: string) {
  const document = documentSchema.parse(readJson(`content/documents/${id}.json`));
  const jurisdiction = jurisdictionSchema.parse(readJson(`content/jurisdictions/${document.jurisdiction}.json`));
  return { document, tasks: listTasks(document, jurisdiction) };
}

const county = load('guanxian-2021');
const city = load('liaocheng-2021');
const reviewed = lineageSchema.parse(readJson('content/lineage/guanxian-2021.json'));
const pairs = findPairs(county, city, reviewed);

describe('the lineage of a county’s text', () => {
  it('lineage finds every reviewed pair of rows and points and no other', () => {
    const found = pairs
      .filter(({ county: a, city: b }) => a.split('/')[0] === b.split('/')[0])
      .map(({ county: a, city: b }) => `${a} ${b}`);
    expect(found.toSorted()).toEqual([...reviewedPairs].toSorted());
  });

  it('lineage scores leave a wide gap between the weakest right pair and the strongest wrong one', () => {
    const score = (kind: 'right' | 'wrong') =>
      [
        [taskItems(county.tasks), taskItems(city.tasks)] as const,
        [pointItems(county.document), pointItems(city.document)] as const,
      ].flatMap(([countyItems, cityItems]) =>
        countyItems.flatMap((a) =>
          cityItems
            .filter((b) => reviewedPairs.has(`${a.id} ${b.id}`) === (kind === 'right'))
            .map((b) => nearness(a.text, b.text)),
        ),
      );
    expect(Math.min(...score('right'))).toBeGreaterThan(carriesOn);
    expect(Math.max(...score('wrong'))).toBeLessThan(carriesOn);
  });

  it('lineage links a row to a city point when the city has no such row', () => {
    expect(pairs.filter((pair) => pair.county === 'tasks/14').map((pair) => pair.city)).toEqual(['points/1-3']);
  });

  it('lineage finds no city source for a row that the county wrote itself', () => {
    expect(pairs.filter((pair) => pair.county === 'tasks/36')).toEqual([]);
  });

  it('lineage applies a reviewer’s corrections', () => {
    const corrected = findPairs(county, city, {
      ...reviewed,
      add: [{ county: 'tasks/36', city: 'tasks/35' }],
      drop: [{ county: 'tasks/1', city: 'tasks/2' }],
    });
    expect(corrected).toContainEqual({ county: 'tasks/36', city: 'tasks/35', nearness: null });
    expect(corrected.filter((pair) => pair.county === 'tasks/1')).toEqual([]);
  });
});

describe('comparing two texts', () => {
  const marked = (from: string, to: string) =>
    compareTexts(from, to)
      .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
      .join('');

  it('a text comparison marks additions, deletions and changes so that both texts can be restored', () => {
    const [from, to] = [
      '各县级政府、市政府各部门要继续结合区域和业务实际。',
      '各乡镇（街道）要继续结合区域和业务实际，办好活动。',
    ];
    const parts = compareTexts(from, to);
    const read = (left: 'added' | 'dropped') =>
      parts
        .filter(({ kind }) => kind !== left)
        .map(({ text }) => text)
        .join('');
    expect(read('added')).toBe(from);
    expect(read('dropped')).toBe(to);
    expect(marked(from, to)).toContain('要继续结合区域和业务实际');
  });

  it('a text comparison ignores the width of commas and brackets', () => {
    expect(marked('做好工作,抓好落实(计划)。', '做好工作，抓好落实（计划）。')).toBe('做好工作，抓好落实（计划）。');
  });

  it('a text comparison does not split a change at a character that both texts share by chance', () => {
    expect(marked('我市县级', '本市各县')).not.toMatch(/\][市县]\[/u);
  });
});
