// Where the focus goes in the queue: along the rows, and back to them when what had it is gone. Without it, who works by
// keyboard would begin again at the top of the page.
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.rows a')];

/** The name of a list, above its rows. */
export const focusList = (list: string): void =>
  document.querySelector<HTMLElement>(`.tabs [data-list="${list}"]`)?.focus();

/** The row at this place, or the last one; where there is none, the name of the list. */
export function focusRowAt(at: number, list: string): void {
  const rows = links();
  const row = rows[Math.min(at, rows.length - 1)];
  if (row) row.focus();
  else focusList(list);
}

/** The row of a comment; where it left the list, the name of the list. */
export function focusRow(receiptCode: string, list: string): void {
  const row = document.querySelector<HTMLElement>(`.rows li[data-code="${receiptCode}"] a`);
  if (row) row.focus();
  else focusList(list);
}

/** Moves the focus along the rows, from the one that has it, or that is open. */
export function stepRows(by: 1 | -1): void {
  const rows = links();
  const focused = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute('aria-current'));
  rows[Math.min(rows.length - 1, Math.max(0, focused < 0 && at < 0 ? 0 : at + by))]?.focus();
}

/** The place of the row that an element is in. */
export const rowOf = (element: Element): number =>
  links().findIndex((row) => row.parentElement?.contains(element) ?? false);

export const focusedCode = () => document.activeElement?.closest<HTMLElement>('.rows li')?.dataset['code'];
