// Asks before words that look personal are sent or published; the clerk confirms with one press, or changes them.
import { useEffect, useRef } from 'react';
import type { FoundPersonal } from '../../../api/contract/problem.ts';

interface PersonalWarningProps {
  found: FoundPersonal[];
  /** Who will read it, and the question: 留言人会看到，确认要发给留言人吗？ */
  question: string;
  /** 核对过了，照样发出 */
  button: string;
  /** Called before the form is submitted again. */
  onConfirm: () => void;
}

export function PersonalWarning({ found, question, button, onConfirm }: PersonalWarningProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (found.length > 0) box.current?.focus();
  }, [found]);
  return (
    <div className="note soon" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>请先核对：</strong>
        {`写的内容里有${found.map(({ kind, text }) => `${kind}“${text}”`).join('、')}。${question}`}
      </p>
      <p>
        <button
          type="button"
          className="button secondary"
          onClick={({ currentTarget }) => {
            onConfirm();
            // The form submits what it shows, as its own button does.
            currentTarget.form?.requestSubmit();
          }}
        >
          {button}
        </button>
      </p>
    </div>
  );
}
