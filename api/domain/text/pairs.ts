// Splits Chinese into overlapping character pairs for all searches: 社会救助 → 社会 会救 救助. With dictionary words, 少于
// would not match 不少于.

/** 社会救助 → 社会, 会救, 救助. Returns a single character unchanged. */
export function splitPairs(text: string): string[] {
  const characters = Array.from(text);
  return characters.length < 2 ? [text] : characters.slice(1).map((character, index) => characters[index] + character);
}
