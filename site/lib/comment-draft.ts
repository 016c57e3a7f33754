// What a resident typed and has not sent, kept in this browser by subject: a crash, a reload or a dead battery loses
// nothing. Name, contact and the choice to publish are not kept: the device may be somebody else's, and consent is given
// each time. The page's key is, so that a comment whose answer was lost is the same one when it is sent again.
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

/** @param follows the comment that a follow-up asks on */
const keyOf = (about: string, follows: string | null) => `comment-draft:${about}${follows ? `:${follows}` : ''}`;

export function readCommentDraft(about: string, follows: string | null): CommentDraft | null {
  const stored = tryStorage((storage) => JSON.parse(storage.getItem(keyOf(about, follows)) ?? 'null'));
  return draftSchema.nullable().catch(null).parse(stored);
}

/** @returns whether it is kept */
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
