// Changes by others since the clerk loaded the comment.
import type { Step } from '../../../api/contract/problem.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';

export function Changes({ changes }: { changes: Step[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="changes" aria-label="您打开以后的变化">
      {changes.map(({ at, what, who, note }) => (
        <li key={`${at} ${what}`}>
          <time dateTime={at}>{formatInstant(at)}</time> {what}
          <small>{[who, note].filter(Boolean).join('：')}</small>
        </li>
      ))}
    </ul>
  );
}
