// Pairs of county and city texts that belong together.
import { findPairs, type Pair } from '../../content/lineage.ts';
import { type Document, lineageSchema } from '../../content/schema.ts';
import { documents, pointsOf, tasksOf } from './content.ts';
import { pointTitle, pointUrl, taskNumber, taskTitle, taskUrl } from './titles.ts';

const files = import.meta.glob('../../content/lineage/*.json', { eager: true, import: 'default' });

const documentById = (id: string): Document => {
  const found = documents.find((document) => document.id === id);
  if (!found) throw new Error(`content/lineage: no document ${id}`);
  return found;
};

const lineages = Object.values(files)
  .map((file) => lineageSchema.parse(file))
  .map((lineage) => {
    const [county, city] = [documentById(lineage.county), documentById(lineage.city)];
    const pairs = findPairs(
      { document: county, tasks: tasksOf(county) },
      { document: city, tasks: tasksOf(city) },
      lineage,
    );
    return { county, city, pairs };
  });

/** A related point or task of another document, for links and comparison. */
export interface Relative {
  document: Document;
  title: string;
  url: string;
  text: string;
}

/** @param id `tasks/14` or `points/1-3` */
export function relativeOf(document: Document, id: string): Relative {
  const [kind, name] = id.split('/');
  const task = kind === 'tasks' ? tasksOf(document)[Number(name) - 1] : undefined;
  if (task) {
    return {
      document,
      title: `${taskNumber(task)}：${taskTitle(task)}`,
      url: taskUrl(document, task),
      text: task.requirement,
    };
  }
  const point = pointsOf(document).find((placed) => placed.point.id === name)?.point;
  if (!point) throw new Error(`${document.id}: no ${id}`);
  return { document, title: pointTitle(point), url: pointUrl(document, point), text: point.text };
}

/** The city texts that a county's point or task implements; null if its document cites no city document. */
export function cityTexts(document: Document, id: string): Relative[] | null {
  const lineage = lineages.find(({ county }) => county === document);
  if (!lineage) return null;
  return lineage.pairs.filter((pair) => pair.county === id).map((pair) => relativeOf(lineage.city, pair.city));
}

/** For a city's point or task: each county whose document cites the city's, with the county texts that implement it. */
export function countyTexts(document: Document, id: string): { county: Document; taken: Relative[] }[] {
  return lineages
    .filter(({ city }) => city === document)
    .map(({ county, pairs }) => ({
      county,
      taken: pairs.filter((pair: Pair) => pair.city === id).map((pair) => relativeOf(county, pair.county)),
    }));
}
