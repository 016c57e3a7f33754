// Titles and addresses of documents, points and tasks, the same for every link.
import type { Document, Jurisdiction, Point, Section, Topic, Unit } from '../../content/schema.ts';
import type { Task } from '../../content/tasks.ts';

/** Maximum length of a title taken from a requirement: one line of the task page. */
const longestTitle = 32;

export const stripFullStop = (text: string): string => text.replace(/[。；]$/u, '');

/** The requirement's first sentence, or as many of its clauses as fit, in the document's own words. */
export function taskTitle(task: Task): string {
  const sentence = stripFullStop(task.requirement.split(/(?<=。)/u)[0] ?? '');
  if (sentence.length <= longestTitle) return sentence;
  const clauses = sentence.split(/(?<=[，、；,])/u);
  let title = clauses[0] ?? '';
  for (const clause of clauses.slice(1)) {
    if (title.length + clause.length > longestTitle) break;
    title += clause;
  }
  return `${title.slice(0, longestTitle + 8).replace(/[，、；,]$/u, '')}……`;
}

export const taskNumber = (task: Task): string => `第 ${task.row} 项任务`;

/** `（四）推进民生保障信息公开` */
export const pointTitle = (point: Point): string => `${point.marker}${stripFullStop(point.heading)}`;

/** `一、优化重点领域政府信息公开` */
export const sectionTitle = (section: Section): string => `${section.marker}${section.heading}`;

export const documentUrl = (document: Document): string => `/documents/${document.id}/`;
export const tasksUrl = (document: Document): string => `/documents/${document.id}/tasks/`;
export const taskUrl = (document: Document, task: Pick<Task, 'row'>): string =>
  `/documents/${document.id}/tasks/${task.row}/`;
export const pointUrl = (document: Document, point: Point): string => `/documents/${document.id}/points/${point.id}/`;

/** @param number of the section, from 1 */
export const partUrl = (document: Document, number: number): string => `/documents/${document.id}/parts/${number}/`;
export const placeUrl = ({ id }: Jurisdiction): string => `/places/${id}/`;
export const yearUrl = ({ id }: Jurisdiction, year: number): string => `/places/${id}/${year}/`;
/** @param a the document that implements the other, or the newer one */
export const compareLink = ({ a, b }: { a: Document; b: Document }) => ({
  title: `${a.title.text}，对照${b.title.text}`,
  url: `/compare/${a.id}/${b.id}/`,
});

/** Ids by which a comment names its subject. */
export const taskSubject = (document: Document, task: Task): string => `${document.id}/tasks/${task.row}`;
export const pointSubject = (document: Document, point: Point): string => `${document.id}/points/${point.id}`;
export const unitSubject = (jurisdiction: string, unit: Unit): string => `units/${jurisdiction}/${unit.id}`;
export const topicSubject = (jurisdiction: string, topic: Topic): string => `topics/${jurisdiction}/${topic.id}`;
export const unitUrl = (jurisdiction: string, unit: Unit): string => `/units/${jurisdiction}/${unit.id}/`;

/** The task table's own title, or the document's if the table is the entire document. */
export const tableTitle = (document: Document): string => document.taskTable?.title?.text ?? document.title.text;
