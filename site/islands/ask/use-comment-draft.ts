// The form's own draft: saved as it is typed, and the newest one that no other tab is writing brought back.
import { useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { draftFields } from '../../../api/contract/comment-fields.ts';
import { recordOf } from '../../../api/contract/form-field.ts';
import {
  type DraftPlace,
  dropCommentDraft,
  listCommentDrafts,
  readOwnDraftId,
  rememberOwnDraft,
  saveCommentDraft,
  typedDraftFields,
} from '../../lib/comment-draft.ts';
import { findOwnedDrafts, ownDraft } from '../../lib/draft-owners.ts';
import type { Typed } from './CommentFields.tsx';

/** A notice beside a draft, with a button to discard it. */
export type DraftNotice = 'none' | 'kept' | 'restored';

/** The comment being followed up, from the address. Its draft is stored separately. */
const followed = () => new URLSearchParams(location.search).get('follows');

export function useCommentDraft({ getValues, setValue }: Pick<UseFormReturn<Typed>, 'getValues' | 'setValue'>) {
  const [notice, setNotice] = useState<DraftNotice>('none');
  /** Further drafts about this subject. */
  const [others, setOthers] = useState(0);
  const id = useRef('');
  const place = useRef<DraftPlace>({ about: '', follows: null });

  useEffect(() => {
    id.current = getValues('key') ?? '';
    place.current = { about: getValues('about') ?? '', follows: followed() };
    const end = ownDraft(() => id.current);
    const restore = async () => {
      const drafts = listCommentDrafts(place.current);
      if (drafts.length === 0) return;
      const owned = await findOwnedDrafts();
      if (typedDraftFields.some((field) => getValues(field))) return;
      const free = drafts.filter((draft) => !owned.has(draft.id));
      // After a restart all tabs come back at once, and each takes its own.
      const kept = free.find((draft) => draft.id === readOwnDraftId(place.current)) ?? free[0];
      if (!kept) return;
      id.current = kept.id;
      rememberOwnDraft(place.current, kept.id);
      for (const field of draftFields) {
        const value = kept.fields[field];
        // A follow-up keeps its key, by which the server recognises the form.
        if (value !== undefined && !(field === 'key' && followed())) setValue(field, value);
      }
      setOthers(free.length - 1);
      setNotice('restored');
    };
    void restore();
    return end;
  }, [getValues, setValue]);

  const save = () => {
    const typed = recordOf(draftFields, (field) => getValues(field) ?? undefined);
    const isKept = saveCommentDraft(place.current, id.current, typed, Date.now());
    if (isKept) rememberOwnDraft(place.current, id.current);
    setNotice((before) => (!isKept || before === 'restored' ? before : 'kept'));
  };
  const drop = () => dropCommentDraft(place.current, id.current);
  const clear = () => {
    drop();
    for (const field of typedDraftFields) setValue(field, '');
    setNotice('none');
    document.querySelector<HTMLElement>(`#${typedDraftFields[0]}`)?.focus();
  };
  return { notice, others, save, drop, clear };
}
