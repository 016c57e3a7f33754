// Checks that every test named in SECURITY.md's threat model exists and runs.
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const lines = readFileSync('SECURITY.md', 'utf8').split('\n');
const rows = lines.filter((line) => line.startsWith('|')).slice(2);
const testsNamedIn = (row: string) =>
  [...row.matchAll(/`(test\/[^`]+\.ts)` “([^”]+)”/gu)].map(([, file = '', title = '']) => ({ file, title }));

/** Titles of `it('…')`, `test('…')` and their `.each(…)('…')`, without skipped or quoted ones. */
function titlesIn(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      if (/^\w+\.(skip|todo|fixme)/u.test(called)) return;
      const [title] = node.arguments;
      if (/^(it|test)($|\.each\W)/u.test(called) && title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('', source, ts.ScriptTarget.Latest, true));
  return titles;
}

describe('the threat model in SECURITY.md', () => {
  it('the threat model names a test and the remaining risk for each threat', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells).toHaveLength(4);
      for (const cell of cells) expect([row.slice(0, 40), cell.trim().length > 10]).toEqual([row.slice(0, 40), true]);
      expect([row.slice(0, 40), testsNamedIn(row).length > 0]).toEqual([row.slice(0, 40), true]);
    }
  });

  it('the threat model names only tests that exist', () => {
    const missing = rows
      .flatMap(testsNamedIn)
      .filter(({ file, title }) => !existsSync(file) || !titlesIn(readFileSync(file, 'utf8')).includes(title));
    expect(missing).toEqual([]);
  });

  it('does not count a test that is skipped, commented out or only quoted', () => {
    const source = `
      it('runs', () => {});
      describe.each([1])('a group', () => it.each<number>([1])('runs with %s', () => {}));
      test("runs in a browser", async () => {});
      // it('is a comment', () => {});
      /* it('is a longer comment', () => {}); */
      it.skip('is skipped', () => {});
      it.todo('is not written');
      describe.skip('a skipped group', () => it('is in a skipped group', () => {}));
      const quoted = 'is only quoted';
      expect('is expected').toBe(it);`;
    expect(titlesIn(source)).toEqual(['runs', 'runs with %s', 'runs in a browser']);
  });
});
