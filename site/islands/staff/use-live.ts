// Shows others' changes within seconds: polls for changes since the last response, and pauses while the page is hidden.
import { useEffect, useRef } from 'react';
import type { Changes } from '../../../api/contract/desk.ts';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';

export const pause = 4_000;

/** Marks automatic requests: an unattended tab must not keep its session alive. */
export const unattended = { headers: { 'x-unattended': '1' } };

/** Calls `act` periodically, one call at a time, while the page is visible; at once when it becomes visible again. */
export function useWhileVisible(act: () => Promise<void>, length: number): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const turn = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') await latest.current();
      if (!isOver && document.visibilityState === 'visible') timer = setTimeout(turn, length);
    };
    const wake = () => void turn();
    timer = setTimeout(turn, length);
    document.addEventListener('visibilitychange', wake);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [length]);
}

/**
 * Also reports a new day, on which every deadline is a day closer.
 *
 * @param position up to which the screen is current; undefined before the first load
 * @param onChanged null means everything
 */
export function useLive(
  position: number | undefined,
  onChanged: (changed: Changes['changed']) => void,
  onSessionEnded: () => void,
): void {
  const since = useRef(position);
  const today = useRef('');
  // Only the newest callback knows what the awaited click changed, such as a new filter.
  const tell = useRef(onChanged);
  tell.current = onChanged;
  useEffect(() => {
    since.current = position;
  }, [position]);
  useWhileVisible(async () => {
    if (since.current === undefined) return;
    const answer = await ask(api.desk.changes.$get({ query: { since: String(since.current) } }, unattended));
    if (!answer.ok) {
      // The session is over, and the list would silently go stale. After any other failure the next turn retries.
      if (answer.problem.code === 'not-signed-in') onSessionEnded();
      return;
    }
    const isNewDay = today.current !== '' && today.current !== answer.data.today;
    today.current = answer.data.today;
    since.current = answer.data.position;
    await afterPress();
    if (isNewDay || answer.data.changed === null) tell.current(null);
    else if (answer.data.changed.length > 0) tell.current(answer.data.changed);
  }, pause);
}
