// 不予受理: the list of reasons, and the form of a reason in the record and on the resident's page.
import { stateSchema } from './words.ts';
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

/** A ground that names another comment, which this one repeats. */
const namesComment = z.literal(true).exactOptional();

export const declineReasonSchema = declineWordsSchema.extend({
  namesComment,
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
  /**
   * Whether the office named the comment that this one repeats. Its receipt code if it is public or the resident's own, empty
   * otherwise; null if none was named.
   */
  duplicateOf: z.string().nullable(),
  /** The published answer to the same question, if it was declined as repeated. */
  answer: z.object({ title: z.string(), url: z.string() }).nullable(),
});

/** @property namesComment not recorded: the code of the other comment is */
export type DeclineWords = z.infer<typeof declineWordsSchema> & { namesComment?: true };
/** An older comment that a declined one may repeat. */
export const duplicateOfferSchema = z.object({
  receiptCode: z.string(),
  title: z.string(),
  state: stateSchema,
  receivedAt: z.iso.datetime(),
});

export type DuplicateOffer = z.infer<typeof duplicateOfferSchema>;
export type DeclineReason = z.infer<typeof declineReasonSchema>;
export type RefusalView = z.infer<typeof refusalSchema>;
