// Finds the city text that a county text implements, by the character pairs that both share.
import type { Document, Lineage } from './schema.ts';
import type { Task } from './tasks.ts';

const withoutMarks = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Counts each pair of adjacent characters. */
function countPairs(text: string): Map<string, number> {
  const words = withoutMarks(text);
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < words.length; index++) {
    const pair = words.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

const sumOf = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);

function shareOf(first: Map<string, number>, second: Map<string, number>): number {
  let shared = 0;
  for (const [pair, count] of first) shared += Math.min(count, second.get(pair) ?? 0);
  const smaller = Math.min(sumOf(first), sumOf(second));
  return smaller === 0 ? 0 : shared / smaller;
}

/**
 * Share of the shorter text's pairs that the longer text also has: 1 if it contains all of them, 0 if none. Measures
 * containment, because a county splits a city's paragraph into several rows.
 */
export const nearness = (a: string, b: string): number => shareOf(countPairs(a), countPairs(b));

/** Returns a function that finds the item most similar to a text; the first one wins a tie. */
export function createNearest(items: Item[]): (text: string) => { item: Item; nearness: number } | null {
  const counted = items.map((item) => ({ item, pairs: countPairs(item.text) }));
  return (text) => {
    const asked = countPairs(text);
    let best: { item: Item; nearness: number } | null = null;
    for (const { item, pairs } of counted) {
      const share = shareOf(asked, pairs);
      if (share > (best?.nearness ?? 0)) best = { item, nearness: share };
    }
    return best;
  };
}

/**
 * Minimum similarity of a pair. In the reviewed pairs of two jurisdictions (test/support/reviewed-lineage.ts), the least
 * similar correct pair has .48, the most similar wrong one .41; `npm run bench:lineage` prints them.
 */
export const carriesOn = 0.45;

/** A point or task by its id within the document: `tasks/14`, `points/1-3`. */
export interface Item {
  id: string;
  text: string;
}

export interface Pair {
  county: string;
  city: string;
  /** Null for a manually added pair. */
  nearness: number | null;
}

export const pointItems = (document: Document): Item[] =>
  document.sections.flatMap(({ points }) =>
    points.map(({ id, heading, text }) => ({ id: `points/${id}`, text: heading + text })),
  );

export const taskItems = (tasks: Task[]): Item[] =>
  tasks.map(({ row, requirement }) => ({ id: `tasks/${row}`, text: requirement }));

function nearestOf(item: Item, candidates: Item[]): Pair[] {
  return candidates
    .map((candidate) => ({ county: item.id, city: candidate.id, nearness: nearness(item.text, candidate.text) }))
    .filter((pair) => pair.nearness >= carriesOn)
    .sort((a, b) => b.nearness - a.nearness);
}

/**
 * Pairs every county item with the city item that it implements, most similar first. Compares points with points and rows
 * with rows; a row without a match in the city's table is compared with the city's points.
 */
export function findPairs(
  county: { document: Document; tasks: Task[] },
  city: { document: Document; tasks: Task[] },
  reviewed: Lineage,
): Pair[] {
  const cityPoints = pointItems(city.document);
  const cityTasks = taskItems(city.tasks);
  const found = [
    ...pointItems(county.document).flatMap((point) => nearestOf(point, cityPoints)),
    ...taskItems(county.tasks).flatMap((task) => {
      const rows = nearestOf(task, cityTasks);
      return rows.length > 0 ? rows : nearestOf(task, cityPoints);
    }),
  ];
  const isDropped = (pair: Pair) =>
    reviewed.drop.some(({ county: a, city: b }) => a === pair.county && b === pair.city);
  return [...found.filter((pair) => !isDropped(pair)), ...reviewed.add.map((pair) => ({ ...pair, nearness: null }))];
}
