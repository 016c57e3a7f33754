// What a comment can be about. The built site lists its own subjects, so the API knows exactly the pages that exist.
import { z } from './zod.ts';

const shared = {
  /** `mouxian-2021/tasks/17`; of a unit `units/mouxian/minzhengju` */
  id: z.string(),
  jurisdiction: z.string(),
  /** As a sentence that names it: `第 17 项任务：深化社会保障…` */
  title: z.string(),
  /** The document that it stands in; of a unit the place that it serves. */
  documentTitle: z.string(),
  url: z.string(),
  /** Ids of the responsible units, offered first when the desk assigns. */
  units: z.array(z.string()),
};

const promiseSchema = z.object({
  ...shared,
  kind: z.enum(['document', 'point', 'task']),
  /** `mouxian-2021` */
  document: z.string(),
  /** The year for which the document promises. */
  year: z.int(),
  /** A task's completion date as printed, and its last day; null where the document names none. */
  dueText: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  /** Where its place has a newer document: which year, where, and the subject that carries this one's words on. */
  later: z.object({ year: z.int(), url: z.string(), subject: z.string().nullable() }).nullable(),
});

export const subjectSchema = z.discriminatedUnion('kind', [
  promiseSchema,
  z.object({ ...shared, kind: z.literal('unit') }),
]);

export const publicUnitSchema = z.object({
  id: z.string(),
  jurisdiction: z.string(),
  name: z.string(),
  /** False for collective units (县直有关部门): nobody can be assigned to "all". */
  assignable: z.boolean(),
});

export const siteIndexSchema = z.object({
  /** Of this software, as in package.json. */
  version: z.string(),
  /** When the words of each document last changed here. */
  changes: z.array(z.object({ jurisdiction: z.string(), changedAt: z.iso.datetime({ offset: true }) })),
  jurisdictions: z.array(z.object({ id: z.string(), name: z.string(), code: z.string() })),
  subjects: z.array(subjectSchema),
  units: z.array(publicUnitSchema),
});

export type Subject = z.infer<typeof subjectSchema>;
/** A document, or a point or task of one. */
export type PromisedSubject = z.infer<typeof promiseSchema>;
export type SiteIndex = z.infer<typeof siteIndexSchema>;
