// All errors at the top, each linked to its field. It takes the focus, so that screen readers and small screens reach it;
// the built page contains it empty and hidden, for the server to fill without script.
import type { Ref } from 'react';

interface ErrorSummaryProps {
  ref: Ref<HTMLDivElement>;
  isShown: boolean;
  title: string;
  detail: string;
  errors: { field: string; message: string }[];
}

export function ErrorSummary({ ref, isShown, title, detail, errors }: ErrorSummaryProps) {
  return (
    <div className="error-summary" data-error-summary="" role="alert" tabIndex={-1} ref={ref} hidden={!isShown}>
      {isShown && (
        <>
          <h2>{title}</h2>
          <p>{detail}</p>
          {errors.length > 0 && (
            <ul>
              {errors.map(({ field, message }) => (
                <li key={field}>
                  <a
                    href={`#field-${field}`}
                    onClick={(event) => {
                      const target =
                        document.querySelector<HTMLElement>(`#field-${field} :is(input, textarea, select)`) ??
                        document.querySelector<HTMLElement>(`#field-${field} button`);
                      if (!target) return;
                      event.preventDefault();
                      target.focus();
                    }}
                  >
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
