// Name and contact, masked until the clerk gives a reason.
import { useEffect, useRef, useState } from 'react';
import { type Contact, findLabel, listContactFields } from '../../../api/contract/comment-fields.ts';
import type { Case } from '../../../api/life/requests.ts';
import { api, ask } from '../../lib/api.ts';
import { Field } from '../shared/Field.tsx';

interface ContactViewProps {
  subject: Case;
  onViewed: () => Promise<unknown>;
  onSessionEnded: () => void;
}

const joinLeft = (contact: Contact) =>
  listContactFields(contact)
    .map(({ value }) => value)
    .join('，');

function describeLeft(masked: Contact): string {
  const left = joinLeft(masked);
  if (!left) return '未留，或已抹去';
  const missing = (['name', 'contact'] as const).filter((field) => masked[field] === '');
  return [left, ...missing.map((field) => `没有留${findLabel(field)}`)].join('，');
}

export function ContactView({ subject, onViewed, onSessionEnded }: ContactViewProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [error, setError] = useState('');
  const [contact, setContact] = useState<Contact | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const shown = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  useEffect(() => {
    if (contact) shown.current?.focus();
  }, [contact]);

  const view = async () => {
    // As shown: a browser may fill the field in without an event.
    const reason = field.current?.value ?? '';
    const param = { receiptCode: subject.receiptCode };
    const answer = await ask(api.queue[':receiptCode']['contact-views'].$post({ param, json: { reason } }));
    if (answer.ok) {
      setContact(answer.data);
      await onViewed();
    } else if (answer.problem.code === 'not-signed-in') onSessionEnded();
    else {
      setError(answer.problem.errors?.[0]?.message ?? answer.problem.detail);
      field.current?.focus();
    }
  };

  if (contact) {
    return (
      <p tabIndex={-1} ref={shown}>
        {joinLeft(contact)}
        <small className="below">这次查看已记入办理经过。</small>
      </p>
    );
  }
  return (
    <>
      {describeLeft(subject.masked)}
      {subject.mayViewContact && listContactFields(subject.masked).length > 0 && !isOpen && (
        <button type="button" className="link" onClick={() => setIsOpen(true)}>
          写明理由后查看
        </button>
      )}
      {isOpen && (
        <form
          className="move-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void view();
          }}
        >
          <Field
            field="contact-reason"
            label="为什么需要查看"
            hint="查看的人、时间和理由会记入办理经过。"
            error={error || undefined}
          >
            <input
              id="contact-reason"
              type="text"
              autoComplete="off"
              aria-invalid={error ? true : undefined}
              aria-describedby="contact-reason-hint contact-reason-error"
              ref={field}
            />
          </Field>
          <button type="submit" className="button">
            查看称呼和联系方式
          </button>
        </form>
      )}
    </>
  );
}
