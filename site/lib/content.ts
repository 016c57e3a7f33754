// The reviewed data under content/, parsed once per build. A file that violates its schema stops the build.
import {
  type Document,
  documentSchema,
  type Jurisdiction,
  jurisdictionSchema,
  type Point,
  type Section,
  type Unit,
  unitListSchema,
} from '../../content/schema.ts';
import { listTasks, type Task } from '../../content/tasks.ts';

const readAll = (files: Record<string, unknown>) => Object.values(files);

const documentFiles = import.meta.glob('../../content/documents/*.json', { eager: true, import: 'default' });
const jurisdictionFiles = import.meta.glob('../../content/jurisdictions/*.json', { eager: true, import: 'default' });
const unitFiles = import.meta.glob('../../content/units/*.json', { eager: true, import: 'default' });

export const jurisdictions: Jurisdiction[] = readAll(jurisdictionFiles).map((file) => jurisdictionSchema.parse(file));
const unitLists = readAll(unitFiles).map((file) => unitListSchema.parse(file));

/** Newest year first, then by place. */
export const documents: Document[] = readAll(documentFiles)
  .map((file) => documentSchema.parse(file))
  .sort((a, b) => b.year - a.year || a.id.localeCompare(b.id));

export function jurisdictionOf(document: Document): Jurisdiction {
  const found = jurisdictions.find(({ id }) => id === document.jurisdiction);
  if (!found) throw new Error(`${document.id}: no jurisdiction ${document.jurisdiction}`);
  return found;
}

export function unitsOf(jurisdiction: string): Unit[] {
  return unitLists.find((list) => list.jurisdiction === jurisdiction)?.units ?? [];
}

/** @throws Error if the name is not registered: a person must decide which unit it means */
export function unitByPrintedName(jurisdiction: string, printed: string): Unit {
  const found = unitsOf(jurisdiction).find((unit) => unit.printed.includes(printed));
  if (!found) throw new Error(`content/units/${jurisdiction}.json does not know ${printed}`);
  return found;
}

export interface PlacedPoint {
  section: Section;
  point: Point;
}

export function pointsOf(document: Document): PlacedPoint[] {
  return document.sections.flatMap((section) => section.points.map((point) => ({ section, point })));
}

const tasksByDocument = new Map(
  documents.map((document) => [document.id, listTasks(document, jurisdictionOf(document))]),
);

export function tasksOf(document: Document): Task[] {
  return tasksByDocument.get(document.id) ?? [];
}

/** The units registered for a task, without duplicates. */
export function unitsOfTask(document: Document, task: Task): Unit[] {
  return [...new Set(task.units.map((printed) => unitByPrintedName(document.jurisdiction, printed)))];
}
