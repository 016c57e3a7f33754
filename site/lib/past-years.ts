// A closed year: its pages stay where they are and say what they said, and each leads to the newest document of its
// place, and to what of it carries the same words on.
import { carriesOn, createNearest, type Item, pointItems, taskItems } from '../../content/lineage.ts';
import type { Document } from '../../content/schema.ts';
import { documents, tasksOf } from './content.ts';
import { type Relative, relativeOf } from './lineage.ts';

/** The newest document of each place; documents come newest first. */
const newestOfPlace = new Map<string, Document>();
for (const document of documents) {
  if (!newestOfPlace.has(document.jurisdiction)) newestOfPlace.set(document.jurisdiction, document);
}

/** @returns the newest document of the same place; null where this is the one, or as new */
export function newerThan(document: Document): Document | null {
  const newest = newestOfPlace.get(document.jurisdiction);
  return newest && newest.year > document.year ? newest : null;
}

/** How much a word on a page of a closed year counts in the search, beside 1 for one of the newest. */
export const pastWeight = 0.5;

/** Looked up by every page of an older year of the same place: the newest texts are cut into pairs only once. */
const lookUps = new Map<string, (text: string) => { item: Item; nearness: number } | null>();

function lookUp(kind: 'points' | 'tasks', newest: Document): (text: string) => Item | null {
  const key = `${newest.id}/${kind}`;
  const nearest = lookUps.get(key) ?? createNearest(kind === 'tasks' ? taskItems(tasksOf(newest)) : pointItems(newest));
  lookUps.set(key, nearest);
  return (text) => {
    const found = nearest(text);
    return found && found.nearness >= carriesOn ? found.item : null;
  };
}

export interface PastYear {
  newest: Document;
  /** What of the newest document carries the text on; null where nothing does, or the whole document is meant. */
  successor: (Relative & { subject: string }) | null;
}

/**
 * @param id `tasks/14` or `points/1-3`, with its text; without one the whole document is meant
 * @returns null for a document that is the newest of its place
 */
export function pastYear(document: Document, id?: string, text = ''): PastYear | null {
  const newest = newerThan(document);
  if (!newest) return null;
  const item = id && lookUp(id.startsWith('tasks/') ? 'tasks' : 'points', newest)(text);
  return { newest, successor: item ? { ...relativeOf(newest, item.id), subject: `${newest.id}/${item.id}` } : null };
}

/** `（往年）` behind the year of a list; nothing behind the newest. */
export const pastMark = (document: Document): string => (newerThan(document) ? '（往年）' : '');
