// The form of one move: only the fields that the move needs, and a button that says what will happen.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import type * as z from 'zod';
import type { Problem } from '../../api/contract/problem.ts';
import { type Case, type Move, moveSchema } from '../../api/contract/queue.ts';
import type { Classification, MoveName } from '../../api/contract/words.ts';
import { api, ask } from '../lib/api.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Field } from './Field.tsx';

/** The fields of all moves; a move uses those of its own schema. */
interface MoveFields {
  unit?: string;
  reason?: string;
  text?: string;
}

interface MoveFormProps {
  move: MoveName;
  subject: Case;
  onDone: (move: MoveName, after: Case | null) => Promise<void>;
  /** Reads the comment anew, after somebody else changed it. */
  onReload: () => Promise<void>;
}

const other: Record<Classification, Classification> = { simple: 'standard', standard: 'simple' };

/** The button in full words, and what the move means where that is not plain. */
function wordsFor(move: MoveName, subject: Case, unitName: string): { button: string; explanation?: string } {
  switch (move) {
    case 'classify':
      return other[subject.window.classification] === 'simple'
        ? { button: '改为简单问题', explanation: '改为简单问题后，期限为 1 个工作日，从收到留言时算起，不重新计算。' }
        : { button: '改为一般问题', explanation: '期限从收到留言时算起，不重新计算；改类会记入公开的统计。' };
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
    case 'publish':
      return { button: '选登', explanation: '公开问题和答复，不含称呼和联系方式。请先看清文字里有没有个人信息。' };
    case 'unpublish':
      return { button: '撤下' };
  }
}

const needsUnit = (move: MoveName) => move === 'assign' || move === 'transfer';
const needsReason = (move: MoveName) => ['classify', 'transfer', 'return', 'decline', 'unpublish'].includes(move);

export function MoveForm({ move, subject, onDone, onReload }: MoveFormProps) {
  const fixed = { move, ...(move === 'classify' ? { classification: other[subject.window.classification] } : {}) };
  const resolver = zodResolver<MoveFields, unknown, z.output<typeof moveSchema>>(
    moveSchema as unknown as z.ZodType<Move, MoveFields>,
  );
  const { register, handleSubmit, watch, setError, formState } = useForm<MoveFields, unknown, Move>({
    resolver: (values, context, options) => resolver({ ...values, ...fixed }, context, options),
    shouldFocusError: true,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) summary.current?.focus();
  }, [problem]);

  const send = async (action: Move) => {
    setProblem(null);
    const answer = await ask(
      api.queue[':receiptCode'].moves.$post({
        param: { receiptCode: subject.receiptCode },
        json: { version: subject.version, action },
      }),
    );
    if (answer.ok) {
      await onDone(move, answer.data.case);
      return;
    }
    setProblem(answer.problem);
    for (const { field, message } of answer.problem.errors ?? []) {
      if (field === 'unit' || field === 'reason' || field === 'text') setError(field, { message });
    }
  };

  const chosen = subject.units.find(({ id }) => id === watch('unit'));
  const words = wordsFor(move, subject, chosen?.name ?? '');
  const errorOf = (field: keyof MoveFields) => formState.errors[field]?.message;
  const describe = (field: keyof MoveFields) => ({
    id: field,
    'aria-invalid': errorOf(field) ? (true as const) : undefined,
    'aria-describedby': `${field}-error`,
  });

  return (
    <form className="move-form" onSubmit={handleSubmit(send)} noValidate>
      <ErrorSummary
        ref={summary}
        isShown={problem !== null}
        title={problem?.title ?? ''}
        detail={problem?.detail ?? ''}
        errors={[]}
      />
      {problem?.code === 'changed-meanwhile' && (
        <p>
          <button type="button" className="button secondary" onClick={() => void onReload()}>
            刷新这件留言
          </button>
        </p>
      )}
      {words.explanation && <p className="hint">{words.explanation}</p>}
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
      {move === 'reply' && (
        <Field field="text" label="答复内容" error={errorOf('text')}>
          <textarea rows={10} {...describe('text')} {...register('text')} />
        </Field>
      )}
      {needsReason(move) && (
        <Field field="reason" label="理由" error={errorOf('reason')}>
          <textarea rows={3} className="short" {...describe('reason')} {...register('reason')} />
        </Field>
      )}
      <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
        {formState.isSubmitting ? '正在办理…' : words.button}
      </button>
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
