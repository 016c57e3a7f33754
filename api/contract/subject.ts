// What a comment can be about. The built site lists its own subjects, so the API knows exactly the pages that exist.
import { z } from './zod.ts';

export const subjectSchema = z.object({
  /** `guanxian-2021/tasks/17` */
  id: z.string(),
  jurisdiction: z.string(),
  kind: z.enum(['document', 'point', 'task']),
  /** As a sentence that names it: `第 17 项任务：深化社会保障…` */
  title: z.string(),
  /** `guanxian-2021` */
  document: z.string(),
  documentTitle: z.string(),
  /** The year for which the document promises. */
  year: z.int(),
  url: z.string(),
  /** Ids of the responsible units, offered first when the desk assigns. */
  units: z.array(z.string()),
  /** A task's completion date as printed, and its last day; null where the document names none. */
  dueText: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
});

export const publicUnitSchema = z.object({
  id: z.string(),
  jurisdiction: z.string(),
  name: z.string(),
  /** False for collective units (县直有关部门): nobody can be assigned to "all". */
  assignable: z.boolean(),
});

export const siteIndexSchema = z.object({
  jurisdictions: z.array(z.object({ id: z.string(), name: z.string(), code: z.string() })),
  subjects: z.array(subjectSchema),
  units: z.array(publicUnitSchema),
});

export type Subject = z.infer<typeof subjectSchema>;
export type SiteIndex = z.infer<typeof siteIndexSchema>;
