// The error summary inside React, with the markup of the fragment. It takes the focus, so that screen readers and small
// screens come to it, and each link leads to its field; the built page has the element empty and hidden.
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
