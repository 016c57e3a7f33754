// Stores a resident's unsent comments in this browser, by subject, so that a crash, a reload or an empty battery loses
// nothing. Leaves out name, contact and consent: the device may belong to somebody else, and consent is given anew each
// time. Includes the page's key, so that the server recognises a resent comment whose response was lost. Each form has
// its own draft: two tabs about one subject never overwrite each other.
import { type CommentField, type DraftField, draftFields, findDefinition } from '../../api/contract/comment-fields.ts';
import { recordOf } from '../../api/contract/form-field.ts';
import { z } from '../../api/contract/zod.ts';
import { tryStorage } from './storage.ts';

const fieldsSchema = z.object(recordOf(draftFields, () => z.string().optional()));
const storedSchema = fieldsSchema.extend({ savedAt: z.number().default(0) });

export type CommentDraft = Partial<Record<DraftField, string | undefined>>;

const isTyped = (field: CommentField) => ['line', 'lines'].includes(findDefinition(field).control);
/** If all of these are empty, there is no draft. */
export const typedDraftFields = draftFields.filter(isTyped);

/** What the drafts of one form are about. */
export interface DraftPlace {
  about: string;
  /** The comment being followed up. */
  follows: string | null;
}

export interface KeptDraft {
  /** The draft's own name; empty for one from before drafts had names. */
  id: string;
  fields: CommentDraft;
}

const placeKey = ({ about, follows }: DraftPlace) => `comment-draft:${about}${follows ? `:${follows}` : ''}`;
const keyOf = (place: DraftPlace, id: string) => `${placeKey(place)}${id ? `:${id}` : ''}`;

/** Ids are keys of form loads, which no receipt code resembles. */
const idPattern = /^[0-9a-f]{32}$/u;

/** @returns the draft's id; null if the key belongs to another place */
function readId(place: DraftPlace, key: string): string | null {
  const prefix = placeKey(place);
  if (key === prefix) return '';
  const id = key.startsWith(`${prefix}:`) ? key.slice(prefix.length + 1) : '';
  return idPattern.test(id) ? id : null;
}

/** @returns the last one saved first */
export function listCommentDrafts(place: DraftPlace): KeptDraft[] {
  const found = tryStorage((storage) =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').flatMap((key) => {
      const id = readId(place, key);
      if (id === null) return [];
      const { savedAt, ...fields } = storedSchema
        .catch({ savedAt: 0 })
        .parse(JSON.parse(storage.getItem(key) ?? 'null'));
      return typedDraftFields.some((field) => fields[field]) ? [{ id, savedAt, fields }] : [];
    }),
  );
  return (found ?? []).sort((a, b) => b.savedAt - a.savedAt).map(({ id, fields }) => ({ id, fields }));
}

/** @returns whether it was stored */
export function saveCommentDraft(place: DraftPlace, id: string, fields: CommentDraft, now: number): boolean {
  if (typedDraftFields.every((field) => !fields[field]?.trim())) {
    dropCommentDraft(place, id);
    return false;
  }
  const stored = JSON.stringify({ ...fields, savedAt: now });
  return tryStorage((storage) => storage.setItem(keyOf(place, id), stored) ?? true) ?? false;
}

export function dropCommentDraft(place: DraftPlace, id: string): void {
  tryStorage((storage) => storage.removeItem(keyOf(place, id)));
}

/** The tab's own draft, for the life of the tab. */
const ownKey = (place: DraftPlace) => `own-${placeKey(place)}`;

export function rememberOwnDraft(place: DraftPlace, id: string): void {
  try {
    sessionStorage.setItem(ownKey(place), id);
  } catch {
    // Storage may be forbidden or full; then the newest draft comes back.
  }
}

export function readOwnDraftId(place: DraftPlace): string | null {
  try {
    return sessionStorage.getItem(ownKey(place));
  } catch {
    return null;
  }
}
