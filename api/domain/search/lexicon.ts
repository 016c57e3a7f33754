// All words that a query is divided into, each with what it stands for.
import { foldText } from '../text/matching.ts';
import { fillerWords } from './fillers.ts';
import type { Knowledge, KnownUnit, SpellingTable } from './knowledge.ts';

export interface Word {
  /** Folded, as a query contains it. */
  text: string;
  characters: string[];
  /** Weight as evidence of what is meant: a word of residents or documents, a rare word of the site, a common one, none. */
  role: 'place' | 'known' | 'filler' | 'site' | 'common';
  /** True for a word that carries a question only if no other does: 政策, 公开. */
  isWeak: boolean;
  place: string | null;
  /** The bureaus that the word names: 派出所. */
  named: KnownUnit[];
  /** The bureaus that usually handle what the word means: 驾照. */
  handledBy: KnownUnit[];
  /** The documents' words, best first. */
  written: string[];
  /** For a word of the documents, further ones of the same matter. */
  related: string[];
}

export interface Lexicon {
  get(text: string): Word | undefined;
  /** Words of a length with a character at a position. */
  withCharacter(length: number, position: number, character: string): readonly Word[];
  /** Words of a length that begin with a sound; sounds that are often confused count as one. */
  withFirstSound(length: number, sound: string): readonly Word[];
  /** Words with this pinyin, likeliest first; `blurred` if sounds that are often confused count as one. */
  withSounds(key: string): readonly Word[];
  withBlurredSounds(key: string): readonly Word[];
  longest: number;
}

const roles: Word['role'][] = ['place', 'known', 'filler', 'site', 'common'];
const isBetter = (a: Word['role'], b: Word['role']) => roles.indexOf(a) < roles.indexOf(b);

/** Number of words of an entry that stand for its matter alone. */
const relatedWords = 2;

export interface Sounds {
  soundsOf(character: string): readonly string[];
  blur(syllable: string): string;
}

/** Readings to list of one word; a word of five characters with two sounds each has thirty-two. */
const maxReadings = 16;

function readingsOf(characters: string[], soundsOf: (character: string) => readonly string[]): string[] {
  let readings = [''];
  for (const character of characters) {
    readings = readings
      .flatMap((start) => soundsOf(character).map((sound) => `${start}${sound} `))
      .slice(0, maxReadings);
  }
  return [...new Set(readings.map((reading) => reading.trim()))].filter(Boolean);
}

function addTo(index: Map<string, Word[]>, key: string, word: Word): void {
  const found = index.get(key) ?? [];
  found.push(word);
  index.set(key, found);
}

function indexBySound(words: Iterable<Word>, sounds: Sounds, isBlurred: boolean): Map<string, Word[]> {
  const index = new Map<string, Word[]>();
  for (const word of words) {
    if (word.role === 'filler' || word.characters.length < 2) continue;
    const soundsOf = (character: string) =>
      isBlurred ? [...new Set(sounds.soundsOf(character).map(sounds.blur))] : sounds.soundsOf(character);
    for (const reading of readingsOf(word.characters, soundsOf)) {
      addTo(index, reading, word);
    }
  }
  for (const found of index.values()) found.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  return index;
}

function createOnce<Value>(create: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= create();
    return value;
  };
}

export function createLexicon(knowledge: Knowledge, table: SpellingTable, sounds: Sounds): Lexicon {
  const words = new Map<string, Word>();
  const isCommon = new Set(table.commonWords.split(' '));
  const add = (written: string, role: Word['role']): Word => {
    const text = foldText(written);
    const known = words.get(text);
    if (known) {
      if (isBetter(role, known.role)) known.role = role;
      return known;
    }
    const characters = Array.from(text);
    const isWeak = fillerWords.has(text) || isCommon.has(text);
    const word: Word = {
      text,
      characters,
      role,
      isWeak,
      place: null,
      named: [],
      handledBy: [],
      written: [],
      related: [],
    };
    words.set(text, word);
    return word;
  };
  for (const word of fillerWords) add(word, 'filler');
  for (const word of isCommon) add(word, 'common');
  for (const word of table.words.split(' ')) add(word, 'site');
  for (const { words: ofTopic } of knowledge.topics) for (const word of ofTopic) add(word, 'known');
  const unitNamed = new Map<string, KnownUnit>();
  for (const unit of knowledge.units) {
    for (const name of unit.names) {
      unitNamed.set(name, unit);
      add(name, 'known').named.push(unit);
    }
  }
  for (const { said, written, units, isUnit } of knowledge.synonyms) {
    const bureaus = units.flatMap((name) => unitNamed.get(name) ?? []);
    for (const [index, printed] of written.entries()) {
      const word = add(printed, 'known');
      // The further down a word stands, the more general it is: its neighbours say little about it.
      if (index < relatedWords) word.related.push(...written.filter((other) => other !== printed));
    }
    for (const everyday of said) {
      const word = add(everyday, 'known');
      word.written.push(...written);
      (isUnit ? word.named : word.handledBy).push(...bureaus);
    }
  }
  for (const { id, names } of knowledge.places) for (const name of names) add(name, 'place').place = id;
  words.delete('');

  const byCharacter = new Map<string, Word[]>();
  const byFirstSound = new Map<string, Word[]>();
  let longest = 0;
  for (const word of words.values()) {
    const { length } = word.characters;
    longest = Math.max(longest, length);
    if (word.role === 'filler' || !/^\p{Script=Han}{2,}$/u.test(word.text)) continue;
    for (const [position, character] of word.characters.entries()) {
      addTo(byCharacter, `${length} ${position} ${character}`, word);
    }
    const firstSounds = new Set(sounds.soundsOf(word.characters[0] ?? '').map(sounds.blur));
    for (const sound of firstSounds) addTo(byFirstSound, `${length} ${sound}`, word);
  }
  // Indexed only when somebody types pinyin.
  const bySound = createOnce(() => indexBySound(words.values(), sounds, false));
  const byBlurredSound = createOnce(() => indexBySound(words.values(), sounds, true));
  return {
    get: (text) => words.get(text),
    withCharacter: (length, position, character) => byCharacter.get(`${length} ${position} ${character}`) ?? [],
    withFirstSound: (length, sound) => byFirstSound.get(`${length} ${sound}`) ?? [],
    withSounds: (key) => bySound().get(key) ?? [],
    withBlurredSounds: (key) => byBlurredSound().get(key) ?? [],
    longest,
  };
}
