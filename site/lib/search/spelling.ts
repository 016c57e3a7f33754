// Corrects a query with few results: traditional characters, pinyin, and one wrong, missing or extra character. All
// corrections use a table of adjacent characters in the site's own text, so every guess occurs on the site.

/** The table, built from the site's text (spelling-table.ts) and fetched only when a search finds little. */
export interface SpellingTable {
  /** Traditional characters, and at the same index their simplified forms on the site. */
  traditional: string;
  simplified: string;
  /** The followers of each character, most frequent first. */
  followers: Record<string, string>;
  /** The characters of each syllable, including common ones that the site lacks but people mistype. */
  syllables: Record<string, string>;
}

export interface Spelling {
  simplify(text: string): string;
  /** True if the second character follows the first somewhere on the site. */
  follows(first: string, second: string): boolean;
  /** Probable intended queries, likeliest first. */
  guess(query: string): string[];
  /** Stretches of a question that could occur on the site, longest first. */
  knownStretches(query: string): string[];
}

const longestGuessed = 16;
/**
 * Number of partial readings per step: enough for any phrase on the site, and fast enough for one frame on a slow
 * phone.
 */
const beamWidth = 60;

interface Reading {
  text: string;
  cost: number;
}

const byCost = (a: Reading, b: Reading) => a.cost - b.cost;

export function createSpelling(table: SpellingTable): Spelling {
  const simplifiedOf = new Map(Array.from(table.traditional, (from, index) => [from, table.simplified.charAt(index)]));
  const followersOf = new Map(Object.entries(table.followers).map(([first, next]) => [first, Array.from(next)]));
  const charactersOf = new Map(Object.entries(table.syllables).map(([syllable, all]) => [syllable, Array.from(all)]));
  const syllablesOf = new Map<string, string[]>();
  for (const [syllable, characters] of charactersOf) {
    for (const character of characters) syllablesOf.set(character, [...(syllablesOf.get(character) ?? []), syllable]);
  }
  const written = new Set([...followersOf.keys(), ...[...followersOf.values()].flat()]);

  const follows = (first: string, second: string) => followersOf.get(first)?.includes(second) ?? false;
  const isKnown = (characters: string[]) =>
    characters.length > 1 &&
    characters.every((character, index) => index === 0 || follows(characters[index - 1] ?? '', character));
  const soundAlike = (a: string, b: string) =>
    (syllablesOf.get(a) ?? []).some((sound) => syllablesOf.get(b)?.includes(sound));

  /** Finds paths through the table, one step per syllable; rare successions cost more. */
  function readSyllables(steps: string[][]): Reading[] {
    let readings: Reading[] = [];
    for (const [index, syllables] of steps.entries()) {
      const allowed = new Set(syllables.flatMap((syllable) => charactersOf.get(syllable) ?? []));
      readings =
        index === 0
          ? [...allowed].filter((first) => followersOf.has(first)).map((text) => ({ text, cost: 0 }))
          : readings.flatMap(({ text, cost }) =>
              (followersOf.get(Array.from(text).pop() ?? '') ?? []).flatMap((next, rank) =>
                allowed.has(next) ? [{ text: text + next, cost: cost + Math.log2(rank + 1) }] : [],
              ),
            );
      readings = index === 0 ? readings : readings.sort(byCost).slice(0, beamWidth);
    }
    return steps.length > 1 ? readings : [];
  }

  /** `yanglao` → yang·lao. Returns every possible split, the longest syllables first. */
  function cutSyllables(letters: string): string[][] {
    if (letters === '') return [[]];
    const cuts: string[][] = [];
    for (let length = Math.min(6, letters.length); length > 0 && cuts.length < 12; length--) {
      const syllable = letters.slice(0, length);
      if (charactersOf.has(syllable))
        for (const rest of cutSyllables(letters.slice(length))) cuts.push([syllable, ...rest]);
    }
    return cuts;
  }

  function readPinyin(query: string): Reading[] {
    const letters = query
      .toLowerCase()
      .replace(/ü/gu, 'v')
      .replace(/[\s'’]/gu, '');
    if (!/^[a-z]{2,40}$/u.test(letters)) return [];
    return cutSyllables(letters)
      .slice(0, 12)
      .flatMap((cut) => readSyllables(cut.map((syllable) => [syllable])));
  }

  /**
   * The cost ranks the guesses: a homophone is cheapest, then a missing or extra character, then any other character.
   */
  function editsOf(characters: string[]): Reading[] {
    const edits: Reading[] = [];
    const add = (edited: string[], cost: number) => {
      if (isKnown(edited)) edits.push({ text: edited.join(''), cost });
    };
    for (const [index, character] of characters.entries()) {
      const start = characters.slice(0, index);
      const end = characters.slice(index + 1);
      const previous = characters[index - 1];
      const candidates = previous ? (followersOf.get(previous) ?? []) : [...written];
      if (characters.length > 2) add([...start, ...end], 6);
      for (const [rank, candidate] of candidates.entries()) {
        const rarity = Math.log2(rank + 1) / 8;
        if (candidate !== character)
          add([...start, candidate, ...end], (soundAlike(candidate, character) ? 2 : 8) + rarity);
        if (previous) add([...start, candidate, character, ...end], 5 + rarity);
      }
    }
    return edits;
  }

  return {
    simplify: (text) => Array.from(text, (character) => simplifiedOf.get(character) ?? character).join(''),
    follows,
    guess(query) {
      const characters = Array.from(query.replace(/\s/gu, ''));
      const isChinese = characters.every((character) => /\p{Script=Han}/u.test(character));
      if (characters.length < 2) return [];
      if (!isChinese) return unique(readPinyin(query).sort(byCost), query);
      if (characters.length > longestGuessed) return [];
      const sounds = characters.map((character) => syllablesOf.get(character) ?? []);
      const alike = readSyllables(sounds).map(({ text, cost }) => ({
        text,
        cost: cost / 8 + 2 * Array.from(text).filter((character, index) => character !== characters[index]).length,
      }));
      return unique([...alike, ...editsOf(characters)].sort(byCost), query);
    },
    knownStretches(query) {
      const stretches: string[][] = [[]];
      for (const character of query) {
        const current = stretches[stretches.length - 1] ?? [];
        const last = current[current.length - 1];
        if (last === undefined ? written.has(character) : follows(last, character)) current.push(character);
        else stretches.push(written.has(character) ? [character] : []);
      }
      return stretches
        .filter((stretch) => stretch.length > 1)
        .map((stretch) => stretch.join(''))
        .sort((a, b) => b.length - a.length);
    },
  };
}

const unique = (readings: Reading[], query: string): string[] =>
  [...new Set(readings.map(({ text }) => text))].filter((text) => text !== query);
