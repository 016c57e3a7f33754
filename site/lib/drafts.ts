// Stores a clerk's unsent input by comment and move for the lifetime of the tab, so that a closed form, a reload, an
// ended session or a failed request loses nothing. Office machines are shared, so the store is cleared at sign-out and
// when another account signs in.
import { blackoutSchema } from '../../api/contract/queue.ts';
import { z } from '../../api/contract/zod.ts';
import type { MoveName } from '../../api/life/life.ts';
import { moveNameSchema } from '../../api/life/requests.ts';

/** The fields of all moves. Each move uses those in its own schema. */
const draftSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export type Draft = z.infer<typeof draftSchema>;
type Typed = Draft[string] | undefined;

export const textOf = (typed: Typed): string => (typeof typed === 'string' ? typed : '');
export const listOf = (typed: Typed): string[] => (Array.isArray(typed) ? typed : []);

const prefix = 'draft:';
const ownerKey = 'drafts-of';
const keyOf = (receiptCode: string, move: MoveName) => `${prefix}${receiptCode}:${move}`;

export function readDraft(receiptCode: string, move: MoveName): Draft {
  const stored = sessionStorage.getItem(keyOf(receiptCode, move));
  return stored === null ? {} : draftSchema.catch({}).parse(JSON.parse(stored));
}

export function saveDraft(receiptCode: string, move: MoveName, draft: Draft): void {
  if (Object.values(draft).some((value) => value && value.length > 0))
    sessionStorage.setItem(keyOf(receiptCode, move), JSON.stringify(draft));
  else dropDraft(receiptCode, move);
}

export function dropDraft(receiptCode: string, move: MoveName): void {
  sessionStorage.removeItem(keyOf(receiptCode, move));
}

/** The desk's choices for a publication. */
const publicationSchema = z.object({
  /** When the reply was sent to which the ranges belong. */
  replyAt: z.string(),
  blackouts: z.array(blackoutSchema),
  /** Keys of the proposals that the desk dismissed as harmless. */
  cleared: z.array(z.string()),
  files: z.array(z.int()),
});

export type Publication = z.infer<typeof publicationSchema>;

/**
 * @param replyAt when the current reply was sent; choices for an older reply are dropped
 * @param last initial redactions if nothing was chosen yet
 */
export function readPublication(receiptCode: string, replyAt: string, last: Publication['blackouts']): Publication {
  const nothing: Publication = { replyAt, blackouts: last, cleared: [], files: [] };
  const stored = sessionStorage.getItem(keyOf(receiptCode, 'publish'));
  const draft = stored === null ? nothing : publicationSchema.catch(nothing).parse(JSON.parse(stored));
  if (draft.replyAt === replyAt) return draft;
  return {
    replyAt,
    files: draft.files,
    blackouts: draft.blackouts.filter(({ part }) => part !== 'reply'),
    cleared: draft.cleared.filter((key) => !key.startsWith('reply:')),
  };
}

/** @param last initial redactions; removing all of them is also a choice */
export function savePublication(
  receiptCode: string,
  { replyAt, ...chosen }: Publication,
  last: Publication['blackouts'],
): void {
  if ([last, ...Object.values(chosen)].some((list) => list.length > 0))
    sessionStorage.setItem(keyOf(receiptCode, 'publish'), JSON.stringify({ replyAt, ...chosen }));
  else dropDraft(receiptCode, 'publish');
}

const fieldsSchema = z.record(z.string(), z.string());
const recordKey = (task: string) => `${prefix}${task}:record`;

/**
 * Unsent input for a progress record, by field.
 *
 * @param task `mouxian-2021/tasks/17`
 */
export function readRecordDraft(task: string): Record<string, string> {
  return fieldsSchema.catch({}).parse(JSON.parse(sessionStorage.getItem(recordKey(task)) ?? '{}'));
}

export function saveRecordDraft(task: string, fields: Record<string, string | undefined>): void {
  const typed = Object.entries(fields).filter(([, value]) => value);
  if (typed.length > 0) sessionStorage.setItem(recordKey(task), JSON.stringify(Object.fromEntries(typed)));
  else dropRecordDraft(task);
}

export function dropRecordDraft(task: string): void {
  sessionStorage.removeItem(recordKey(task));
}

/** The moves of a comment that have a draft. */
export function listDrafts(receiptCode: string): MoveName[] {
  return moveNameSchema.options.filter((move) => sessionStorage.getItem(keyOf(receiptCode, move)) !== null);
}

export function dropAllDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/** Clears the drafts of every account except the signed-in one. */
export function clearForeignDrafts(account: string): void {
  if (sessionStorage.getItem(ownerKey) !== account) dropAllDrafts();
  sessionStorage.setItem(ownerKey, account);
}
