// The rows of one list or search, read page by page, and read again in place when something changed.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueFilter, QueueItem, QueuePage } from '../../../api/contract/queue.ts';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';
import { unattended } from '../staff/use-live.ts';

/** A page may be short where few of many fit the filters; so many are read before the clerk is asked to go on. */
const mostPages = 10;
const pageSize = 50;

export interface Queue {
  /** Null until the first answer. */
  items: QueueItem[] | null;
  page: QueuePage | null;
  problem: string;
  say: (problem: string) => void;
  /** Reads on from where the rows end. */
  more: () => Promise<void>;
  /** Reads what is shown again, in place. @param by the clerk, unless the clock did it */
  refresh: (by?: 'clerk' | 'clock') => Promise<void>;
}

export function useQueue(filter: QueueFilter, onSessionEnded: () => void): Queue {
  const [items, setItems] = useState<QueueItem[] | null>(null);
  const [page, setPage] = useState<QueuePage | null>(null);
  const [problem, setProblem] = useState('');
  const turn = useRef(0);
  /** By whom the read under way was asked for. */
  const under = useRef<'clerk' | 'clock' | null>(null);
  /** What the clock wanted to read again had to give way to the clerk: it is read after that. */
  const isStale = useRef(false);
  const readAgain = useRef(() => {});
  /** Rows that are shown, or will be with the next drawing. */
  const count = useRef(0);
  const asked = JSON.stringify(filter);

  const read = useCallback(
    async (shown: QueueItem[], begin: string | undefined, most: number, by: 'clerk' | 'clock' = 'clerk') => {
      if (by === 'clerk' && under.current === 'clock') isStale.current = true;
      under.current = by;
      turn.current += 1;
      const mine = turn.current;
      /** Another list may be asked for meanwhile; this answer would stand under the wrong heading. */
      const isLatest = async () => {
        if (by === 'clock') await afterPress();
        return mine === turn.current;
      };
      const end = () => {
        under.current = null;
        if (isStale.current) readAgain.current();
        isStale.current = false;
      };
      const rows = [...shown];
      let after = begin;
      let first = null as QueuePage | null;
      for (let pages = 0; pages < mostPages && rows.length < most; pages++) {
        const query = { ...(JSON.parse(asked) as QueueFilter), ...(after === undefined ? {} : { after }) };
        const answer = await ask(api.queue.$get({ query }, by === 'clock' ? unattended : undefined));
        if (!(await isLatest())) return;
        if (!answer.ok) {
          end();
          if (answer.problem.code === 'not-signed-in') return onSessionEnded();
          // Nothing was sent that could be lost, and it is asked again by itself.
          return setProblem(
            answer.problem.status === 0 ? '网络不通，或服务器没有回应，正在重试。' : answer.problem.detail,
          );
        }
        rows.push(...answer.data.items);
        // Changes are asked for from where the first page was read: a later one may have missed what came between.
        first = { ...answer.data, position: first?.position ?? answer.data.position };
        if (answer.data.next === null) break;
        after = answer.data.next;
      }
      count.current = rows.length;
      setItems(rows);
      if (first) setPage(first);
      setProblem('');
      end();
    },
    [asked, onSessionEnded],
  );

  useEffect(() => {
    count.current = 0;
    setItems(null);
    void read([], undefined, pageSize);
  }, [read]);

  const shown = items ?? [];
  const refresh = async (by: 'clerk' | 'clock' = 'clerk') => {
    // What a clerk asked for is not given up for the clock's sake.
    if (by === 'clock' && under.current === 'clerk') isStale.current = true;
    else await read([], undefined, Math.max(pageSize, count.current), by);
  };
  readAgain.current = () => void refresh('clock');
  return {
    items,
    page,
    problem,
    refresh,
    say: setProblem,
    more: () => read(shown, page?.next ?? undefined, shown.length + pageSize),
  };
}
