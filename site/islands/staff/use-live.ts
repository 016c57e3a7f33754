// What others do, within seconds: asks what changed since the last answer, and rests while nobody looks at the page.
import { useEffect, useRef } from 'react';
import type { Changes } from '../../../api/contract/desk.ts';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';

export const pause = 4_000;

/** Asked by the clock and not by a person: a tab that nobody uses must not keep its session. */
export const unattended = { headers: { 'x-unattended': '1' } };

/** Calls `act` now and then, one call at a time, while the page is in sight; at once when it comes back into sight. */
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
 * Also tells where a new day began, on which everything stands a day nearer to its end.
 *
 * @param position up to where the screen tells everything; undefined while it tells nothing yet
 * @param onChanged null is everything
 */
export function useLive(
  position: number | undefined,
  onChanged: (changed: Changes['changed']) => void,
  onSessionEnded: () => void,
): void {
  const since = useRef(position);
  const today = useRef('');
  // What the press that was waited for has changed, a new filter say, is known to the newest one only.
  const tell = useRef(onChanged);
  tell.current = onChanged;
  useEffect(() => {
    since.current = position;
  }, [position]);
  useWhileVisible(async () => {
    if (since.current === undefined) return;
    const answer = await ask(api.desk.changes.$get({ query: { since: String(since.current) } }, unattended));
    if (!answer.ok) {
      // Nobody is told any more, and the list would stand still without a word. Anything else: the next turn asks again.
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
