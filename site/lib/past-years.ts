// Pages of closed years keep their address and content. Each links to the place's newest document and to the item there
// that continues its text.
import { carriesOn, createNearest, type Item, pointItems, taskItems } from '../../content/lineage.ts';
import type { Document } from '../../content/schema.ts';
import { documents, tasksOf } from './content.ts';
import { type Relative, relativeOf } from './lineage.ts';

/** The newest document of each place. Documents are sorted newest first. */
const newestOfPlace = new Map<string, Document>();
for (const document of documents) {
  if (!newestOfPlace.has(document.jurisdiction)) newestOfPlace.set(document.jurisdiction, document);
}

/** @returns the newest document of the same place; null if this one is as new */
export function newerThan(document: Document): Document | null {
  const newest = newestOfPlace.get(document.jurisdiction);
  return newest && newest.year > document.year ? newest : null;
}

/** Search weight of pages of closed years; pages of the newest year weigh 1. */
export const pastWeight = 0.5;

/** Caches the newest texts, split into pairs, for all pages of a place's older years. */
const nearestFinders = new Map<string, (text: string) => { item: Item; nearness: number } | null>();

function findSuccessorIn(kind: 'points' | 'tasks', newest: Document): (text: string) => Item | null {
  const key = `${newest.id}/${kind}`;
  const nearest =
    nearestFinders.get(key) ?? createNearest(kind === 'tasks' ? taskItems(tasksOf(newest)) : pointItems(newest));
  nearestFinders.set(key, nearest);
  return (text) => {
    const found = nearest(text);
    return found && found.nearness >= carriesOn ? found.item : null;
  };
}

export interface PastYear {
  newest: Document;
  /** The item of the newest document that continues the text; null if there is none, and for an entire document. */
  successor: (Relative & { subject: string }) | null;
}

/**
 * @param id `tasks/14` or `points/1-3`, with its text; omit both for the entire document
 * @returns null for the newest document of its place
 */
export function pastYear(document: Document, id?: string, text = ''): PastYear | null {
  const newest = newerThan(document);
  if (!newest) return null;
  const item = id && findSuccessorIn(id.startsWith('tasks/') ? 'tasks' : 'points', newest)(text);
  return { newest, successor: item ? { ...relativeOf(newest, item.id), subject: `${newest.id}/${item.id}` } : null };
}

/** `（往年）` after a document of a closed year; empty for the newest. */
export const pastMark = (document: Document): string => (newerThan(document) ? '（往年）' : '');
