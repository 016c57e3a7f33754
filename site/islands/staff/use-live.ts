// Shows changes by others within seconds. Polls for changes since the last response, and pauses while the page is
// hidden.
import { useEffect, useRef } from 'react';
import type { Changes } from '../../../api/contract/desk.ts';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';

export const pollIntervalMs = 4_000;

/** Header of automatic requests, so that an unattended tab does not extend its session. */
export const unattended = { headers: { 'x-unattended': '1' } };

/**
 * Calls `act` periodically while the page is visible, and immediately when it becomes visible again. Calls never
 * overlap.
 */
export function useWhileVisible(act: () => Promise<void>, intervalMs: number): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const poll = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') await latest.current();
      if (!isOver && document.visibilityState === 'visible') timer = setTimeout(poll, intervalMs);
    };
    const wake = () => void poll();
    timer = setTimeout(poll, intervalMs);
    document.addEventListener('visibilitychange', wake);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [intervalMs]);
}

/**
 * Polls for changes by others. Also reports a new day, because every due date is then a day closer.
 *
 * @param position up to which the screen is current; undefined before the first load
 * @param onChanged called with the changed receipt codes, or with null if everything may have changed
 */
export function useLive(
  position: number | undefined,
  onChanged: (changed: Changes['changed']) => void,
  onSessionEnded: () => void,
): void {
  const since = useRef(position);
  const today = useRef('');
  // Use the newest callback: the awaited click may have changed the filter.
  const latestOnChanged = useRef(onChanged);
  latestOnChanged.current = onChanged;
  useEffect(() => {
    since.current = position;
  }, [position]);
  useWhileVisible(async () => {
    if (since.current === undefined) return;
    const answer = await ask(api.desk.changes.$get({ query: { since: String(since.current) } }, unattended));
    if (!answer.ok) {
      // The session has ended, so the list would go stale unnoticed. After any other failure the next poll retries.
      if (answer.problem.code === 'not-signed-in') onSessionEnded();
      return;
    }
    const isNewDay = today.current !== '' && today.current !== answer.data.today;
    today.current = answer.data.today;
    since.current = answer.data.position;
    await afterPress();
    if (isNewDay || answer.data.changed === null) latestOnChanged.current(null);
    else if (answer.data.changed.length > 0) latestOnChanged.current(answer.data.changed);
  }, pollIntervalMs);
}
