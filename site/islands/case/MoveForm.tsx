// The form of one move: only the fields that the move needs, and a button that says what will happen.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type * as z from 'zod';
import { type Case, type Move, moveSchema } from '../../../api/contract/queue.ts';
import { type MoveName, otherClassification } from '../../../api/contract/words.ts';
import { workingDayStrip } from '../../fragments/window.ts';
import { type Draft, keepDraft, readDraft } from '../../lib/drafts.ts';
import { wordsFor } from '../../lib/move-words.ts';
import { Field } from '../shared/Field.tsx';
import { Markup } from '../shared/Markup.tsx';
import { AlikeWarning } from './AlikeWarning.tsx';
import { DeclineFields } from './DeclineFields.tsx';
import { HandlerFields } from './HandlerFields.tsx';
import { MoveProblemNotice } from './MoveProblemNotice.tsx';
import { ReplyDesk } from './ReplyDesk.tsx';
import { type MoveFormProps, useMove } from './use-move.ts';
import { useUnitOffers } from './use-unit-offers.ts';

/** Every move but 选登, which has a form of its own. */
type PlainMove = Exclude<MoveName, 'publish'>;

const needsUnit = (move: PlainMove) => move === 'assign' || move === 'transfer';
const needsText = (move: PlainMove) => move === 'reply' || move === 'correct';
const needsReason = (move: PlainMove) =>
  ['classify', 'transfer', 'return', 'decline', 'urge', 'correct', 'uphold', 'unpublish', 'send-back'].includes(move);

/** What the form begins with: a draft that the reviewer sent back; those who help, who go on unless they are taken off. */
function startOf({ draft, helpers }: Case, move: PlainMove): Draft {
  if (needsUnit(move)) return { unit: '', helpers: helpers.map(({ id }) => id) };
  if (move === 'decline') return { ground: '' };
  return draft && !draft.isInReview && needsText(move) ? { text: draft.text, reason: draft.reason } : {};
}

const sentFields = ['unit', 'helpers', 'ground', 'reason', 'text'] as const;
const isSentField = (field: string): field is (typeof sentFields)[number] =>
  (sentFields as readonly string[]).includes(field);

export function MoveForm(props: MoveFormProps<PlainMove>) {
  const { move, takesFocus, subject, onClose } = props;
  const { receiptCode } = subject;
  const { problem, send, refresh } = useMove(props);
  const classification = otherClassification[subject.window.classification];
  const fixed = { move, ...(move === 'classify' ? { classification } : {}) };
  const resolver = zodResolver<Draft, unknown, z.output<typeof moveSchema>>(
    moveSchema as unknown as z.ZodType<Move, Draft>,
  );
  const { register, handleSubmit, watch, getValues, setValue, setError, formState } = useForm<Draft, unknown, Move>({
    defaultValues: { ...startOf(subject, move), ...readDraft(receiptCode, move) },
    resolver: (values, context, options) => resolver({ ...values, ...fixed }, context, options),
    shouldFocusError: true,
  });
  /** Other comments that were answered in nearly the same words, and that the clerk says are meant to be. */
  const [alike, setAlike] = useState<string[]>([]);
  const [isMeant, setIsMeant] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    // A move without a field begins with what it means, not with its button: a second Enter must not make it.
    if (takesFocus) (form.current?.querySelector<HTMLElement>('select, textarea') ?? form.current)?.focus();
  }, [takesFocus]);

  const submit = async (action: Move) => {
    const refusal = await send('alikeSeen' in action ? { ...action, alikeSeen: isMeant ? alike : [] } : action);
    setIsMeant(false);
    setAlike(refusal?.alike ?? []);
    for (const { field, message } of refusal?.errors ?? []) {
      if (isSentField(field)) setError(field, { message });
    }
  };

  const [unit = '', helpers = [], ground = ''] = watch(['unit', 'helpers', 'ground']);
  const offers = useUnitOffers(receiptCode, needsUnit(move));
  const chosen = offers.units.find(({ id }) => id === unit);
  const words = wordsFor(move, subject, chosen?.name ?? '');
  const errorOf = (field: keyof Draft) => formState.errors[field]?.message;
  const describe = (field: keyof Draft) => ({
    id: field,
    'aria-invalid': errorOf(field) ? (true as const) : undefined,
    'aria-describedby': `${field}-error`,
  });

  return (
    <form
      className="move-form"
      aria-label={words.button}
      tabIndex={-1}
      ref={form}
      noValidate
      onSubmit={(event) => {
        // A double click is one sending.
        if (formState.isSubmitting) event.preventDefault();
        else void handleSubmit(submit)(event);
      }}
      onChange={() => keepDraft(receiptCode, move, getValues())}
      onKeyDown={({ key, nativeEvent }) => {
        // Escape also puts away what an input method offers; that closes nothing.
        if (key === 'Escape' && !nativeEvent.isComposing) onClose();
      }}
    >
      <MoveProblemNotice problem={alike.length > 0 ? null : problem} onRefresh={refresh} />
      {words.explanation && !needsText(move) && <p className="hint">{words.explanation}</p>}
      {move === 'classify' && subject.otherWindow && <Markup html={workingDayStrip(subject.otherWindow)} />}
      {needsUnit(move) && (
        <HandlerFields
          offers={offers}
          unit={unit}
          helpers={helpers}
          holder={subject.unit?.id ?? null}
          errors={{ unit: errorOf('unit'), helpers: errorOf('helpers') }}
          select={{
            ...describe('unit'),
            'aria-describedby': 'unit-hint unit-error',
            ...register('unit', {
              onChange: () =>
                setValue(
                  'helpers',
                  helpers.filter((one) => one !== getValues('unit')),
                ),
            }),
          }}
          onHelpers={(next) => setValue('helpers', next)}
        />
      )}
      {needsText(move) && (
        <ReplyDesk subject={subject} text={watch('text') ?? ''} onText={(text) => setValue('text', text)}>
          <Field field="text" label="答复内容" error={errorOf('text')}>
            <textarea rows={12} {...describe('text')} {...register('text')} />
          </Field>
        </ReplyDesk>
      )}
      {move === 'decline' && (
        <DeclineFields
          ground={ground}
          error={errorOf('ground')}
          select={{ ...describe('ground'), ...register('ground') }}
        />
      )}
      {move === 'advise' && (
        <Field field="text" label="协办意见" error={errorOf('text')}>
          <textarea rows={6} {...describe('text')} {...register('text')} />
        </Field>
      )}
      {needsReason(move) && (
        <Field field="reason" label={move === 'decline' ? '补充说明（可以不填）' : '理由'} error={errorOf('reason')}>
          <textarea rows={3} className="short" {...describe('reason')} {...register('reason')} />
        </Field>
      )}
      {words.explanation && needsText(move) && (
        <p className="hint">
          <span className="code">{receiptCode}</span>　{words.explanation}
        </p>
      )}
      {alike.length > 0 && <AlikeWarning codes={alike} isMeant={isMeant} onMeant={setIsMeant} />}
      <p className="button-row">
        <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
          {formState.isSubmitting ? '正在办理…' : words.button}
        </button>
        <button type="button" className="link" onClick={onClose}>
          {['release', 'pass'].includes(move) ? '收起' : '收起，内容保留'}
        </button>
      </p>
    </form>
  );
}
