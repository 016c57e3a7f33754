// A field linked to its label, hint and error. The error's element always exists, so that the server can fill it.
import type { ComponentPropsWithRef, ReactNode } from 'react';

interface FieldProps {
  /** The field's name in the contract. */
  field: string;
  label: string;
  hint?: string | undefined;
  error: string | undefined;
  /** True for radio buttons: the label becomes a fieldset's legend. */
  isGroup?: boolean;
  /** True where an error may come without a send, and is said at once. */
  isLive?: boolean;
  children: ReactNode;
}

export function Field({ field, label, hint, error, isGroup = false, isLive = false, children }: FieldProps) {
  const inner = (
    <>
      {hint && (
        <p className="hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      <p
        className="field-error"
        id={`${field}-error`}
        data-error-for={field}
        hidden={!error}
        role={isLive ? 'alert' : undefined}
      >
        {error}
      </p>
      {children}
    </>
  );
  if (isGroup) {
    return (
      <fieldset className="field" id={`field-${field}`} tabIndex={-1} aria-describedby={`${field}-error`}>
        <legend>{label}</legend>
        {inner}
      </fieldset>
    );
  }
  return (
    <div className="field" id={`field-${field}`}>
      <label htmlFor={field}>{label}</label>
      {inner}
    </div>
  );
}

interface ChoiceProps extends ComponentPropsWithRef<'input'> {
  label: string;
  hint?: string;
}

export function Choice({ label, hint, ...input }: ChoiceProps) {
  return (
    <label className="choice">
      <input type="radio" {...input} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
