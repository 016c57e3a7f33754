// Chinese in overlapping pairs of characters, for every search of the site: 社会救助 → 社会 会救 救助. Cut into words by a
// dictionary, 少于 is not found in 不少于.

/** 社会救助 → 社会, 会救, 救助; a lone character stays one. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.length < 2 ? [run] : characters.slice(1).map((character, index) => characters[index] + character);
}
