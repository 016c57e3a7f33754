// Guards against sending a reply meant for another comment: measures the similarity of replies.
import { foldWhole } from './matching.ts';

/** Share of common text from which two replies count as alike. Greeting and thanks alone stay well below. */
export const alikeThreshold = 0.8;
/** Limits of the comparison. Clerks paste recent replies by mistake, not old ones. */
export const maxComparedDays = 90;
export const maxComparedReplies = 200;

const tripletLength = 3;

function splitTriplets(text: string): Set<string> {
  const characters = Array.from(foldWhole(text));
  if (characters.length <= tripletLength) return new Set([characters.join('')]);
  return new Set(
    characters.slice(tripletLength - 1).map((_, index) => characters.slice(index, index + tripletLength).join('')),
  );
}

/** Compares one text with many. @returns the share, 0 to 1, of three-character runs that both texts contain */
export function compareWith(text: string): (other: string) => number {
  const ownTriplets = splitTriplets(text);
  return (other) => {
    const otherTriplets = splitTriplets(other);
    let shared = 0;
    for (const triplet of otherTriplets) if (ownTriplets.has(triplet)) shared += 1;
    return (2 * shared) / (ownTriplets.size + otherTriplets.size);
  };
}
