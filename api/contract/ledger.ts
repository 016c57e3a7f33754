// The strict schema of the exported ledger. It rejects extra fields, because no hash would cover them.
import { roles } from './words.ts';
import { z } from './zod.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const instantSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

export const ledgerEventSchema = z.strictObject({
  /** 1 for the site's first event. */
  position: z.int().min(1),
  receiptCode: z.string(),
  /** 1 for the comment's receipt. */
  version: z.int().min(1),
  type: z.string(),
  at: instantSchema,
  by: z.enum(['resident', ...roles, 'system']),
  /** Public facts of the event: unit, classification, salted hashes of words. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Salted hash of private facts: the clerk's account, the words of a reason. */
  sealed: hashSchema,
  /** Hash of all of the above except the position. */
  leaf: hashSchema,
});

export const ledgerSealSchema = z.strictObject({
  number: z.int().min(1),
  /** Hash of the previous seal. */
  previous: hashSchema,
  /** Positions of the first and last sealed event. A seal over no events ends before it begins: it marks the time. */
  first: z.int().min(1),
  last: z.int().min(0),
  /** Merkle root of their leaves; zeros if there are none. */
  root: hashSchema,
  /** When the seal was made. If the batch was full, when its last event was recorded. */
  at: instantSchema,
  hash: hashSchema,
});

export const ledgerExportSchema = z.strictObject({
  format: z.literal('mingbai-ledger-1'),
  /** Hash of the last seal. Readers who save it can detect a later file that does not contain it. */
  head: hashSchema,
  seals: z.array(ledgerSealSchema),
  events: z.array(ledgerEventSchema),
});

/** The newest seal, as residents keep it: its hash commits to everything recorded before. */
export const recordHeadSchema = ledgerSealSchema.pick({ number: true, at: true, hash: true });

/** The file /data/head.json: the newest seal of each ledger. */
export const recordHeadsSchema = z.array(
  z.object({
    /** Ids of the places that share the ledger. */
    places: z.array(z.string()),
    /** Null before the first seal. */
    head: recordHeadSchema.nullable(),
  }),
);

export type RecordHead = z.infer<typeof recordHeadSchema>;
export type RecordHeads = z.infer<typeof recordHeadsSchema>;
export type LedgerEvent = z.infer<typeof ledgerEventSchema>;
export type LedgerSeal = z.infer<typeof ledgerSealSchema>;
export type LedgerExport = z.infer<typeof ledgerExportSchema>;
