// The error summary as a React component, with the fragment's markup. It takes the focus for screen readers and small
// screens, and each link focuses its field. In the built page it is empty and hidden.
import { type MouseEvent, type Ref, useEffect } from 'react';
import type { FieldError } from '../../../api/contract/problem.ts';
import { errorSummaryAttributes } from '../../fragments/error-summary.ts';
import { markErrorTitle } from '../../lib/error-title.ts';

interface ErrorSummaryProps {
  ref: Ref<HTMLDivElement>;
  isShown: boolean;
  title: string;
  detail: string;
  errors: FieldError[];
}

const { class: className, tabindex, ...attributes } = errorSummaryAttributes;

/** Focuses the control itself, because the link's address may name an element around it. */
function focusField(event: MouseEvent, field: string): void {
  const target =
    document.querySelector<HTMLElement>(`#field-${field} :is(input, textarea, select)`) ??
    document.querySelector<HTMLElement>(`#field-${field} button`);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

export function ErrorSummary({ ref, isShown, title, detail, errors }: ErrorSummaryProps) {
  useEffect(() => (isShown ? markErrorTitle() : undefined), [isShown]);
  return (
    <div className={className} {...attributes} tabIndex={Number(tabindex)} ref={ref} hidden={!isShown}>
      {isShown && (
        <>
          <h2>{title}</h2>
          <p>{detail}</p>
          {errors.length > 0 && (
            <ul>
              {errors.map(({ field, message }) => (
                <li key={field}>
                  <a href={`#field-${field}`} onClick={(event) => focusField(event, field)}>
                    {message}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}
