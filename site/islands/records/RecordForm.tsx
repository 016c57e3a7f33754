// The form for one record: progress, a result with its public address, or a correction of an earlier record.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import {
  type NewRecord,
  newRecordSchema,
  type RecordStatus,
  recordLimits,
  recordStatusWords,
  type StaffCommitment,
} from '../../../api/contract/commitment.ts';
import { toHex } from '../../../api/contract/hex.ts';
import type { Problem } from '../../../api/contract/problem.ts';
import { api, ask } from '../../lib/api.ts';
import { dropRecordDraft, readRecordDraft, saveRecordDraft } from '../../lib/drafts.ts';
import { ErrorSummary } from '../shared/ErrorSummary.tsx';
import { Choice, Field } from '../shared/Field.tsx';
import { PersonalWarning } from '../shared/PersonalWarning.tsx';
import { useShownForm } from '../shared/use-shown-form.ts';

/** Fields in page order, in which the errors are listed. */
const recordFields = ['status', 'corrects', 'on', 'text', 'link'] as const;
type RecordField = (typeof recordFields)[number];
type RecordFields = Partial<Record<RecordField, string>>;

const statusHints: Record<RecordStatus, string> = {
  'in-progress': '做到哪一步了',
  finished: '结果已经公开，有网址可查',
  correction: '撤回登记错的一条，再登记正确的',
};

interface RecordFormProps {
  commitment: StaffCommitment;
  param: { document: string; row: string };
  onDone: (status: RecordStatus) => Promise<void>;
  /** Reloads the records after somebody else added one. */
  onReload: () => Promise<void>;
  onSessionEnded: () => void;
}

const makeKey = () => toHex(crypto.getRandomValues(new Uint8Array(16)));

const wordsOfText: Record<RecordStatus, { label: string; hint: string }> = {
  'in-progress': { label: '进展', hint: `做了什么，到哪一步，不超过 ${recordLimits.text} 个字` },
  finished: { label: '结果', hint: `公开了什么，不超过 ${recordLimits.text} 个字` },
  correction: { label: '更正理由', hint: '哪里写错了，会和原来的记录一起公开' },
};

export function RecordForm({ commitment, param, onDone, onReload, onSessionEnded }: RecordFormProps) {
  const task = `${param.document}/tasks/${param.row}`;
  const { form, shown } = useShownForm<RecordFields, unknown, NewRecord>({
    // The form's values are text. The contract's schema turns them into a record or reports what is missing.
    defaultValues: readRecordDraft(task),
    resolver: zodResolver(newRecordSchema as unknown as z.ZodType<NewRecord, RecordFields>),
    shouldUnregister: true,
    shouldFocusError: false,
  });
  const { register, handleSubmit, watch, getValues, setError, formState } = form;
  const [key] = useState(makeKey);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The key of the personal data that the clerk confirmed. */
  const personalSeen = useRef('');
  const summary = useRef<HTMLDivElement>(null);
  const status = watch('status') as RecordStatus | undefined;
  const errorOf = (field: RecordField) => formState.errors[field]?.message;
  const errors = recordFields.flatMap((field) => {
    const message = errorOf(field);
    return message ? [{ field, message }] : [];
  });
  const personal = problem?.personal;
  const showsSummary = (problem !== null && !personal) || (formState.isSubmitted && errors.length > 0);

  useEffect(() => {
    if (showsSummary && !formState.isSubmitting) summary.current?.focus();
  }, [formState.submitCount, formState.isSubmitting, problem]);

  const send = async (record: NewRecord) => {
    setProblem(null);
    const json = { version: commitment.records.length, key, record, personalSeen: personalSeen.current };
    const answer = await ask(api.commitments[':document'][':row'].records.$post({ param, json }));
    if (answer.ok) {
      dropRecordDraft(task);
      return onDone(record.status);
    }
    if (answer.problem.code === 'not-signed-in') return onSessionEnded();
    setProblem(answer.problem);
    for (const { field: name, message } of answer.problem.errors ?? []) {
      const field = recordFields.find((known) => name === `record.${known}`);
      if (field) setError(field, { message });
    }
  };

  const describe = (field: RecordField, hasHint = false) => ({
    id: field,
    'aria-invalid': errorOf(field) ? (true as const) : undefined,
    'aria-describedby': `${hasHint ? `${field}-hint ` : ''}${field}-error`,
  });
  const statuses = (Object.keys(recordStatusWords) as RecordStatus[]).filter(
    (name) => name !== 'correction' || commitment.correctable.length > 0,
  );

  return (
    <form
      {...shown}
      onSubmit={handleSubmit(send, () => setProblem(null))}
      onChange={() => saveRecordDraft(task, getValues())}
      noValidate
    >
      <ErrorSummary
        ref={summary}
        isShown={showsSummary}
        title={problem?.title ?? '有几处需要改一下'}
        detail={problem?.detail ?? '已填写的内容都还在。'}
        errors={errors}
      />
      {problem?.code === 'recorded-meanwhile' && (
        <p>
          <button type="button" className="button secondary" onClick={() => void onReload()}>
            刷新记录
          </button>
        </p>
      )}
      <Field field="status" label="登记什么？" error={errorOf('status')} isGroup>
        <div className="choices">
          {statuses.map((name) => (
            <Choice
              key={name}
              label={recordStatusWords[name]}
              hint={statusHints[name]}
              value={name}
              {...register('status')}
            />
          ))}
        </div>
      </Field>
      {status === 'correction' && (
        <Field field="corrects" label="更正哪一条？" error={errorOf('corrects')}>
          <select {...describe('corrects')} defaultValue="" {...register('corrects')}>
            <option value="" disabled>
              请选择
            </option>
            {commitment.records
              .filter(({ version }) => commitment.correctable.includes(version))
              .map(({ version, status: recorded, on, text }) => (
                <option key={version} value={version}>
                  第 {version} 条 {recordStatusWords[recorded]} {on} {text.slice(0, 20)}
                </option>
              ))}
          </select>
        </Field>
      )}
      {status && status !== 'correction' && (
        <Field
          field="on"
          label={status === 'finished' ? '公开日期' : '日期'}
          hint={status === 'finished' ? '结果公开的那一天，是否按期以它为准' : '有这项进展的那一天'}
          error={errorOf('on')}
        >
          <input type="date" max={commitment.today} {...describe('on', true)} {...register('on')} />
        </Field>
      )}
      {status && (
        <Field field="text" label={wordsOfText[status].label} hint={wordsOfText[status].hint} error={errorOf('text')}>
          <textarea rows={4} className="short" {...describe('text', true)} {...register('text')} />
        </Field>
      )}
      {status && status !== 'correction' && (
        <Field
          field="link"
          label={status === 'finished' ? '公开结果的网址' : '网址（可不填）'}
          hint="任何人都能打开的网页，以 http:// 或 https:// 开头"
          error={errorOf('link')}
        >
          <input type="text" inputMode="url" autoComplete="off" {...describe('link', true)} {...register('link')} />
        </Field>
      )}
      {personal && (
        <PersonalWarning
          found={personal.found}
          question="还没有登记。登记后立即公开，不能删除，确认要公开吗？也可以改过再登记。"
          button="核对过了，照样登记"
          onConfirm={() => {
            personalSeen.current = personal.key;
          }}
        />
      )}
      <p className="hint">登记后立即公开，不能修改或删除；写错了，用「更正」撤回，再登记一条。</p>
      <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
        {formState.isSubmitting ? '正在登记…' : status ? `登记：${recordStatusWords[status]}` : '登记'}
      </button>
    </form>
  );
}
