// Builds the spelling table: which characters follow each other on the site, their pinyin, and their traditional forms.
// The converters stay out of the browser. It fetches only this table, and only if a search finds little.
import { Converter } from 'opencc-js/t2cn';
import { polyphonic } from 'pinyin-pro';
import type { Document } from '../../../content/schema.ts';
import { documents, jurisdictions, pointsOf, tasksOf, unitsOf } from '../content.ts';
import { topics } from '../topics.ts';
import type { SpellingTable } from './spelling.ts';

const textsOf = (document: Document): string[] => [
  document.title.text,
  ...[document.masthead, document.number, document.noticeTitle, document.addressees, document.issuer].flatMap(
    (quote) => (quote ? [quote.text] : []),
  ),
  ...[...document.notice, ...document.closing, ...document.attachments, ...document.imprint].map(({ text }) => text),
  document.generalRequirement?.text ?? '',
  ...document.sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ text }) => text)]),
  ...pointsOf(document).flatMap(({ point }) => [point.heading, point.text]),
  ...tasksOf(document).flatMap(({ category, task, requirement, unitsText }) => [
    category ?? '',
    task ?? '',
    requirement,
    unitsText,
  ]),
];

const texts = [
  ...documents.flatMap(textsOf),
  ...jurisdictions.flatMap(({ id }) => unitsOf(id).map(({ name }) => name)),
  ...topics.flatMap(({ topic }) => [topic.name, topic.description]),
];

function countFollowers(): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const run of texts.flatMap((text) => text.match(/\p{Script=Han}+/gu) ?? [])) {
    const characters = Array.from(run);
    for (const [index, character] of characters.entries()) {
      const next = characters[index + 1];
      const followers = counts.get(character) ?? new Map<string, number>();
      if (next) followers.set(next, (followers.get(next) ?? 0) + 1);
      counts.set(character, followers);
    }
  }
  return counts;
}

/** The 3,755 everyday characters (GB/T 2312, level 1). Typing mistakes consist of these. */
function everydayCharacters(): string[] {
  const decoder = new TextDecoder('gb2312');
  const characters: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) characters.push(decoder.decode(Uint8Array.of(row, cell)));
  }
  return characters.filter((character) => /^\p{Script=Han}$/u.test(character));
}

function listSyllables(characters: Iterable<string>): Record<string, string> {
  const syllables: Record<string, string> = {};
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

function createTable(): SpellingTable {
  const counts = countFollowers();
  const written = new Set(counts.keys());
  const followers = [...counts].map(([character, next]) => {
    const ordered = [...next].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([follower]) => follower);
    return [character, ordered.join('')] as const;
  });
  return {
    ...listTraditional(written),
    followers: Object.fromEntries(followers),
    syllables: listSyllables(new Set([...written, ...everydayCharacters()])),
  };
}

export const spellingTable: SpellingTable = createTable();
