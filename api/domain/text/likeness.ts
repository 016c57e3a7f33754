// Finds what says something alike: by the pairs of neighbouring characters, which need no dictionary of Chinese words.

import { foldWhole } from './matching.ts';

function pairsOf(text: string): Set<string> {
  const chars = [...foldWhole(text)];
  if (chars.length === 1) return new Set(chars);
  return new Set(chars.slice(1).map((char, index) => `${chars[index]}${char}`));
}

/** Words by which one asks, and that say nothing of what is asked. */
const asking =
  /请问|想问|问一下|在哪里|在哪儿|哪里|怎么样|怎么|如何|什么时候|什么|是不是|是否|能不能|有没有|可以|能|吗|呢|的|了|我们|我/gu;

/** A question without the words of asking; all of it where there is nothing else in it. */
export const withoutAsking = (question: string): string => question.replace(asking, '') || question;

/** @returns from 0 to 1: the share of the question's pairs that the text has too */
export function shareOfPairs(question: string, text: string): number {
  const folded = foldWhole(text);
  const pairs = [...pairsOf(withoutAsking(question))];
  return pairs.length === 0 ? 0 : pairs.filter((pair) => folded.includes(pair)).length / pairs.length;
}

/** The entries that have at least this share of the question, the nearest first, in their order where they are alike. */
export function findAlike<Entry>(
  question: string,
  entries: Entry[],
  wordsOf: (entry: Entry) => string,
  { atLeast, limit }: { atLeast: number; limit: number },
): Entry[] {
  return entries
    .map((entry) => ({ entry, share: shareOfPairs(question, wordsOf(entry)) }))
    .filter(({ share }) => share >= atLeast)
    .sort((a, b) => b.share - a.share)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
