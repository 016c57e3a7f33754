// Screen readers and tabs read the title first: it says that something is wrong for as long as something is.
import { errorTitlePrefix } from '../fragments/error-summary.ts';

/** Summaries that show an error now; a page may hold several. */
let shown = 0;

function update(): void {
  const plain = document.title.startsWith(errorTitlePrefix)
    ? document.title.slice(errorTitlePrefix.length)
    : document.title;
  document.title = shown > 0 ? `${errorTitlePrefix}${plain}` : plain;
}

/** @returns takes the mark away again, once the error is mended or its form is gone */
export function markErrorTitle(): () => void {
  shown += 1;
  update();
  return () => {
    shown -= 1;
    update();
  };
}
