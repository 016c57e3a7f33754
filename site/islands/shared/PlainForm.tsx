// A small form for staff pages: some fields, one button, and errors at the fields and at the top.
import { type HTMLInputAutoCompleteAttribute, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../api/contract/problem.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Field } from './Field.tsx';

interface PlainField {
  /** The field's name in the contract. */
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'password' | 'code';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  /** Choices of a list. The first is selected unless a value is given. */
  options?: { value: string; label: string }[];
  value?: string;
  onChange?: (value: string) => void;
}

interface PlainFormProps {
  /** Unique on the page; the ids of the form's elements start with it. */
  id: string;
  /** Heading of the error list. */
  refused: string;
  fields: PlainField[];
  button: string;
  busy: string;
  /** True if the page has another, more important form. */
  isSecondary?: boolean;
  /** @returns the problem; null on success */
  onSend: (values: Record<string, string>) => Promise<Problem | null>;
}

export function PlainForm({ id, refused, fields, button, busy, isSecondary = false, onSend }: PlainFormProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem) summary.current?.focus();
  }, [problem]);

  const send = async (form: HTMLFormElement) => {
    if (isBusy) return;
    const typed = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    setIsBusy(true);
    setProblem(null);
    const failure = await onSend(Object.fromEntries(typed));
    setIsBusy(false);
    setProblem(failure);
  };

  const errors = problem?.errors ?? [];
  const idOf = (name: string) => `${id}-${name}`;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <ErrorSummary
        ref={summary}
        isShown={problem !== null}
        title={refused}
        detail={errors.length > 0 ? '' : (problem?.detail ?? '')}
        errors={errors.map(({ field, message }) => ({ field: idOf(field), message }))}
      />
      {fields.map((field) => {
        const error = errors.find(({ field: wrong }) => wrong === field.name)?.message;
        return (
          <Field key={field.name} field={idOf(field.name)} label={field.label} hint={field.hint} error={error}>
            <Control field={field} id={idOf(field.name)} hasError={error !== undefined} />
          </Field>
        );
      })}
      <button type="submit" className={isSecondary ? 'button secondary' : 'button'} aria-disabled={isBusy}>
        {isBusy ? busy : button}
      </button>
    </form>
  );
}

function Control({ field, id, hasError }: { field: PlainField; id: string; hasError: boolean }) {
  const { name, type = 'text', autoComplete = 'off', options, hint, value, onChange } = field;
  const common = {
    id,
    name,
    defaultValue: value,
    'aria-invalid': hasError ? (true as const) : undefined,
    'aria-describedby': `${hint ? `${id}-hint ` : ''}${id}-error`,
  };
  if (options) {
    return (
      <select {...common} onChange={(event) => onChange?.(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const isCode = type === 'code';
  return (
    <input
      {...common}
      type={isCode ? 'text' : type}
      inputMode={isCode ? 'numeric' : undefined}
      autoComplete={isCode ? 'one-time-code' : autoComplete}
    />
  );
}
