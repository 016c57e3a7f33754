// A view shown in place of another, as an entry of the history: Back leaves it, Forward opens it again.
import { useEffect, useRef } from 'react';

const isAt = (step: string): boolean => {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && Reflect.get(state, 'step') === step;
};

/** Returning to an address with a fragment (`#main`) moves the focus to that element. */
function keepFocus(focused: Element | null): void {
  if (document.activeElement !== focused && focused instanceof HTMLElement && focused.isConnected)
    focused.focus({ preventScroll: true });
}

export interface HistoryStep {
  /** Adds the entry; the caller shows the view. */
  enter: () => void;
  /** Resolves at the entry before; at once where the view is not the current entry. */
  leave: () => Promise<void>;
}

/**
 * @param step its name, unique on the page
 * @param onStep called when the history moves, with whether the view is its current entry now
 */
export function useHistoryStep(step: string, onStep: (isIn: boolean) => void): HistoryStep {
  const latest = useRef(onStep);
  latest.current = onStep;
  useEffect(() => {
    // Loaded anew in the middle: the page starts with its first view, and so does the history.
    if (isAt(step)) history.back();
    const follow = () => latest.current(isAt(step));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, [step]);
  return {
    enter: () => {
      if (!isAt(step)) history.pushState({ step }, '');
    },
    leave: () =>
      new Promise((done) => {
        if (!isAt(step)) return done();
        const focused = document.activeElement;
        const finish = () => {
          done();
          requestAnimationFrame(() => keepFocus(focused));
        };
        addEventListener('popstate', finish, { once: true });
        history.back();
      }),
  };
}
