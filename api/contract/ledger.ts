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
  /** Positions of the first and last sealed event. */
  first: z.int().min(1),
  last: z.int().min(1),
  /** Merkle root of their leaves. */
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

export type LedgerEvent = z.infer<typeof ledgerEventSchema>;
export type LedgerSeal = z.infer<typeof ledgerSealSchema>;
export type LedgerExport = z.infer<typeof ledgerExportSchema>;
