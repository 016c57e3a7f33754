// 不予受理: the list of reasons, and the form of a reason in the record and on the resident's page.
import { z } from './zod.ts';

/** The wording of a reason at the time of the refusal. */
export const declineWordsSchema = z.strictObject({
  ground: z.string().min(2).max(40),
  /** The right channel for the matter, described in words. */
  channel: z.string().min(5).max(200),
  /** A telephone number valid nationwide. */
  telephone: z
    .string()
    .regex(/^\d{3,8}$/u)
    .exactOptional(),
  address: z.url({ protocol: /^https$/u, hostname: /\.gov\.cn$/u }).exactOptional(),
});

export const declineReasonSchema = declineWordsSchema.extend({
  id: z.string().regex(/^[a-z-]+$/u),
  /** Source of the telephone, address and channel. */
  source: z.string().min(2),
});

/** A refusal as shown to the resident. */
export const refusalSchema = z.object({
  /** This field and the next three are empty in records older than the list of reasons. */
  ground: z.string(),
  channel: z.string(),
  telephone: z.string(),
  address: z.string(),
  /** The desk's own explanation. */
  explanation: z.string(),
  /** The published answer to the same question, if it was declined as repeated. */
  answer: z.object({ title: z.string(), url: z.string() }).nullable(),
});

export type DeclineWords = z.infer<typeof declineWordsSchema>;
export type DeclineReason = z.infer<typeof declineReasonSchema>;
export type RefusalView = z.infer<typeof refusalSchema>;
