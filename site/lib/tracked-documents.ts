// Documents whose tasks the work ledger tracks, with their dates.
import type { Document, Jurisdiction } from '../../content/schema.ts';
import type { Task } from '../../content/tasks.ts';
import { documents, jurisdictionOf, tasksOf } from './content.ts';

export interface TrackedDocument {
  document: Document;
  jurisdiction: Jurisdiction;
  /** Earliest due date first, undated last. */
  tasks: Task[];
  /** Number of tasks with a due date. */
  dated: number;
}

export const listTrackedDocuments: TrackedDocument[] = documents
  .map((document) => ({
    document,
    jurisdiction: jurisdictionOf(document),
    tasks: tasksOf(document).toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')),
    dated: tasksOf(document).filter(({ dueOn }) => dueOn !== null).length,
  }))
  .filter(({ tasks }) => tasks.length > 0);

export const lookBackUrl = (document: Document): string => `/commitments/look-back/${document.id}/`;
