// A closed year: its pages keep their addresses and content, and each links to the place's newest document and to
// whatever carries the same words on.
import { carriesOn, createNearest, type Item, pointItems, taskItems } from '../../content/lineage.ts';
import type { Document } from '../../content/schema.ts';
import { documents, tasksOf } from './content.ts';
import { type Relative, relativeOf } from './lineage.ts';

/** Each place's newest document; documents come newest first. */
const newestOfPlace = new Map<string, Document>();
for (const document of documents) {
  if (!newestOfPlace.has(document.jurisdiction)) newestOfPlace.set(document.jurisdiction, document);
}

/** @returns the same place's newest document; null if this one is as new */
export function newerThan(document: Document): Document | null {
  const newest = newestOfPlace.get(document.jurisdiction);
  return newest && newest.year > document.year ? newest : null;
}

/** Search weight of a closed year's page; the newest ones weigh 1. */
export const pastWeight = 0.5;

/** Used by every page of a place's older years: the newest texts are split into pairs only once. */
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
  /** What in the newest document carries the text on; null if nothing does, or for the whole document. */
  successor: (Relative & { subject: string }) | null;
}

/**
 * @param id `tasks/14` or `points/1-3`, with its text; omit it for the whole document
 * @returns null for its place's newest document
 */
export function pastYear(document: Document, id?: string, text = ''): PastYear | null {
  const newest = newerThan(document);
  if (!newest) return null;
  const item = id && lookUp(id.startsWith('tasks/') ? 'tasks' : 'points', newest)(text);
  return { newest, successor: item ? { ...relativeOf(newest, item.id), subject: `${newest.id}/${item.id}` } : null };
}

/** `（往年）` after a closed year; empty for the newest. */
export const pastMark = (document: Document): string => (newerThan(document) ? '（往年）' : '');
