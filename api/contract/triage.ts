// 分办: units that can be assigned a comment, each with the reason for its rank, and the advice of supporting units.
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** Maximum number of supporting units. */
export const maxSupportingUnits = 5;

/** Named by the task table, experienced with similar comments, or neither. */
export const offerRankSchema = z.enum(['responsible', 'experienced', 'other']);

export const unitOfferSchema = z.object({
  id: z.string(),
  name: z.string(),
  rank: offerRankSchema,
  /** The reason in words; empty for the others. */
  why: z.string(),
});

/** The subject's responsible units first, then units with similar comments, then the others. */
export const unitOffersSchema = z.object({ units: z.array(unitOfferSchema) });

export const adviceTextSchema = typedText({
  min: 2,
  max: 2000,
  tooShort: '请填写协办意见',
  tooLong: '协办意见不超过 2000 个字',
});

/** What a supporting unit wrote to the one that replies; for staff only. */
export const adviceSchema = z.object({ unit: z.string(), text: z.string(), at: z.iso.datetime() });

const unit = z.string({ error: '请选择责任单位' }).min(1, { error: '请选择责任单位' });

const helpers = z
  .array(z.string().min(1).max(80))
  .max(maxSupportingUnits, { error: `协办单位最多 ${maxSupportingUnits} 个` })
  .refine((units) => new Set(units).size === units.length, { error: '协办单位有重复' })
  .default([]);

/** One unit replies (主办); others may support it (协办). */
export const handlersShape = { unit, helpers };

export type UnitOffer = z.infer<typeof unitOfferSchema>;
export type Advice = z.infer<typeof adviceSchema>;
