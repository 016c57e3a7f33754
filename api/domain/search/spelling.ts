// How alike two characters are to somebody who types by sound or by shape, and what pinyin stands for.
import type { SoundTable, SpellingTable } from './knowledge.ts';

/** What it costs to take one character for another. */
export const characterCosts = { sameSound: 0.6, lookAlike: 0.7, nearSound: 0.8, other: 1.6 } as const;

export interface Spelling {
  /** Converts traditional characters that the site has in simplified form. */
  simplify(text: string): string;
  /** 0 for the same character. */
  costOf(typed: string, meant: string): number;
  soundsOf(character: string): readonly string[];
  /** Every division of letters into syllables, the longest syllables first: `yanglao` → yang·lao. */
  cutSyllables(letters: string): string[][];
}

/** Sounds that many speakers do not tell apart: zh z, ch c, sh s, n l, ang an, eng en, ing in. */
export const blurSound = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n(?=.)/u, 'l')
    .replace(/([aei])ng$/u, '$1n');

/** Number of divisions to try; words that people type have few. */
const maxCuts = 12;
const longestSyllable = 6;

/** @returns the syllables of each character */
export function readSounds(table: SoundTable): (character: string) => readonly string[] {
  const sounds = new Map<string, string[]>();
  for (const [syllable, characters] of Object.entries(table)) {
    for (const character of characters) sounds.set(character, [...(sounds.get(character) ?? []), syllable]);
  }
  return (character) => sounds.get(character) ?? [];
}

export function createSpelling(table: SpellingTable, sounds: SoundTable): Spelling {
  const simplifiedOf = new Map(Array.from(table.traditional, (from, index) => [from, table.simplified.charAt(index)]));
  const soundsOf = readSounds(sounds);
  const costs = new Map<string, number>();

  function measure(typed: string, meant: string): number {
    const [own, others] = [soundsOf(typed), soundsOf(meant)];
    if (own.some((sound) => others.includes(sound))) return characterCosts.sameSound;
    if (table.lookAlikes[meant]?.includes(typed)) return characterCosts.lookAlike;
    const blurred = others.map(blurSound);
    return own.some((sound) => blurred.includes(blurSound(sound))) ? characterCosts.nearSound : characterCosts.other;
  }

  function cutSyllables(letters: string): string[][] {
    if (letters === '') return [[]];
    const cuts: string[][] = [];
    for (let length = Math.min(longestSyllable, letters.length); length > 0 && cuts.length < maxCuts; length--) {
      const syllable = letters.slice(0, length);
      if (syllable in sounds) for (const rest of cutSyllables(letters.slice(length))) cuts.push([syllable, ...rest]);
    }
    return cuts.slice(0, maxCuts);
  }

  return {
    simplify: (text) => Array.from(text, (character) => simplifiedOf.get(character) ?? character).join(''),
    soundsOf,
    cutSyllables,
    costOf(typed, meant) {
      if (typed === meant) return 0;
      const pair = typed + meant;
      const cost = costs.get(pair) ?? measure(typed, meant);
      costs.set(pair, cost);
      return cost;
    },
  };
}
