// Reads pinyin as known words: yibaobaoxiao → 医保 报销.
import type { Divider } from './divide.ts';
import type { Word } from './lexicon.ts';
import { blurSound } from './spelling.ts';

const wordCost = 1;
/** Per word whose sounds are only alike: sangnong for 三农. */
const blurCost = 0.5;
/** Longest word, in syllables. */
const longestWord = 10;
/** Longest input, in letters: a phrase of some ten characters. */
const longestInput = 24;

/** The fewest words that cover all syllables; null if they do not. */
function coverSyllables(syllables: string[], { lexicon }: Divider): { words: Word[]; cost: number } | null {
  const best: ({ words: Word[]; cost: number } | undefined)[] = [{ words: [], cost: 0 }];
  for (let start = 0; start < syllables.length; start++) {
    const before = best[start];
    if (!before) continue;
    for (let end = start + 2; end <= Math.min(syllables.length, start + longestWord); end++) {
      const window = syllables.slice(start, end);
      const [exact] = lexicon.withSounds(window.join(' '));
      const [word = null] = exact ? [exact] : lexicon.withBlurredSounds(window.map(blurSound).join(' '));
      if (!word) continue;
      const cost = before.cost + wordCost + (exact ? 0 : blurCost) + (word.role === 'common' ? blurCost : 0);
      if (cost < (best[end]?.cost ?? Number.POSITIVE_INFINITY)) best[end] = { words: [...before.words, word], cost };
    }
  }
  return best[syllables.length] ?? null;
}

/** @returns the words; empty if the letters are no pinyin of known words */
export function readPinyin(typed: string, divider: Divider): Word[] {
  const letters = typed
    .toLowerCase()
    .replace(/ü/gu, 'v')
    .replace(/[\s'’]/gu, '');
  if (!/^[a-z]+$/u.test(letters) || letters.length < 4 || letters.length > longestInput) return [];
  const found = divider.spelling
    .cutSyllables(letters)
    .flatMap((syllables) => coverSyllables(syllables, divider) ?? [])
    .sort((a, b) => a.cost - b.cost);
  return found[0]?.words ?? [];
}
