// A field with label, hint and error, tied together; the error's place exists from the start, for the server to fill.
import type { ComponentPropsWithRef, ReactNode } from 'react';

interface FieldProps {
  /** Name of the field in the contract. */
  field: string;
  label: string;
  hint?: string | undefined;
  error: string | undefined;
  /** True for radio buttons: then the label is a fieldset's legend. */
  isGroup?: boolean;
  children: ReactNode;
}

export function Field({ field, label, hint, error, isGroup = false, children }: FieldProps) {
  const inner = (
    <>
      {hint && (
        <p className="hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      <p className="field-error" id={`${field}-error`} data-error-for={field} hidden={!error}>
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
