// The rows of one list, each with a small strip of its reply window.
import { useEffect, useRef } from 'react';
import type { QueueItem } from '../../../api/contract/queue.ts';
import { heldWord, helpingWord, kindWords, stateWords, urgedWord } from '../../../api/contract/words.ts';
import { dayInShanghai } from '../../../api/domain/clock/calendar.ts';
import { isAssignable } from '../../../api/life/check-move.ts';
import { smallStrip } from '../../fragments/window.ts';
import { focusRowAt, rowOf } from '../../lib/queue-focus.ts';
import { type QueuePlace, writePlace } from '../../lib/queue-place.ts';
import { Markup } from '../shared/Markup.tsx';
import { SampleMark } from '../shared/SampleMark.tsx';

interface QueueListProps {
  items: QueueItem[];
  place: QueuePlace;
  /** Receipt codes of the selected comments; null if bulk actions are unavailable. */
  chosen: ReadonlySet<string> | null;
  onChoose: (receiptCode: string) => void;
}

export function QueueList({ items, place, chosen, onChoose }: QueueListProps) {
  const at = useRef<number | null>(null);
  useEffect(() => {
    if (at.current !== null && document.activeElement === document.body) focusRowAt(at.current, place.list);
  });
  return (
    <ol
      className="rows"
      // When React removes a focused row, no `blur` fires; the next row takes the focus.
      onFocus={({ target }) => {
        at.current = rowOf(target);
      }}
      onBlur={() => {
        at.current = null;
      }}
    >
      {items.map((item) => (
        <li key={item.receiptCode} data-code={item.receiptCode}>
          {chosen &&
            (isAssignable(item) ? (
              <input
                type="checkbox"
                className="tickbox"
                aria-label={`选中 ${item.receiptCode} ${item.title}`}
                checked={chosen.has(item.receiptCode)}
                onChange={() => onChoose(item.receiptCode)}
              />
            ) : (
              <span className="tickless" />
            ))}
          <a
            href={writePlace({ ...place, receiptCode: item.receiptCode })}
            aria-current={item.receiptCode === place.receiptCode ? 'true' : undefined}
          >
            <span className="row-title">{item.title}</span>
            <Markup html={smallStrip(item.window)} />
            <span className="meta">
              <span>{stateWords[item.state]}</span>
              {item.urgedAt && <span className="urged">{urgedWord}</span>}
              {item.heldBecause && <span className="held">{heldWord}</span>}
              <span>{kindWords[item.kind]}</span>
              {item.unit && <span>{item.unit.name}</span>}
              {item.helpers.length > 0 && (
                <span>
                  {helpingWord}：{item.helpers.map(({ name }) => name).join('、')}
                </span>
              )}
              {item.isPublished && <span>已选登</span>}
              <SampleMark isSample={item.isSample} />
            </span>
            {item.returned && (
              <span className="row-returned">
                {item.returned.unit}退回：{item.returned.reason}
              </span>
            )}
            <span className="meta row-origin">
              <span className="code">{item.receiptCode}</span>
              <span>{dayInShanghai(Date.parse(item.window.receivedAt))} 收到</span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}
