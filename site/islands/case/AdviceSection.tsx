// The supporting units' advice to the unit that replies.

import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import type { Case } from '../../../api/life/requests.ts';

export function AdviceSection({ advice }: Pick<Case, 'advice'>) {
  if (advice.length === 0) return null;
  return (
    <section className="reply advice" aria-labelledby="advice-title">
      <h3 id="advice-title">协办意见，只在内部看</h3>
      {advice.map(({ unit, text, at }) => (
        <div key={`${unit} ${at}`}>
          <p className="words">{text}</p>
          <p className="meta">
            <span>{unit}</span>
            <time dateTime={at}>{formatInstant(at)}</time>
          </p>
        </div>
      ))}
    </section>
  );
}
