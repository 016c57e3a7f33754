// The current redactions, each with a button to remove it.
import { useRef } from 'react';
import type { Blackout } from '../../../api/contract/queue.ts';
import { publicPartWords } from '../../../api/contract/words.ts';
import type { PublicWords } from '../../../api/domain/privacy/publication.ts';

interface BlackoutListProps {
  blackouts: Blackout[];
  words: PublicWords;
  onRemove: (range: Blackout) => void;
}

export function BlackoutList({ blackouts, words, onRemove }: BlackoutListProps) {
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="blackouts-title">
      <h4 id="blackouts-title" tabIndex={-1} ref={title}>
        已涂黑 {blackouts.length} 处
      </h4>
      <ul className="proposals">
        {blackouts.map((range) => {
          const { part, from, to } = range;
          const id = `blackout-${part}-${from}-${to}`;
          return (
            <li key={id}>
              <span id={id}>
                {publicPartWords[part]}：「{words[part].slice(from, to)}」
              </span>
              <button
                type="button"
                className="link"
                aria-describedby={id}
                onClick={() => {
                  // The pressed button disappears with its redaction: keep the focus in the list.
                  title.current?.focus();
                  onRemove(range);
                }}
              >
                撤销
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
