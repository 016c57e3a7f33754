// A submitted comment, with the evidence for the spam checks.
import { newCommentSchema } from './comment.ts';
import { z } from './zod.ts';

/** Every field accepts any value: an unreadable one is a reason to hold the comment, not to reject it. */
export const evidenceSchema = z.object({
  /** Honeypot: people do not see this field, so only bots fill it in. */
  homepage: z.string().optional().catch('unreadable').meta({ type: 'string' }),
  /** The solved challenge of GET /api/challenge, as JSON. */
  proof: z.string().optional().catch(undefined).meta({ type: 'string' }),
});

/** The comment that a follow-up continues, and its tracking code if the browser no longer has it. */
const followUpSchema = z.object({
  follows: z.string().max(40, { error: '留言编号过长' }).optional(),
  trackingCode: z.string().max(40, { error: '查询码过长' }).optional(),
});

export const sendingSchema = newCommentSchema.extend(evidenceSchema.shape).extend(followUpSchema.shape);
export const sendingFields = sendingSchema.keyof().options;

/** Proof of work for the sender's device: find the counter whose derived key has this prefix (ALTCHA, PBKDF2). */
export const challengeSchema = z.object({
  parameters: z.object({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
    keySignature: z.string(),
    data: z.object({ madeAt: z.int() }),
  }),
  signature: z.string(),
});

export const proofSchema = z.object({
  challenge: challengeSchema,
  solution: z.object({ counter: z.int(), derivedKey: z.string(), time: z.number() }),
});

export type Evidence = z.output<typeof evidenceSchema>;
export type Sending = z.output<typeof sendingSchema>;
export type Challenge = z.infer<typeof challengeSchema>;
