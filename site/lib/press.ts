// A press that is under way. What changes a page by itself waits for its end: where a button moves away between finger
// down and finger up, the browser makes no click of it, and the press is lost without a word.

/** So long may an old phone take from the finger's leaving to its click, in milliseconds. */
const tapDelay = 300;

let end: Promise<void> | undefined;

function follow(): void {
  const over = new AbortController();
  const press = new Promise<void>((done) => {
    const finish = () => {
      over.abort();
      if (end === press) end = undefined;
      done();
    };
    const listen = (name: string, act: () => void, isInPage = true) =>
      addEventListener(name, act, { capture: isInPage, signal: over.signal });
    // After all that listens to the click.
    listen('click', () => setTimeout(finish));
    // A press that became no click: it was a drag, or a text was marked.
    listen('pointerup', () => setTimeout(finish, tapDelay));
    listen('pointercancel', finish);
    // The window's own: a finger lifted outside of it is not told.
    listen('blur', finish, false);
  });
  end = press;
}

// Islands are made on the server too, where nobody presses.
if (typeof document !== 'undefined') addEventListener('pointerdown', follow, { capture: true, passive: true });

/** Kept at once where nothing is pressed, otherwise when the press is over and its click was made. */
export const afterPress = (): Promise<void> => end ?? Promise.resolve();
