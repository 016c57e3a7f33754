// The structure of the code, read from its imports.
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

/** Groups of nodes that reach each other (Tarjan's strongly connected components), without single nodes. */
export function findCycles(imports: Pick<Import, 'from' | 'to'>[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    if (from !== to) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  }
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
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
    const cycle = stack.splice(stack.indexOf(node));
    if (cycle.length > 1) cycles.push(cycle.sort());
  }
  for (const node of targets.keys()) if (!order.has(node)) visit(node);
  return cycles;
}
