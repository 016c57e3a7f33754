// Focus in the queue: moves along the rows, and returns to them when the focused element is gone. Otherwise keyboard
// users would start again at the top of the page.
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.rows a')];

/** The heading of a list, above its rows. */
export const focusList = (list: string): void =>
  document.querySelector<HTMLElement>(`.tabs [data-list="${list}"]`)?.focus();

/** The row at this position, or the last one; in an empty list, its heading. */
export function focusRowAt(at: number, list: string): void {
  const rows = links();
  const row = rows[Math.min(at, rows.length - 1)];
  if (row) row.focus();
  else focusList(list);
}

/** A comment's row; if it left the list, the list's heading. */
export function focusRow(receiptCode: string, list: string): void {
  const row = document.querySelector<HTMLElement>(`.rows li[data-code="${receiptCode}"] a`);
  if (row) row.focus();
  else focusList(list);
}

/** Moves the focus along the rows, from the focused or open one. */
export function stepRows(by: 1 | -1): void {
  const rows = links();
  const focused = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute('aria-current'));
  rows[Math.min(rows.length - 1, Math.max(0, focused < 0 && at < 0 ? 0 : at + by))]?.focus();
}

/** Position of the row that contains an element. */
export const rowOf = (element: Element): number =>
  links().findIndex((row) => row.parentElement?.contains(element) ?? false);

export const focusedCode = () => document.activeElement?.closest<HTMLElement>('.rows li')?.dataset['code'];
