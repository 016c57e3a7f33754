// The error body of the API: problem details (RFC 9457) with a code, a sentence, and errors by field.
import { z } from './zod.ts';

export const problemCodeSchema = z.enum([
  'invalid-input',
  'unknown-subject',
  'not-found',
  'not-signed-in',
  'not-allowed',
  'not-in-this-state',
  'no-consent',
  'changed-meanwhile',
  'alike-reply',
  'personal-data',
  'recorded-meanwhile',
  'too-many-requests',
  'too-large',
  'cross-site',
  'too-slow',
  'unavailable',
  'wrong-clock',
  'unexpected',
]);

/** An event, described in words. */
export const stepSchema = z.object({ at: z.iso.datetime(), what: z.string(), who: z.string(), note: z.string() });

/** Possible personal data in a text to be sent. */
const foundPersonalSchema = z.object({
  /** The form's field. */
  field: z.string(),
  /** 电话号码, 姓名 … */
  kind: z.string(),
  /** Position in the field's text, in UTF-16 code units. */
  start: z.int(),
  text: z.string(),
});

const personalWarningSchema = z.object({
  found: z.array(foundPersonalSchema),
  /** Sent back as `personalSeen`, confirms exactly these findings. */
  key: z.string(),
});

/** The key of the warning that the clerk confirmed; empty if none. */
export const personalSeenSchema = z.string().max(64).default('');

export const problemSchema = z.object({
  type: z.string(),
  status: z.int(),
  code: problemCodeSchema,
  /** What went wrong, in the user's words. */
  title: z.string(),
  /** What to do about it. */
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  /** For a stale move: the steps that others recorded in the meantime. */
  changes: z.array(stepSchema).optional(),
  /** Receipt codes of other comments whose replies have nearly the same words. */
  alike: z.array(z.string()).optional(),
  /** Possible personal data in the text to be sent; the clerk may confirm it. */
  personal: personalWarningSchema.optional(),
  requestId: z.string().optional(),
});

export type ProblemCode = z.infer<typeof problemCodeSchema>;
export type FoundPersonal = z.infer<typeof foundPersonalSchema>;
export type PersonalWarning = z.infer<typeof personalWarningSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type FieldError = { field: string; message: string };

/** The first error of each field, in zod's order. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const seen = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    if (!seen.has(field)) seen.set(field, { field, message: issue.message });
  }
  return [...seen.values()];
}
