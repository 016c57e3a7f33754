// When each document was added to this site and when its words here last changed. Pages state it as fact, so each entry
// carries the hash of the file it describes, and `npm run verify` refuses a changed file without a new entry.
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

const changeSchema = z.object({
  /** 收录: when it was added here; never the document's date of issue. */
  takenInAt: instant,
  changedAt: instant,
  /** SHA-256 of the content file as compact JSON, so that line ends and spaces do not count. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Keyed by document id. */
export const changeLogSchema = z.record(z.string(), changeSchema);

export type Change = z.infer<typeof changeSchema>;
export type ChangeLog = z.infer<typeof changeLogSchema>;
