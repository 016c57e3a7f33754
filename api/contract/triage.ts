// 分办 (assignment): the units that can handle a comment, ranked with reasons, and the advice of supporting units.
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** Maximum number of supporting units. */
export const maxSupportingUnits = 5;

/** `responsible`: named by the task table. `experienced`: handled similar comments. */
export const candidateRankSchema = z.enum(['responsible', 'experienced', 'other']);

export const unitCandidateSchema = z.object({
  id: z.string(),
  name: z.string(),
  rank: candidateRankSchema,
  /** The reason for the rank, in words; empty for `other`. */
  why: z.string(),
});

/** The subject's responsible units first, then units with similar comments, then the others. */
export const unitCandidatesSchema = z.object({ units: z.array(unitCandidateSchema) });

export const subjectOfferSchema = z.object({
  /** `mouxian-2021/tasks/17` */
  id: z.string(),
  title: z.string(),
  /** Title of its document; for a unit or topic, its place. */
  documentTitle: z.string(),
});

export const subjectOffersSchema = z.object({ subjects: z.array(subjectOfferSchema) });

export const adviceTextSchema = typedText({
  min: 2,
  max: 2000,
  tooShort: '请填写协办意见',
  tooLong: '协办意见不超过 2000 个字',
});

/** A supporting unit's message to the lead unit; for staff only. */
export const adviceSchema = z.object({ unit: z.string(), text: z.string(), at: z.iso.datetime() });

const unit = z.string({ error: '请选择责任单位' }).min(1, { error: '请选择责任单位' });

const helpers = z
  .array(z.string().min(1).max(80))
  .max(maxSupportingUnits, { error: `协办单位最多 ${maxSupportingUnits} 个` })
  .refine((units) => new Set(units).size === units.length, { error: '协办单位有重复' })
  .default([]);

/** The lead unit replies (主办); supporting units advise it (协办). */
export const handlersShape = { unit, helpers };

export type SubjectOffer = z.infer<typeof subjectOfferSchema>;
export type UnitCandidate = z.infer<typeof unitCandidateSchema>;
export type Advice = z.infer<typeof adviceSchema>;
