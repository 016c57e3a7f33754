// The form of one move: only the move's own fields, and a button that states the result.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import type { PersonalWarning as PersonalWarningShown } from '../../../api/contract/problem.ts';
import { otherClassification } from '../../../api/contract/words.ts';
import type { MoveName } from '../../../api/life/life.ts';
import type { FormField } from '../../../api/life/move.ts';
import { type Case, type Move, moveSchema } from '../../../api/life/requests.ts';
import { formOf } from '../../../api/life/words.ts';
import { isComposing } from '../../lib/composing.ts';
import { type Draft, readDraft, saveDraft, textOf } from '../../lib/drafts.ts';
import { PersonalWarning } from '../shared/PersonalWarning.tsx';
import { useShownForm } from '../shared/use-shown-form.ts';
import { AlikeWarning } from './AlikeWarning.tsx';
import { MoveField } from './MoveField.tsx';
import { MoveProblemNotice } from './MoveProblemNotice.tsx';
import { type MoveFormProps, useMove } from './use-move.ts';
import { useUnitOffers } from './use-unit-offers.ts';

/** Every move except 选登, which has its own form. */
type PlainMove = Exclude<MoveName, 'publish'>;

/** Initial values: a draft that the reviewer sent back, or the current supporting units, who stay unless removed. */
function startOf({ as }: FormField, name: string, { draft, helpers, kind, about }: Case): Draft {
  switch (as) {
    case 'kind':
      return { [name]: kind };
    case 'subject':
      return { [name]: about.id };
    case 'unit':
    case 'ground':
    case 'twin':
      return { [name]: '' };
    case 'helpers':
      return { [name]: helpers.map(({ id }) => id) };
    case 'reply':
      return draft && !draft.isInReview ? { text: draft.text, reason: draft.reason } : {};
    case 'text':
    case 'other-classification':
    case 'warning':
    case 'own-form':
      return {};
  }
}

/** Values sent without a field of their own. */
const fixedOf = ({ as }: FormField, name: string, { window }: Case): Draft =>
  as === 'other-classification' ? { [name]: otherClassification[window.classification] } : {};

const askedFields: readonly FormField['as'][] = [
  'unit',
  'helpers',
  'reply',
  'ground',
  'twin',
  'text',
  'subject',
  'kind',
];

export function MoveForm(props: MoveFormProps<PlainMove>) {
  const { move, takesFocus, subject, onClose } = props;
  const { receiptCode } = subject;
  const { problem, send, refresh } = useMove(props);
  const { fields, ...words } = formOf(move);
  const shown = Object.entries(fields);
  const asked = shown.filter(([, { as }]) => askedFields.includes(as));
  const collect = (part: typeof startOf): Draft =>
    Object.assign({}, ...shown.map(([name, field]) => part(field, name, subject)));
  const resolver = zodResolver<Draft, unknown, z.output<typeof moveSchema>>(
    moveSchema as unknown as z.ZodType<Move, Draft>,
  );
  const {
    form,
    shown: fieldsShown,
    element,
  } = useShownForm<Draft, unknown, Move>({
    defaultValues: { ...collect(startOf), ...readDraft(receiptCode, move) },
    resolver: (values, context, options) => resolver({ ...values, ...collect(fixedOf), move }, context, options),
    shouldFocusError: true,
  });
  const { handleSubmit, watch, getValues, setError, formState } = form;
  /** Comments with nearly the same reply, as warned by the server. The clerk may confirm. */
  const [alike, setAlike] = useState<string[]>([]);
  const [isMeant, setIsMeant] = useState(false);
  /** What looks personal in the words; the clerk may confirm it, and what was confirmed stays so. */
  const [personal, setPersonal] = useState<PersonalWarningShown | null>(null);
  const personalSeen = useRef('');

  useEffect(() => {
    // A move without fields: focus its explanation, not its button, or a second Enter would make the move.
    if (takesFocus) (element.current?.querySelector<HTMLElement>('select, textarea') ?? element.current)?.focus();
  }, [takesFocus, element]);

  const submit = async (action: Move) => {
    const confirmed = 'alikeSeen' in action ? { ...action, alikeSeen: isMeant ? alike : [] } : action;
    const refusal = await send(confirmed, personalSeen.current);
    setPersonal(refusal?.personal ?? null);
    if (refusal?.personal) return; // what was confirmed of similar replies stays
    setIsMeant(false);
    setAlike(refusal?.alike ?? []);
    for (const { field, message } of refusal?.errors ?? []) {
      if (asked.some(([name]) => name === field)) setError(field, { message });
    }
  };

  const offers = useUnitOffers(
    receiptCode,
    shown.some(([, { as }]) => as === 'unit'),
  );
  const chosen = offers.units.find(({ id }) => id === textOf(watch('unit')));
  const button = words.button(subject, chosen?.name ?? '');
  const explanation = words.explanation(subject);
  /** A reply form shows the question first, and its explanation last. */
  const isReply = shown.some(([, { as }]) => as === 'reply');

  return (
    <form
      className="move-form"
      aria-label={button}
      tabIndex={-1}
      {...fieldsShown}
      noValidate
      onSubmit={(event) => {
        // Ignore the second click of a double click.
        if (formState.isSubmitting) event.preventDefault();
        else void handleSubmit(submit)(event);
      }}
      onChange={() => saveDraft(receiptCode, move, getValues())}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Escape' && !isComposing(nativeEvent)) onClose();
      }}
    >
      <MoveProblemNotice problem={alike.length > 0 || personal ? null : problem} onRefresh={refresh} />
      {explanation && !isReply && <p className="hint">{explanation}</p>}
      {shown.map(([name, field]) => (
        <MoveField key={name} name={name} field={field} subject={subject} form={form} offers={offers} />
      ))}
      {explanation && isReply && (
        <p className="hint">
          <span className="code">{receiptCode}</span>　{explanation}
        </p>
      )}
      {alike.length > 0 && <AlikeWarning codes={alike} isMeant={isMeant} onMeant={setIsMeant} />}
      {personal && (
        <PersonalWarning
          found={personal.found}
          question="还没有发出。留言人会看到，确认要发给留言人吗？也可以改过再发。"
          button="核对过了，照样发出"
          onConfirm={() => {
            personalSeen.current = personal.key;
          }}
        />
      )}
      <p className="button-row">
        <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
          {formState.isSubmitting ? '正在办理…' : button}
        </button>
        <button type="button" className="link" onClick={onClose}>
          {asked.length === 0 ? '收起' : '收起，内容保留'}
        </button>
      </p>
    </form>
  );
}
