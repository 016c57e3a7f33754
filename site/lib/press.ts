// Tracks a pointer press. Updates wait until it ends: if a button moves between pointer down and pointer up, the
// browser fires no click and the press is lost.

/** Maximum delay between pointer up and click on an old phone, in milliseconds. */
const tapDelay = 300;
/** Maximum length of a press, in milliseconds. If a menu swallows the end of a press, waiting must still end. */
const longestPress = 5000;

let press: { end: Promise<void>; finish: () => void } | undefined;

function begin({ isPrimary, button }: PointerEvent): void {
  if (!isPrimary || button !== 0) return;
  finish();
  let done = () => {};
  const end = new Promise<void>((resolve) => {
    done = resolve;
  });
  press = { end, finish: done };
  finishIn(longestPress);
}

function finish(): void {
  press?.finish();
  press = undefined;
}

/** End only this press, not a later one. */
function finishIn(milliseconds: number): void {
  const ending = press;
  setTimeout(() => press === ending && finish(), milliseconds);
}

// During server rendering there is no window and no press.
if (typeof document !== 'undefined') {
  const inPage = { capture: true, passive: true };
  addEventListener('pointerdown', begin, inPage);
  addEventListener('pointercancel', finish, inPage);
  // A press without a click was a drag or a text selection.
  addEventListener('pointerup', () => finishIn(tapDelay), inPage);
  // Run after all other click listeners.
  addEventListener('click', () => finishIn(0), inPage);
  // Listen on the window: a pointer released outside of it fires no event inside.
  addEventListener('blur', finish);
}

/** Resolves immediately if no pointer is down, otherwise after the press and its click. */
export const afterPress = (): Promise<void> => press?.end ?? Promise.resolve();
