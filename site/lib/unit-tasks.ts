// A unit's tasks across documents and years.
import type { Document, Unit } from '../../content/schema.ts';
import type { Task } from '../../content/tasks.ts';
import { documents, jurisdictions, tasksOf, unitsOf, unitsOfTask } from './content.ts';

export interface UnitTasks {
  jurisdiction: (typeof jurisdictions)[number];
  unit: Unit;
  /** Newest year first; only documents that name the unit. */
  documents: { document: Document; tasks: Task[] }[];
  count: number;
}

/** Every registered unit that has tasks. */
export const unitTasks: UnitTasks[] = jurisdictions.flatMap((jurisdiction) =>
  unitsOf(jurisdiction.id).map((unit) => {
    const named = documents
      .filter((document) => document.jurisdiction === jurisdiction.id)
      .map((document) => ({
        document,
        tasks: tasksOf(document).filter((task) => unitsOfTask(document, task).includes(unit)),
      }))
      .filter(({ tasks }) => tasks.length > 0);
    return { jurisdiction, unit, documents: named, count: named.reduce((sum, { tasks }) => sum + tasks.length, 0) };
  }),
);

export const unitKindWords: Record<Unit['kind'], string> = {
  department: '部门',
  party: '党委部门',
  township: '乡镇街道',
  zone: '开发区',
  enterprise: '企业',
  collective: '统称单位',
};

/** Places with units, each with its units sorted by number of tasks. */
export const placesWithUnits = jurisdictions
  .map((jurisdiction) => ({
    jurisdiction,
    units: unitTasks.filter((entry) => entry.jurisdiction === jurisdiction).sort((a, b) => b.count - a.count),
  }))
  .filter(({ units }) => units.length > 0);
