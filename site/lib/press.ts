// Tracks a pointer press. Updates wait until it ends: if a button moves between pointer down and pointer up, the
// browser fires no click and the press is lost.

/** Maximum delay between pointer up and click on an old phone, in milliseconds. */
const maxTapDelayMs = 300;
/** Maximum length of a press, in milliseconds. If a menu swallows the end of a press, waiting must still end. */
const maxPressMs = 5000;

let press: { end: Promise<void>; finish: () => void } | undefined;

function startPress({ isPrimary, button }: PointerEvent): void {
  if (!isPrimary || button !== 0) return;
  finishPress();
  let done = () => {};
  const end = new Promise<void>((resolve) => {
    done = resolve;
  });
  press = { end, finish: done };
  finishPressIn(maxPressMs);
}

function finishPress(): void {
  press?.finish();
  press = undefined;
}

/** End only this press, not a later one. */
function finishPressIn(delayMs: number): void {
  const ending = press;
  setTimeout(() => press === ending && finishPress(), delayMs);
}

// During server rendering there is no window and no press.
if (typeof document !== 'undefined') {
  const inPage = { capture: true, passive: true };
  addEventListener('pointerdown', startPress, inPage);
  addEventListener('pointercancel', finishPress, inPage);
  // A press without a click was a drag or a text selection.
  addEventListener('pointerup', () => finishPressIn(maxTapDelayMs), inPage);
  // Run after all other click listeners.
  addEventListener('click', () => finishPressIn(0), inPage);
  // Listen on the window: a pointer released outside of it fires no event inside.
  addEventListener('blur', finishPress);
}

/** Resolves immediately if no pointer is down, otherwise after the press and its click. */
export const afterPress = (): Promise<void> => press?.end ?? Promise.resolve();
