// Suggestions while typing: words of the site and residents' words, never anything composed of characters.
import type { Knowledge, SoundTable } from './knowledge.ts';
import { readSounds } from './spelling.ts';

const listWords = ({ suggestions, synonyms }: Knowledge): string[] => [
  ...new Set([...suggestions, ...synonyms.flatMap(({ said, written }) => [...said, ...written])]),
];

/** Best first: words that begin with the input, then words that contain it. */
export function suggest(typed: string, knowledge: Knowledge, most: number): string[] {
  const fitting = listWords(knowledge).filter((word) => word !== typed && word.includes(typed));
  return [
    ...fitting.filter((word) => word.startsWith(typed)),
    ...fitting.filter((word) => !word.startsWith(typed)),
  ].slice(0, most);
}

/** Words whose pinyin begins with the letters. */
export function createPinyinSuggester(knowledge: Knowledge, sounds: SoundTable) {
  const soundsOf = readSounds(sounds);
  const words = listWords(knowledge);
  const begins = (characters: string[], letters: string): boolean => {
    if (letters === '') return true;
    const [character = '', ...rest] = characters;
    return soundsOf(character).some((sound) =>
      sound.startsWith(letters) ? true : letters.startsWith(sound) && begins(rest, letters.slice(sound.length)),
    );
  };
  return (typed: string, most: number): string[] => {
    const letters = typed.toLowerCase().replace(/[\s'’]/gu, '');
    return words
      .filter((word) => begins(Array.from(word), letters))
      .sort((a, b) => a.length - b.length)
      .slice(0, most);
  };
}
