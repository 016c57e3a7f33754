// Single-key shortcuts of the queue. They pause while the clerk types, holds a modifier or uses an input method. Clerks
// can disable them (WCAG 2.1.4), because speech input presses keys by saying words.
import { useLayoutEffect, useRef } from 'react';
import { isComposing } from '../../lib/composing.ts';

const offKey = 'queue-keys';
export const areKeysOn = (): boolean => localStorage.getItem(offKey) !== 'off';
export const turnKeys = (isOn: boolean): void => localStorage.setItem(offKey, isOn ? 'on' : 'off');

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.matches('input:not([type="checkbox"]), textarea, select') || target.isContentEditable);

/** Keys and their actions, in the order of the help; `g o` is g, then o. */
export function useKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  latest.current = actions;
  // Attach before the first paint, so that no early key press is lost.
  useLayoutEffect(() => {
    let first = '';
    const press = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.ctrlKey || event.altKey || event.metaKey || isComposing(event) || event.defaultPrevented) return;
      if (isTyping(target) || document.querySelector('dialog[open]')) return;
      const isArrow = key === 'ArrowDown' || key === 'ArrowUp';
      // Arrow keys scroll the page unless the focus is in the list.
      if (isArrow && !(target instanceof HTMLElement && target.closest('.rows'))) return;
      if (!areKeysOn() && key !== '?' && !isArrow) return;
      const name = first === '' ? key : `${first} ${key}`;
      first = first === '' && key === 'g' ? 'g' : '';
      const act = latest.current[name];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
