// The exported ledger: what the public ledger file holds, strictly, so that nothing can be slipped in beside it.
import { roles } from './words.ts';
import { z } from './zod.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const instantSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

export const ledgerEventSchema = z.strictObject({
  /** 1 for the first event of the site. */
  position: z.int().min(1),
  receiptCode: z.string(),
  /** 1 for the comment's receipt. */
  version: z.int().min(1),
  type: z.string(),
  at: instantSchema,
  by: z.enum(['resident', ...roles, 'system']),
  /** What everybody may read of the event: unit, classification, salted hashes of words. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Salted hash of what is not public: the clerk's account, the words of a reason. */
  sealed: hashSchema,
  /** Hash of all of the above but the position. */
  leaf: hashSchema,
});

export const ledgerSealSchema = z.strictObject({
  number: z.int().min(1),
  /** Hash of the seal before. */
  previous: hashSchema,
  /** Positions of the first and last event sealed. */
  first: z.int().min(1),
  last: z.int().min(1),
  /** Merkle root of their leaves. */
  root: hashSchema,
  /** When it was made; of a seal that left events for the next one, when the last of its own was recorded. */
  at: instantSchema,
  hash: hashSchema,
});

export const ledgerExportSchema = z.strictObject({
  format: z.literal('mingbai-ledger-1'),
  /** Hash of the last seal; whoever keeps it can tell any later file that does not contain this one. */
  head: hashSchema,
  seals: z.array(ledgerSealSchema),
  events: z.array(ledgerEventSchema),
});

export type LedgerEvent = z.infer<typeof ledgerEventSchema>;
export type LedgerSeal = z.infer<typeof ledgerSealSchema>;
export type LedgerExport = z.infer<typeof ledgerExportSchema>;
