// Unsent input for moves that are no longer possible, for the clerk to copy or dismiss.
import { useState } from 'react';
import type { MoveName } from '../../../api/life/life.ts';
import { moveWord } from '../../../api/life/words.ts';
import { dropDraft, listDrafts, readDraft, textOf } from '../../lib/drafts.ts';

interface UnsentTextsProps {
  receiptCode: string;
  /** Possible moves; their forms show their own text. */
  moves: MoveName[];
}

export function UnsentTexts({ receiptCode, moves }: UnsentTextsProps) {
  const [, setDropped] = useState<MoveName[]>([]);
  const unsent = listDrafts(receiptCode)
    .filter((move) => !moves.includes(move))
    .map((move) => ({ move, words: readDraft(receiptCode, move) }))
    .map(({ move, words: { text, reason } }) => ({ move, words: textOf(text) || textOf(reason) }))
    .filter(({ words }) => words !== '');

  const drop = (move: MoveName) => {
    dropDraft(receiptCode, move);
    setDropped((before) => [...before, move]);
  };

  return unsent.map(({ move, words }) => (
    <section key={move} className="unsent" aria-label={`没有发出的内容：${moveWord(move)}`}>
      <h3>没有发出的内容（{moveWord(move)}）</h3>
      <p className="words">{words}</p>
      <button type="button" className="button secondary" onClick={() => drop(move)}>
        不要了
      </button>
    </section>
  ));
}
