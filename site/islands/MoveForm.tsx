// The form of one move: only the fields that the move needs, and a button that says what will happen.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type * as z from 'zod';
import type { Problem } from '../../api/contract/problem.ts';
import { type Case, type Move, moveSchema } from '../../api/contract/queue.ts';
import { classificationWords, type MoveName, otherClassification } from '../../api/contract/words.ts';
import { workingDayStrip } from '../../api/views/window.ts';
import { api, ask } from '../lib/api.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from '../lib/drafts.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Field } from './Field.tsx';
import { Markup } from './Markup.tsx';

interface MoveFormProps {
  move: MoveName;
  /** True where the clerk opened it just now. */
  takesFocus: boolean;
  subject: Case;
  onDone: (move: MoveName, after: Case | null) => Promise<void>;
  onClose: () => void;
  /** Reads the comment anew, after somebody else changed it. */
  onRefresh: () => Promise<void>;
  /** The comment is not this clerk's any more. */
  onGone: () => void;
  onSessionEnded: () => void;
}

/** The button in full words, and what the move means where that is not plain. */
function wordsFor(move: MoveName, subject: Case, unitName: string): { button: string; explanation?: string } {
  switch (move) {
    case 'classify': {
      const button = `改为${classificationWords[otherClassification[subject.window.classification]]}`;
      const days = subject.otherWindow?.workingDays;
      return {
        button,
        explanation: `${button}后，期限为 ${days} 个工作日，从收到留言时算起，不重新计算；改类会记入公开的统计。期限如下：`,
      };
    }
    case 'assign':
      return { button: unitName ? `分给${unitName}` : '分办' };
    case 'transfer':
      return { button: unitName ? `转给${unitName}` : '转办', explanation: '转办不改变答复期限。' };
    case 'return':
      return { button: '退回政务公开办', explanation: '退回不改变答复期限。' };
    case 'reply':
      return {
        button: `答复 ${subject.receiptCode}`,
        explanation: `发出后留言人即可看到，不能撤回。答复的是：「${subject.title}」`,
      };
    case 'decline':
      return { button: '不予受理', explanation: '理由会原样告诉留言人，请同时写明应当向哪里反映。' };
    case 'correct':
      return {
        button: `更正答复 ${subject.receiptCode}`,
        explanation: '更正后的全文取代原来的答复，原来的仍在记录里；是否按期的结论不变。',
      };
    case 'uphold':
      return { button: '维持原答复', explanation: '理由会原样告诉留言人；「答非所问」仍计入公开的统计。' };
    case 'publish':
      return { button: '选登', explanation: '公开问题和答复，不含称呼和联系方式。请先看清文字里有没有个人信息。' };
    case 'unpublish':
      return { button: '撤下' };
  }
}

const needsUnit = (move: MoveName) => move === 'assign' || move === 'transfer';
const needsText = (move: MoveName) => move === 'reply' || move === 'correct';
const needsReason = (move: MoveName) =>
  ['classify', 'transfer', 'return', 'decline', 'correct', 'uphold', 'unpublish'].includes(move);

export function MoveForm(props: MoveFormProps) {
  const { move, takesFocus, subject, onDone, onClose, onRefresh, onGone, onSessionEnded } = props;
  const { receiptCode } = subject;
  const classification = otherClassification[subject.window.classification];
  const fixed = { move, ...(move === 'classify' ? { classification } : {}) };
  const resolver = zodResolver<Draft, unknown, z.output<typeof moveSchema>>(
    moveSchema as unknown as z.ZodType<Move, Draft>,
  );
  const { register, handleSubmit, watch, getValues, setError, formState } = useForm<Draft, unknown, Move>({
    defaultValues: readDraft(receiptCode, move),
    resolver: (values, context, options) => resolver({ ...values, ...fixed }, context, options),
    shouldFocusError: true,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (problem) summary.current?.focus();
  }, [problem]);

  useEffect(() => {
    // A move without a field begins with what it means, not with its button: a second Enter must not make it.
    if (takesFocus) (form.current?.querySelector<HTMLElement>('select, textarea') ?? form.current)?.focus();
  }, [takesFocus]);

  const send = async (action: Move) => {
    setProblem(null);
    const answer = await ask(
      api.queue[':receiptCode'].moves.$post({
        param: { receiptCode },
        json: { version: subject.version, action },
      }),
    );
    if (answer.ok) {
      dropDraft(receiptCode, move);
      return onDone(move, answer.data.case);
    }
    if (answer.problem.code === 'not-signed-in') return onSessionEnded();
    if (answer.problem.code === 'not-found') return onGone();
    setProblem(answer.problem);
    for (const { field, message } of answer.problem.errors ?? []) {
      if (field === 'unit' || field === 'reason' || field === 'text') setError(field, { message });
    }
  };

  const refresh = async () => {
    setProblem(null);
    await onRefresh();
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
        else void handleSubmit(send)(event);
      }}
      onChange={() => keepDraft(receiptCode, move, getValues())}
      onKeyDown={({ key, nativeEvent }) => {
        // Escape also puts away what an input method offers; that closes nothing.
        if (key === 'Escape' && !nativeEvent.isComposing) onClose();
      }}
    >
      <ErrorSummary
        ref={summary}
        isShown={problem !== null}
        title={problem?.title ?? ''}
        detail={problem?.detail ?? ''}
        errors={[]}
      />
      {problem?.status === 409 && (
        <p>
          <button type="button" className="button secondary" onClick={() => void refresh()}>
            刷新这件留言
          </button>
        </p>
      )}
      {words.explanation && <p className="hint">{words.explanation}</p>}
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
        <Field field="text" label="答复内容" error={errorOf('text')}>
          <textarea rows={10} {...describe('text')} {...register('text')} />
        </Field>
      )}
      {needsReason(move) && (
        <Field field="reason" label="理由" error={errorOf('reason')}>
          <textarea rows={3} className="short" {...describe('reason')} {...register('reason')} />
        </Field>
      )}
      <p className="button-row">
        <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
          {formState.isSubmitting ? '正在办理…' : words.button}
        </button>
        <button type="button" className="link" onClick={onClose}>
          {move === 'publish' ? '收起' : '收起，内容保留'}
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
