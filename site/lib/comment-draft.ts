// Keeps a resident's unsent comment in this browser, by subject: a crash, a reload or an empty battery loses
// nothing. Name, contact and consent are not kept: the device may belong to somebody else, and consent is given
// anew each time. The page's key is kept, so that a comment whose response was lost is recognised when sent again.
import { kindSchema } from '../../api/contract/words.ts';
import { z } from '../../api/contract/zod.ts';
import { tryStorage } from './storage.ts';

const draftSchema = z.object({
  kind: kindSchema.optional(),
  title: z.string(),
  text: z.string(),
  key: z.string(),
});

export type CommentDraft = z.infer<typeof draftSchema>;

/** @param follows the comment being followed up */
const keyOf = (about: string, follows: string | null) => `comment-draft:${about}${follows ? `:${follows}` : ''}`;

export function readCommentDraft(about: string, follows: string | null): CommentDraft | null {
  const stored = tryStorage((storage) => JSON.parse(storage.getItem(keyOf(about, follows)) ?? 'null'));
  return draftSchema.nullable().catch(null).parse(stored);
}

/** @returns whether it was stored */
export function keepCommentDraft(about: string, follows: string | null, draft: CommentDraft): boolean {
  if (draft.title.trim() === '' && draft.text.trim() === '') {
    dropCommentDraft(about, follows);
    return false;
  }
  return tryStorage((storage) => storage.setItem(keyOf(about, follows), JSON.stringify(draft)) ?? true) ?? false;
}

export function dropCommentDraft(about: string, follows: string | null): void {
  tryStorage((storage) => storage.removeItem(keyOf(about, follows)));
}
