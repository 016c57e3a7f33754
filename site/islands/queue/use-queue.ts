// The rows of one list or search. Loads them page by page and reloads them in place after changes.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueFilter, QueueItem, QueuePage } from '../../../api/contract/queue.ts';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';
import { unattended } from '../staff/use-live.ts';

/** Pages are short if few rows match the filters. Load at most this many before the clerk must ask for more. */
const maxPages = 10;
const pageSize = 50;

export interface Queue {
  /** Null until the first response. */
  items: QueueItem[] | null;
  page: QueuePage | null;
  problem: string;
  say: (problem: string) => void;
  /** Loads the page after the last row. */
  more: () => Promise<void>;
  /**
   * Reloads the visible rows in place.
   *
   * @param by the clerk or a live update
   */
  refresh: (by?: 'clerk' | 'clock') => Promise<void>;
}

export function useQueue(filter: QueueFilter, onSessionEnded: () => void): Queue {
  const [items, setItems] = useState<QueueItem[] | null>(null);
  const [page, setPage] = useState<QueuePage | null>(null);
  const [problem, setProblem] = useState('');
  const latestRequest = useRef(0);
  /** Who started the current load. */
  const loadingFor = useRef<'clerk' | 'clock' | null>(null);
  /** A live update that arrived during the clerk's request; it runs afterwards. */
  const needsRefresh = useRef(false);
  const refreshAgain = useRef(() => {});
  /** The rows of the current or the next render. */
  const count = useRef(0);
  const asked = JSON.stringify(filter);

  const read = useCallback(
    async (shown: QueueItem[], startAfter: string | undefined, maxRows: number, by: 'clerk' | 'clock' = 'clerk') => {
      if (by === 'clerk' && loadingFor.current === 'clock') needsRefresh.current = true;
      loadingFor.current = by;
      latestRequest.current += 1;
      const thisRequest = latestRequest.current;
      /** If the clerk switched lists meanwhile, discard this response: it would appear under the wrong heading. */
      const isLatest = async () => {
        if (by === 'clock') await afterPress();
        return thisRequest === latestRequest.current;
      };
      const end = () => {
        loadingFor.current = null;
        if (needsRefresh.current) refreshAgain.current();
        needsRefresh.current = false;
      };
      const rows = [...shown];
      let after = startAfter;
      let first = null as QueuePage | null;
      for (let pages = 0; pages < maxPages && rows.length < maxRows; pages++) {
        const query = { ...(JSON.parse(asked) as QueueFilter), ...(after === undefined ? {} : { after }) };
        const answer = await ask(api.queue.$get({ query }, by === 'clock' ? unattended : undefined));
        if (!(await isLatest())) return;
        if (!answer.ok) {
          end();
          if (answer.problem.code === 'not-signed-in') return onSessionEnded();
          // Ignore the failure: no input is lost, and the next poll repeats the request.
          return setProblem(
            answer.problem.status === 0 ? '网络不通，或服务器没有回应，正在重试。' : answer.problem.detail,
          );
        }
        rows.push(...answer.data.items);
        // Poll from the position of the first page: a later page's position might skip changes in between.
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
    // A live update never cancels the clerk's own request.
    if (by === 'clock' && loadingFor.current === 'clerk') needsRefresh.current = true;
    else await read([], undefined, Math.max(pageSize, count.current), by);
  };
  refreshAgain.current = () => void refresh('clock');
  return {
    items,
    page,
    problem,
    refresh,
    say: setProblem,
    more: () => read(shown, page?.next ?? undefined, shown.length + pageSize),
  };
}
