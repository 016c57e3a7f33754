// A press that is under way. What changes a page by itself waits for its end: where a button moves away between finger
// down and finger up, the browser makes no click of it, and the press is lost without a word.

/** So long may an old phone take from the finger's leaving to its click, in milliseconds. */
const tapDelay = 300;
/** Longer than anybody presses: where a menu swallows the end of a press, nothing waits for it for ever. */
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

/** Ends the press that is under way now, and no later one. */
function finishIn(milliseconds: number): void {
  const ending = press;
  setTimeout(() => press === ending && finish(), milliseconds);
}

// Islands are made on the server too, where nobody presses.
if (typeof document !== 'undefined') {
  const inPage = { capture: true, passive: true };
  addEventListener('pointerdown', begin, inPage);
  addEventListener('pointercancel', finish, inPage);
  // A press that becomes no click: it was a drag, or a text was marked.
  addEventListener('pointerup', () => finishIn(tapDelay), inPage);
  // After all that listens to the click.
  addEventListener('click', () => finishIn(0), inPage);
  // The window's own: a finger lifted outside of it is not told.
  addEventListener('blur', finish);
}

/** Kept at once where nothing is pressed, otherwise when the press is over and its click was made. */
export const afterPress = (): Promise<void> => press?.end ?? Promise.resolve();
