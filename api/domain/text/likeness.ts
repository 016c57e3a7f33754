// Finds similar texts by their character pairs, without a Chinese dictionary.

import { foldWithin } from '../../contract/fold.ts';
import { foldWhole, maxQueryLength } from './matching.ts';

function splitPairs(text: string): Set<string> {
  const chars = [...foldWhole(text)];
  if (chars.length === 1) return new Set(chars);
  return new Set(chars.slice(1).map((char, index) => `${chars[index]}${char}`));
}

/** Question words, which say nothing about the topic. */
const questionWords =
  /请问|想问|问一下|在哪里|在哪儿|哪里|怎么样|怎么|如何|什么时候|什么|是不是|是否|能不能|有没有|可以|能|吗|呢|的|了|我们|我/gu;

/** Strips question words, unless nothing else would remain. */
export const stripQuestionWords = (question: string): string => question.replace(questionWords, '') || question;

const questionPairs = (question: string) => [...splitPairs(stripQuestionWords(foldWithin(question, maxQueryLength)))];

/** @returns the share, 0 to 1, of the question's pairs that the text also contains */
function computeShare(pairs: string[], text: string): number {
  const folded = foldWhole(text);
  return pairs.length === 0 ? 0 : pairs.filter((pair) => folded.includes(pair)).length / pairs.length;
}

/** Finds entries with at least this share of the question's pairs, most similar first; ties keep their order. */
export function findAlike<Entry>(
  question: string,
  entries: Entry[],
  textOf: (entry: Entry) => string,
  { atLeast, limit }: { atLeast: number; limit: number },
): Entry[] {
  const pairs = questionPairs(question);
  return entries
    .map((entry) => ({ entry, share: computeShare(pairs, textOf(entry)) }))
    .filter(({ share }) => share >= atLeast)
    .sort((a, b) => b.share - a.share)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** A comment's words, as far as likeness needs them. */
export interface Asked {
  title: string;
  text: string;
}

const askedPairs = ({ title, text }: Asked): Set<string> => splitPairs(stripQuestionWords(`${title}\n${text}`));

/**
 * From this share on, two comments may be the same question. Of pairs that residents could have sent
 * (test/unit/duplicates.test.ts), the same question in other words shares 58% and more, another question about the same
 * subject 31% and less.
 */
export const sameQuestion = 0.4;
/** Fewer common pairs than this are chance: a comment of ten characters would be like many. */
const fewestCommon = 4;

/** @returns a measure of how alike others are: the share, 0 to 1, of the shorter one's pairs that both contain */
export function compareQuestions(asked: Asked): (other: Asked) => number {
  const own = askedPairs(asked);
  return (other) => {
    const pairs = askedPairs(other);
    let common = 0;
    for (const pair of pairs) if (own.has(pair)) common += 1;
    return common < fewestCommon ? 0 : common / Math.min(own.size, pairs.size);
  };
}
