// A wide table that scrolls within itself, never the page.
import type { ReactNode } from 'react';

/** The name of what scrolls: words, or the id of the heading that says them. */
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
