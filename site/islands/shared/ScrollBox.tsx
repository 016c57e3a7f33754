// A wide table that scrolls inside its own box instead of the page.
import type { ReactNode } from 'react';

/** Name of the scrolling region: words, or the id of its heading. */
type ScrollBoxName = { label: string } | { labelledBy: string };

export function ScrollBox({ children, ...name }: ScrollBoxName & { children: ReactNode }) {
  const label = 'label' in name ? { 'aria-label': name.label } : { 'aria-labelledby': name.labelledBy };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls within itself must be reached by keyboard
    <section className="table-scroll" {...label} tabIndex={0}>
      {children}
    </section>
  );
}
