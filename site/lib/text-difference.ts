// Compares two texts by readable stretches instead of single characters.
import { diffArrays } from 'diff';

export interface Difference {
  kind: 'same' | 'added' | 'dropped';
  text: string;
}

/** Half-width and full-width commas and brackets count as equal. */
const foldWidth = (character: string) => character.normalize('NFKC').replace('､', '、');
/** Minimum length of a common stretch; shorter ones are coincidence and would fragment the changes. */
const minCommonLength = 3;

/** The county's text against the city's: common, added and dropped stretches. */
export function compareTexts(city: string, county: string): Difference[] {
  const changes = diffArrays(Array.from(city), Array.from(county), {
    comparator: (a, b) => foldWidth(a) === foldWidth(b),
  });
  const parts = changes.map(
    ({ value, added, removed }): Difference => ({
      kind: added ? 'added' : removed ? 'dropped' : 'same',
      text: value.join(''),
    }),
  );
  const smoothed: { added: string; dropped: string; same: string }[] = [{ added: '', dropped: '', same: '' }];
  for (const [index, { kind, text }] of parts.entries()) {
    const last = smoothed.at(-1);
    if (!last) continue;
    const isChance = kind === 'same' && text.length < minCommonLength && index > 0 && index < parts.length - 1;
    if (kind === 'same' && !isChance) smoothed.push({ added: '', dropped: '', same: text });
    else {
      // A change after a common stretch starts a new group. Coincidental characters belong to both texts.
      const group = last.same === '' ? last : { added: '', dropped: '', same: '' };
      if (group !== last) smoothed.push(group);
      if (kind !== 'dropped') group.added += text;
      if (kind !== 'added') group.dropped += text;
    }
  }
  return smoothed.flatMap(({ added, dropped, same }): Difference[] => [
    ...(dropped ? [{ kind: 'dropped' as const, text: dropped }] : []),
    ...(added ? [{ kind: 'added' as const, text: added }] : []),
    ...(same ? [{ kind: 'same' as const, text: same }] : []),
  ]);
}
