// The structure of the code, read from its own imports.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Import {
  from: string;
  to: string;
  isType: boolean;
}

const sourceFile = /\.(ts|tsx|astro|mjs)$/u;
const importLine = /^(?:import|export) (type )?(?:[^'"]*? from )?['"](\.[^'"]+)['"]/gmu;

/** Paths of the source files in some folders, relative to the repository. */
export const listSourceFiles = (folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => sourceFile.test(file)),
  );

export function readImports(file: string, source = readFileSync(file, 'utf8')): Import[] {
  return [...source.matchAll(importLine)].map(([, type, path = '']) => ({
    from: file,
    to: normalize(join(dirname(file), path)),
    isType: Boolean(type),
  }));
}

/** Groups of nodes that reach each other (Tarjan's strongly connected components), those of one node left out. */
export function findCycles(arrows: Pick<Import, 'from' | 'to'>[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of arrows) {
    if (from !== to) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  }
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const lower = (node: string, value: number) => lowest.set(node, Math.min(lowest.get(node) ?? value, value));
  function visit(node: string): void {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    stack.push(node);
    for (const next of targets.get(node) ?? []) {
      if (!order.has(next)) {
        visit(next);
        lower(node, lowest.get(next) ?? 0);
      } else if (stack.includes(next)) lower(node, order.get(next) ?? 0);
    }
    if (lowest.get(node) !== order.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle.sort());
  }
  for (const node of targets.keys()) if (!order.has(node)) visit(node);
  return circles;
}
