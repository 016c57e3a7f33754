// Copies the text of an element and says so beside the button.
import { type RefObject, useState } from 'react';
import { copyText } from '../../lib/copy-text.ts';

interface CopyButtonProps {
  of: RefObject<HTMLElement | null>;
  label: string;
}

export function CopyButton({ of, label }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    if (of.current) setSaid(await copyText(of.current));
  };
  return (
    <>
      <button type="button" className="button secondary" onClick={() => void copy()}>
        {label}
      </button>{' '}
      <span role="status">{said}</span>
    </>
  );
}
