// The guard against a reply that was meant for another comment: how much two replies have in common.
import { foldWhole } from './matching.ts';

/** From here on two replies count as the same words: greeting and thanks alone stay well below. */
export const alikeFrom = 0.8;
/** How far back replies are compared, and how many of them at most: a slip is made with what was just at hand. */
export const comparedDays = 90;
export const comparedReplies = 200;

const size = 3;

function tripletsOf(text: string): Set<string> {
  const characters = Array.from(foldWhole(text));
  if (characters.length <= size) return new Set([characters.join('')]);
  return new Set(characters.slice(size - 1).map((_, index) => characters.slice(index, index + size).join('')));
}

/** Compares one text with many. @returns from 0 to 1: the share of their runs of three characters that both have */
export function compareWith(text: string): (other: string) => number {
  const own = tripletsOf(text);
  return (other) => {
    const others = tripletsOf(other);
    let shared = 0;
    for (const triplet of others) if (own.has(triplet)) shared += 1;
    return (2 * shared) / (own.size + others.size);
  };
}
