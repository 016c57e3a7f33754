// Splits Chinese into overlapping character pairs for every search of the site: 社会救助 → 社会 会救 救助. With dictionary
// words instead, 少于 would not match 不少于.

/** 社会救助 → 社会, 会救, 救助; a lone character stays as it is. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.length < 2 ? [run] : characters.slice(1).map((character, index) => characters[index] + character);
}
