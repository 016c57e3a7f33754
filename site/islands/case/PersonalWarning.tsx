// Asks before words that look personal are sent: the reply goes to the resident alone, so the clerk may confirm with one press.
import { useEffect, useRef } from 'react';
import type { FoundPersonal } from '../../../api/contract/problem.ts';

interface PersonalWarningProps {
  found: FoundPersonal[];
  onConfirm: () => void;
}

export function PersonalWarning({ found, onConfirm }: PersonalWarningProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (found.length > 0) box.current?.focus();
  }, [found]);
  return (
    <div className="note soon" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>还没有发出：</strong>写的内容里有{found.map(({ kind, text }) => `${kind}“${text}”`).join('、')}
        。留言人会看到，确认要发给留言人吗？也可以改过再发。
      </p>
      <p>
        <button type="button" className="button secondary" onClick={onConfirm}>
          核对过了，照样发出
        </button>
      </p>
    </div>
  );
}
