// When each document was added to this site and when its text here last changed. Pages show these times, so each entry has
// the hash of its file, and `npm run verify` fails for a changed file without a new entry.
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

const changeSchema = z.object({
  /** 收录: when the document was added to this site; not its date of issue. */
  takenInAt: instant,
  changedAt: instant,
  /** SHA-256 of the content file as compact JSON, which ignores line ends and spaces. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Keyed by document id. */
export const changeLogSchema = z.record(z.string(), changeSchema);

export type Change = z.infer<typeof changeSchema>;
export type ChangeLog = z.infer<typeof changeLogSchema>;
