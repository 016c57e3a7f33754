// Witnesses: who outside the house holds a seal of the ledger, and whose seals this site holds.
import { recordHeadSchema } from './ledger.ts';
import { z } from './zod.ts';

/** The file /data/witnesses.json: the newest marks. */
export const witnessMarksSchema = z.array(
  z.object({
    /** Ids of the places that share the ledger. */
    places: z.array(z.string()),
    seal: recordHeadSchema,
    /** `tsa=https://…`, `mingbai=https://…`, or `mail`. */
    witness: z.string(),
    /** When the witness answered, by this site's clock. */
    at: z.iso.datetime(),
    /** In hex; empty where the request had none. */
    nonce: z.string(),
    /** A time-stamp token (RFC 3161) in base64, or what another site answered; empty for a mail. */
    token: z.string(),
  }),
);

/** A seal of another site, as it showed it. */
export const witnessedHeadSchema = z.object({
  site: z.string(),
  places: z.array(z.string()),
  head: recordHeadSchema,
  /** When this site saw it. */
  seenAt: z.iso.datetime(),
});

/** The file /data/witnessed.json. */
export const witnessedHeadsSchema = z.array(witnessedHeadSchema);

/** A site asks to be looked at. What it shows is fetched from its own address, so nobody can speak for another. */
export const witnessRequestSchema = z.object({
  site: z.url({ protocol: /^https?$/u, error: '请写明网站的地址' }).max(200),
});

export type WitnessMarks = z.infer<typeof witnessMarksSchema>;
export type WitnessedHead = z.infer<typeof witnessedHeadSchema>;
