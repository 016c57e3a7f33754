// Synonyms: everyday words with the documents' terms, and the names of each unit.

/** Fetched with the first search. Built at build time (word-table.ts). */
export interface WordTable {
  /** Prefixes of a unit's name: 某县, 县. */
  places: string[];
  /** Names of one unit, or of the same bureau in several places. */
  unitNames: string[][];
  synonyms: { said: string[]; written: string[] }[];
  /** Suggested while typing, in addition to everyday words. */
  suggestions: string[];
}

/** Longest prefix first, so that 某县 is stripped before 县. */
const byLength = (a: string, b: string) => b.length - a.length;

/** A unit's other names, with the place as typed: 县教体局 → 县教育和体育局, 县教育体育局. */
function otherUnitNames(query: string, { places, unitNames }: WordTable): string[] {
  const place =
    [...places].sort(byLength).find((start) => query.startsWith(start) && query.length > start.length) ?? '';
  for (const prefix of [place, '']) {
    const bare = query.slice(prefix.length);
    const group = unitNames.find((names) => names.includes(bare));
    if (!group) continue;
    return group.map((name) => prefix + name).filter((name) => name !== query);
  }
  return [];
}

/** The documents' terms for the full query: 低保 → 社会救助 …; empty without synonyms. */
export function otherWords(query: string, table: WordTable): string[] {
  const written = table.synonyms.filter(({ said }) => said.includes(query)).flatMap((synonym) => synonym.written);
  return [...new Set([...otherUnitNames(query, table), ...written])].filter((word) => word !== query);
}

/** The documents' terms for words inside a question: 孩子上学怎么报名 → 义务教育入学 …; the longest word wins. */
export function wordsInside(question: string, table: WordTable): string[] {
  const found = table.synonyms
    .flatMap(({ said, written }) => said.map((word) => ({ word, written })))
    .filter(({ word }) => question.includes(word))
    .sort((a, b) => byLength(a.word, b.word));
  return [...new Set(found[0]?.written ?? [])];
}

/** Question words, which carry no subject. */
const questionWords =
  /请问|怎么样|怎么办|怎么|怎样|如何|为什么|什么时候|什么|多久|多长时间|多少|几天|哪里|哪儿|在哪|哪个|哪些|谁管|归谁|有没有|是不是|能不能|可以|需要|应该|办理|手续|我家|我们|我想|我要|想要|咋办|咋|吗|呢|啊|吧|的|了/gu;

/** `公交车多久一班` → `公交车 一班`; empty if nothing remains. */
export const stripQuestionWords = (question: string): string =>
  question.replace(questionWords, ' ').replace(/\s+/gu, ' ').trim();

/** Suggestions while typing, best first: entries that begin with the input, then entries that contain it. */
export function suggest(typed: string, { suggestions, synonyms }: WordTable, most: number): string[] {
  const words = [...suggestions, ...synonyms.flatMap(({ said }) => said)];
  const fitting = words.filter((word) => word !== typed && word.includes(typed));
  return [
    ...fitting.filter((word) => word.startsWith(typed)),
    ...fitting.filter((word) => !word.startsWith(typed)),
  ].slice(0, most);
}
