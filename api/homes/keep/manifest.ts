// What a copy of a record says of itself: which files, which program, how far the ledger went.
import * as z from 'zod';
import { fileSchema, type KeptFile } from './archive.ts';
import type { RecordState } from './record-check.ts';

export const officeSchema = z.string().regex(/^[a-z]+$/u, { error: 'an office is named like guanxian' });

/** What every copy of a record says of it. */
export const recordFacts = {
  office: officeSchema,
  at: z.iso.datetime(),
  /** File names of the migrations of the database. */
  migrations: z.array(z.string()).min(1),
  comments: z.int().min(0),
  events: z.int().min(0),
  seals: z.int().min(0),
  /** Hash of the last seal, and when it was made. */
  head: z.string().regex(/^[0-9a-f]{64}$/u),
  sealedAt: z.iso.datetime().nullable(),
  /** What was wrong with the ledger when the copy was made: a copy is no better than what it was made of. */
  findings: z.array(z.string()),
};

export const manifestSchema = z.strictObject({
  format: z.literal('mingbai-backup-1'),
  ...recordFacts,
  /** Places of attachments that were missing or changed then. */
  faults: z.array(z.string()),
  files: z.array(fileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What of a record is to be the same in each copy of it. */
export const factsOf = ({ migrations, comments, events, seals, head, sealedAt, findings }: RecordState) => ({
  migrations,
  comments,
  events,
  seals,
  head,
  sealedAt,
  findings,
});

/** @throws Error where a file is not what the manifest says, is missing, or is there beside it */
export function compareFiles(path: string, stated: KeptFile[], found: KeptFile[]): void {
  const write = (files: KeptFile[]) =>
    files.map(({ path: name, bytes, sha256 }) => `${name} ${bytes} ${sha256}`).sort();
  const [wanted, real] = [write(stated), write(found)];
  if (wanted.length !== real.length || wanted.some((line, index) => line !== real[index])) {
    throw new Error(`${path} does not hold what its manifest says: take another one.`);
  }
}
