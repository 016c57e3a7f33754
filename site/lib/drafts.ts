// What a clerk typed and has not sent, kept by comment and move for the life of the browser's tab: a closed form, a
// reload, an ended session or a failed sending loses nothing. Office machines are shared: signing out clears it, and so
// does somebody else's signing in.
import { type MoveName, moveNameSchema } from '../../api/contract/words.ts';
import { z } from '../../api/contract/zod.ts';

/** The fields of all moves; a move uses those of its own schema. */
const draftSchema = z.object({
  unit: z.string().optional(),
  reason: z.string().optional(),
  text: z.string().optional(),
});

export type Draft = z.infer<typeof draftSchema>;

const prefix = 'draft:';
const ownerKey = 'drafts-of';
const keyOf = (receiptCode: string, move: MoveName) => `${prefix}${receiptCode}:${move}`;

export function readDraft(receiptCode: string, move: MoveName): Draft {
  const stored = sessionStorage.getItem(keyOf(receiptCode, move));
  return stored === null ? {} : draftSchema.catch({}).parse(JSON.parse(stored));
}

export function keepDraft(receiptCode: string, move: MoveName, draft: Draft): void {
  if (Object.values(draft).some(Boolean)) sessionStorage.setItem(keyOf(receiptCode, move), JSON.stringify(draft));
  else dropDraft(receiptCode, move);
}

export function dropDraft(receiptCode: string, move: MoveName): void {
  sessionStorage.removeItem(keyOf(receiptCode, move));
}

/** Moves of a comment for which something is kept. */
export function listDrafts(receiptCode: string): MoveName[] {
  return moveNameSchema.options.filter((move) => sessionStorage.getItem(keyOf(receiptCode, move)) !== null);
}

export function dropAllDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/** Called with the account that is signed in: drafts of anybody else are cleared. */
export function claimDrafts(account: string): void {
  if (sessionStorage.getItem(ownerKey) !== account) dropAllDrafts();
  sessionStorage.setItem(ownerKey, account);
}
