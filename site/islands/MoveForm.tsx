// The form of one move: only the fields that the move needs, and a button that says what will happen.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type * as z from 'zod';
import { type Case, type Move, moveSchema } from '../../api/contract/queue.ts';
import { type MoveName, otherClassification } from '../../api/contract/words.ts';
import { workingDayStrip } from '../../api/views/window.ts';
import { type Draft, keepDraft, readDraft } from '../lib/drafts.ts';
import { wordsFor } from '../lib/move-words.ts';
import { AlikeWarning } from './AlikeWarning.tsx';
import { Field } from './Field.tsx';
import { Markup } from './Markup.tsx';
import { MoveProblemNotice } from './MoveProblemNotice.tsx';
import { ReplyDesk } from './ReplyDesk.tsx';
import { type MoveFormProps, useMove } from './use-move.ts';

/** Every move but 选登, which has a form of its own. */
type PlainMove = Exclude<MoveName, 'publish'>;

const needsUnit = (move: PlainMove) => move === 'assign' || move === 'transfer';
const needsText = (move: PlainMove) => move === 'reply' || move === 'correct';
const needsReason = (move: PlainMove) =>
  ['classify', 'transfer', 'return', 'decline', 'urge', 'correct', 'uphold', 'unpublish', 'send-back'].includes(move);

/** What the form begins with where the reviewer sent the draft back. */
const sentBack = ({ draft }: Case, move: PlainMove): Draft =>
  draft && !draft.isInReview && needsText(move) ? { text: draft.text, reason: draft.reason } : {};

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
    defaultValues: { ...sentBack(subject, move), ...readDraft(receiptCode, move) },
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
      if (field === 'unit' || field === 'reason' || field === 'text') setError(field, { message });
    }
  };

  const chosen = subject.units.find(({ id }) => id === watch('unit'));
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
        <Field field="unit" label="责任单位" error={errorOf('unit')}>
          <select {...describe('unit')} defaultValue="" {...register('unit')}>
            <option value="" disabled>
              请选择
            </option>
            <optgroup label="这一项的责任单位">
              {subject.units.filter((unit) => unit.isResponsible).map(unitOption)}
            </optgroup>
            <optgroup label="其他单位">{subject.units.filter((unit) => !unit.isResponsible).map(unitOption)}</optgroup>
          </select>
        </Field>
      )}
      {needsText(move) && (
        <ReplyDesk subject={subject} text={watch('text') ?? ''} onText={(text) => setValue('text', text)}>
          <Field field="text" label="答复内容" error={errorOf('text')}>
            <textarea rows={12} {...describe('text')} {...register('text')} />
          </Field>
        </ReplyDesk>
      )}
      {needsReason(move) && (
        <Field field="reason" label="理由" error={errorOf('reason')}>
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

function unitOption({ id, name }: Case['units'][number]) {
  return (
    <option key={id} value={id}>
      {name}
    </option>
  );
}
