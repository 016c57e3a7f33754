// A wide table that scrolls inside its own box, so that the page does not.
import type { ReactNode } from 'react';

/** Accessible name of the scrolling region: text, or the id of its heading. */
type ScrollBoxName = { label: string } | { labelledBy: string };

export function ScrollBox({ children, ...name }: ScrollBoxName & { children: ReactNode }) {
  const label = 'label' in name ? { 'aria-label': name.label } : { 'aria-labelledby': name.labelledBy };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users must be able to focus and scroll this box
    <section className="table-scroll" {...label} tabIndex={0}>
      {children}
    </section>
  );
}
