// The number of remaining characters. Always visible, but announced only when typing pauses.
import { useEffect, useState } from 'react';
import { countCharacters } from '../../../api/contract/text.ts';

/** Milliseconds without a keystroke before the announcement, so that it does not interrupt a screen reader. */
const announceDelayMs = 1000;

export function CharactersLeft({ typed, limit }: { typed: string; limit: number }) {
  const left = limit - countCharacters(typed);
  const words = left < 0 ? `多了 ${-left} 个字` : `还可以写 ${left} 个字`;
  const [said, setSaid] = useState('');

  useEffect(() => {
    const timer = setTimeout(() => setSaid(typed ? words : ''), announceDelayMs);
    return () => clearTimeout(timer);
  }, [typed, words]);

  return (
    <>
      {/* Its line is there from the beginning: the fields below must not move when the first word is typed. */}
      <p className="hint characters-left" aria-hidden="true">
        {typed && words}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}
