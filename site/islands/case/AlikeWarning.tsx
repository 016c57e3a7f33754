// Warns that other comments received nearly the same reply. The clerk can confirm that this is intended.
import { useEffect, useRef } from 'react';
import { writePlace } from '../../lib/queue-place.ts';

interface AlikeWarningProps {
  codes: string[];
  isMeant: boolean;
  onMeant: (isMeant: boolean) => void;
}

export function AlikeWarning({ codes, isMeant, onMeant }: AlikeWarningProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (codes.length > 0) box.current?.focus();
  }, [codes]);
  return (
    <div className="note soon" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>没有发出：</strong>与下面这些留言的答复几乎相同，请核对是不是答错了件。
      </p>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <a className="code" href={writePlace({ list: 'closed', receiptCode: code })} target="_blank" rel="noopener">
              {code}
            </a>
          </li>
        ))}
      </ul>
      <label className="tick">
        <input type="checkbox" checked={isMeant} onChange={({ target }) => onMeant(target.checked)} />
        我确认这是给这一件的答复
      </label>
    </div>
  );
}
