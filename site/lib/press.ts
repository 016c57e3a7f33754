// Tracks a pointer press in progress. Updates wait for its end: if a button moves between pointer down and pointer
// up, the browser fires no click, and the press is silently lost.

/** Maximum delay, in milliseconds, between pointer up and click on an old phone. */
const tapDelay = 300;
/** Longer than anybody presses, in milliseconds: if a menu swallows the end of a press, waiting still ends. */
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

/** Ends the current press, not a later one. */
function finishIn(milliseconds: number): void {
  const ending = press;
  setTimeout(() => press === ending && finish(), milliseconds);
}

// Islands also render on the server, where nobody presses.
if (typeof document !== 'undefined') {
  const inPage = { capture: true, passive: true };
  addEventListener('pointerdown', begin, inPage);
  addEventListener('pointercancel', finish, inPage);
  // A press without a click: it was a drag or a text selection.
  addEventListener('pointerup', () => finishIn(tapDelay), inPage);
  // After all click listeners.
  addEventListener('click', () => finishIn(0), inPage);
  // On the window: a pointer released outside of it fires no event inside.
  addEventListener('blur', finish);
}

/** Resolves immediately if no pointer is down, otherwise once the press is over and its click was handled. */
export const afterPress = (): Promise<void> => press?.end ?? Promise.resolve();
