// One text of a comment. The clerk selects a part by mouse or keyboard and redacts it.
import { useEffect, useRef, useState } from 'react';
import type { Blackout } from '../../../api/contract/queue.ts';
import { publicPartWords } from '../../../api/contract/words.ts';

interface BlackoutTextProps {
  part: Blackout['part'];
  text: string;
  onRedact: (range: Blackout) => void;
}

/** Approximate characters per line, and the number of lines before the field scrolls. */
const charactersPerLine = 34;
const maxLines = 10;

export function BlackoutText({ part, text, onRedact }: BlackoutTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [hint, setHint] = useState('');
  const name = publicPartWords[part];
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0);

  const refuse = () => setHint('这里的文字不能改，只能选中后涂黑。');

  // Chromium neither moves the caret nor selects by keyboard in a `readonly` field. So this is an editable field that
  // rejects input. It cannot block an active input method, so it resets the value afterwards.
  useEffect(() => {
    const field = area.current;
    const stop = (event: Event) => {
      event.preventDefault();
      refuse();
    };
    field?.addEventListener('beforeinput', stop);
    return () => field?.removeEventListener('beforeinput', stop);
  });

  const redactSelection = () => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = area.current ?? {};
    if (from >= to) return setHint('还没有选中文字：请先在上面的文字里选中，再按一次。');
    setHint('');
    onRedact({ part, from, to });
  };

  return (
    <div className="field">
      <label htmlFor={`publish-${part}`}>{name}</label>
      <textarea
        id={`publish-${part}`}
        className="read-only"
        ref={area}
        aria-readonly
        inputMode="none"
        spellCheck={false}
        onChange={refuse}
        rows={Math.min(lines, maxLines)}
        value={text}
        aria-describedby="publish-how"
      />
      <p className="select-row">
        <button type="button" className="button secondary" onClick={redactSelection}>
          涂黑选中的文字<span className="visually-hidden">（{name}）</span>
        </button>
        <span role="status">{hint}</span>
      </p>
    </div>
  );
}
