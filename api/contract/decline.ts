// 不予受理: the list of reasons, and what the record and the resident's page say about one.
import { z } from './zod.ts';

/** A reason's words at the time the comment was declined. */
export const declineWordsSchema = z.strictObject({
  ground: z.string().min(2).max(40),
  /** The right channel, in words. */
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
  /** Source for telephone, address and channel. */
  source: z.string().min(2),
});

/** What the resident reads about a refusal. */
export const refusalSchema = z.object({
  /** Empty in records older than the list of reasons; so are the next three. */
  ground: z.string(),
  channel: z.string(),
  telephone: z.string(),
  address: z.string(),
  /** What the desk added in its own words. */
  explanation: z.string(),
});

export type DeclineWords = z.infer<typeof declineWordsSchema>;
export type DeclineReason = z.infer<typeof declineReasonSchema>;
export type RefusalView = z.infer<typeof refusalSchema>;
