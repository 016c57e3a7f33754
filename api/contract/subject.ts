// What a comment can be about. The build lists the subjects, so the API knows which pages exist.
import { z } from './zod.ts';

const shared = {
  /** `mouxian-2021/tasks/17`, `units/mouxian/minzhengju`, `topics/mouxian/yanglao`, `places/mouxian` */
  id: z.string(),
  jurisdiction: z.string(),
  /** A phrase that names it: `第 17 项任务：深化社会保障…` */
  title: z.string(),
  /** Title of the document that contains it; otherwise the name of its jurisdiction. */
  documentTitle: z.string(),
  url: z.string(),
  /** Ids of the responsible units. The form for 分办 offers them first. */
  units: z.array(z.string()),
};

const promiseSchema = z.object({
  ...shared,
  kind: z.enum(['document', 'point', 'task']),
  /** `mouxian-2021` */
  document: z.string(),
  /** The year that the document is about. */
  year: z.int(),
  /** A task's completion date as printed, and its last day; null if the document sets none. */
  dueText: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  /** The jurisdiction's newer document, if any: its year, its address, and the subject that continues this one. */
  later: z.object({ year: z.int(), url: z.string(), subject: z.string().nullable() }).nullable(),
});

export const subjectSchema = z.discriminatedUnion('kind', [
  promiseSchema,
  z.object({ ...shared, kind: z.literal('unit') }),
  z.object({ ...shared, kind: z.literal('topic') }),
  /** A whole jurisdiction: the resident named no subject, and the desk gives the comment one. */
  z.object({ ...shared, kind: z.literal('place') }),
]);

export const publicUnitSchema = z.object({
  id: z.string(),
  jurisdiction: z.string(),
  name: z.string(),
  /** False for collective units such as 县直有关部门: a comment needs one unit. */
  assignable: z.boolean(),
});

export const siteIndexSchema = z.object({
  /** Version of this software, as in package.json. */
  version: z.string(),
  /** When the text of each document last changed on this site. */
  changes: z.array(z.object({ jurisdiction: z.string(), changedAt: z.iso.datetime({ offset: true }) })),
  jurisdictions: z.array(z.object({ id: z.string(), name: z.string(), code: z.string() })),
  subjects: z.array(subjectSchema),
  units: z.array(publicUnitSchema),
});

export type Subject = z.infer<typeof subjectSchema>;
/** A document, or one of its points or tasks. */
export type PromisedSubject = z.infer<typeof promiseSchema>;
/** @returns the subject's id for a comment to a whole jurisdiction */
export const placeSubject = (jurisdiction: string): string => `places/${jurisdiction}`;

export const isPromised = (subject: Subject): subject is PromisedSubject => 'year' in subject;

export type SiteIndex = z.infer<typeof siteIndexSchema>;
