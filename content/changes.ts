// When each document came onto this site and when its words here last changed: pages show it as fact, so each entry
// carries the hash of the file that it was written for, and `npm run verify` refuses a file that changed without one.
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

const changeSchema = z.object({
  /** 收录: when it first stood here; never the date on which the document was issued. */
  takenInAt: instant,
  changedAt: instant,
  /** SHA-256 of the content file, as compact JSON: line ends and spaces do not count. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** By the document's id. */
export const changeLogSchema = z.record(z.string(), changeSchema);

export type Change = z.infer<typeof changeSchema>;
export type ChangeLog = z.infer<typeof changeLogSchema>;
