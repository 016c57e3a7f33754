// The pairs of county and city texts, and how their words differ.
import { diffArrays } from 'diff';
import { findPairs, type Pair } from '../../content/lineage.ts';
import { type Document, lineageSchema } from '../../content/schema.ts';
import { documents, pointsOf, tasksOf } from './content.ts';
import { pointTitle, pointUrl, taskNumber, taskTitle, taskUrl } from './titles.ts';

const files = import.meta.glob('../../content/lineage/*.json', { eager: true, import: 'default' });

const byId = (id: string): Document => {
  const found = documents.find((document) => document.id === id);
  if (!found) throw new Error(`content/lineage: no document ${id}`);
  return found;
};

const lineages = Object.values(files)
  .map((file) => lineageSchema.parse(file))
  .map((lineage) => {
    const [county, city] = [byId(lineage.county), byId(lineage.city)];
    const pairs = findPairs(
      { document: county, tasks: tasksOf(county) },
      { document: city, tasks: tasksOf(city) },
      lineage,
    );
    return { county, city, pairs };
  });

/** A point or task of another document, to link to and to compare with. */
export interface Relative {
  document: Document;
  title: string;
  url: string;
  text: string;
}

/** @param id `tasks/14` or `points/1-3` */
function resolve(document: Document, id: string): Relative {
  const [kind, name] = id.split('/');
  const task = kind === 'tasks' ? tasksOf(document)[Number(name) - 1] : undefined;
  if (task) {
    return { document, title: `${taskNumber(task)}：${taskTitle(task)}`, url: taskUrl(document, task), text: task.requirement };
  }
  const point = pointsOf(document).find((placed) => placed.point.id === name)?.point;
  if (!point) throw new Error(`${document.id}: no ${id}`);
  return { document, title: pointTitle(point), url: pointUrl(document, point), text: point.text };
}

/** The city texts that a county's point or task carries on; null where its document cites none. */
export function cityTexts(document: Document, id: string): Relative[] | null {
  const lineage = lineages.find(({ county }) => county === document);
  if (!lineage) return null;
  return lineage.pairs.filter((pair) => pair.county === id).map((pair) => resolve(lineage.city, pair.city));
}

/** For a city's point or task: each county whose document cites the city's, and what it took up of this one. */
export function countyTexts(document: Document, id: string): { county: Document; taken: Relative[] }[] {
  return lineages
    .filter(({ city }) => city === document)
    .map(({ county, pairs }) => ({
      county,
      taken: pairs.filter((pair: Pair) => pair.city === id).map((pair) => resolve(county, pair.county)),
    }));
}

export interface Difference {
  kind: 'same' | 'added' | 'dropped';
  text: string;
}

/** Half- and full-width forms of a comma or bracket are no difference in words. */
const fold = (character: string) => character.normalize('NFKC').replace('､', '、');
/** Shorter common stretches between changes are chance, and would only tear the changes apart. */
const shortestSame = 3;

/** The county's words against the city's: what both say, what the county added, what it dropped. */
export function compareTexts(city: string, county: string): Difference[] {
  const changes = diffArrays(Array.from(city), Array.from(county), { comparator: (a, b) => fold(a) === fold(b) });
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
    const isChance = kind === 'same' && text.length < shortestSame && index > 0 && index < parts.length - 1;
    if (kind === 'same' && !isChance) smoothed.push({ added: '', dropped: '', same: text });
    else {
      // A change after a common stretch begins a new group; chance characters belong to both sides.
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
