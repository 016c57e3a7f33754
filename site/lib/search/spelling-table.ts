// Builds the spelling table: the words of the site's text, the pinyin of characters, their traditional forms and their
// look-alikes. The converters stay out of the browser.
import { Converter } from 'opencc-js/t2cn';
import { polyphonic } from 'pinyin-pro';
import type { SoundTable, SpellingTable } from '../../../api/domain/search/knowledge.ts';
import lookAlikes from '../../../content/look-alikes.json';
import { listWords, texts } from './site-text.ts';
import { wordTable } from './word-table.ts';

/** The 3,755 everyday characters (GB/T 2312, level 1). Typing mistakes consist of these. */
function everydayCharacters(): string[] {
  const decoder = new TextDecoder('gb2312');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) characters.push(decoder.decode(Uint8Array.of(row, cell)));
  }
  return characters.filter((character) => /^\p{Script=Han}$/u.test(character));
}

function listSyllables(characters: Iterable<string>): SoundTable {
  const syllables: SoundTable = {};
  for (const character of characters) {
    const sounds = polyphonic(character, { toneType: 'none', type: 'array', v: true })[0] ?? [];
    for (const sound of new Set(sounds))
      if (/^[a-z]+$/u.test(sound)) syllables[sound] = (syllables[sound] ?? '') + character;
  }
  return syllables;
}

function listTraditional(written: Set<string>): Pick<SpellingTable, 'traditional' | 'simplified'> {
  const convert = Converter({ from: 't', to: 'cn' });
  let traditional = '';
  let simplified = '';
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const character = String.fromCodePoint(code);
    const converted = convert(character);
    if (converted === character || !written.has(converted)) continue;
    traditional += character;
    simplified += converted;
  }
  return { traditional, simplified };
}

const hanIn = (parts: readonly string[]): string[] => parts.flatMap((part) => part.match(/\p{Script=Han}/gu) ?? []);

function createTables(): { spelling: SpellingTable; sounds: SoundTable } {
  const { words, commonWords } = listWords();
  const everyday = wordTable.synonyms.flatMap(({ said, written }) => [...said, ...written]);
  const named = wordTable.units.flatMap(({ names }) => names);
  const known = new Set(hanIn([...words, ...commonWords, ...everyday, ...named]));
  const spelling = {
    ...listTraditional(new Set([...hanIn(texts), ...known])),
    lookAlikes: Object.fromEntries(Object.entries(lookAlikes).filter(([character]) => known.has(character))),
    words: words.join(' '),
    commonWords: commonWords.join(' '),
  };
  return { spelling, sounds: listSyllables(new Set([...known, ...everydayCharacters()])) };
}

export const { spelling: spellingTable, sounds: soundTable } = createTables();
