// Stores a resident's unsent comment in this browser, by subject, so that a crash, a reload or an empty battery loses
// nothing. Leaves out name, contact and consent: the device may belong to somebody else, and consent is given anew each
// time. Includes the page's key, so that the server recognises a resent comment whose response was lost.
import { type CommentField, type DraftField, definitionOf, draftFields } from '../../api/contract/comment-fields.ts';
import { recordOf } from '../../api/contract/form-field.ts';
import { z } from '../../api/contract/zod.ts';
import { tryStorage } from './storage.ts';

const draftSchema = z.object(recordOf(draftFields, () => z.string().optional()));

export type CommentDraft = Partial<Record<DraftField, string | undefined>>;

const isTyped = (field: CommentField) => ['line', 'lines'].includes(definitionOf(field).control);
/** If all of these are empty, there is no draft. */
export const typedDraftFields = draftFields.filter(isTyped);

/** @param follows the comment that the new one follows up */
const keyOf = (about: string, follows: string | null) => `comment-draft:${about}${follows ? `:${follows}` : ''}`;

export function readCommentDraft(about: string, follows: string | null): CommentDraft | null {
  const stored = tryStorage((storage) => JSON.parse(storage.getItem(keyOf(about, follows)) ?? 'null'));
  return draftSchema.nullable().catch(null).parse(stored);
}

/** @returns whether it was stored */
export function saveCommentDraft(about: string, follows: string | null, draft: CommentDraft): boolean {
  if (typedDraftFields.every((field) => !draft[field]?.trim())) {
    dropCommentDraft(about, follows);
    return false;
  }
  return tryStorage((storage) => storage.setItem(keyOf(about, follows), JSON.stringify(draft)) ?? true) ?? false;
}

export function dropCommentDraft(about: string, follows: string | null): void {
  tryStorage((storage) => storage.removeItem(keyOf(about, follows)));
}
