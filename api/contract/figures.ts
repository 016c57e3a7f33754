// The query of the figures page. Invalid values are ignored.
import { kindSchema } from './words.ts';
import { z } from './zod.ts';

/** Treats an invalid parameter as absent. @param type for the API description, which cannot infer it through `catch` */
const optionalParam = <T extends z.ZodType>(schema: T, type: 'string' | 'integer' = 'string') =>
  schema.optional().catch(undefined).meta({ type });

export const figureQuerySchema = z.object({
  /** Id of a jurisdiction. */
  place: optionalParam(z.string().regex(/^[a-z]{1,40}$/)),
  year: optionalParam(z.coerce.number().int().min(2000).max(2200), 'integer'),
  month: optionalParam(z.coerce.number().int().min(1).max(12), 'integer'),
  /** Id of a unit; `desk` for comments that are not assigned. */
  unit: optionalParam(z.string().regex(/^[a-z0-9-]{1,60}$/)),
  kind: optionalParam(kindSchema),
});

export type FigureQuery = z.infer<typeof figureQuerySchema>;
