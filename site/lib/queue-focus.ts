// Moves the focus along the queue's rows, and back to them when the focused element disappears. Otherwise keyboard
// users would start again at the top of the page.
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.rows a')];

/** Focuses the heading above the rows. */
export const focusList = (list: string): void =>
  document.querySelector<HTMLElement>(`.tabs [data-list="${list}"]`)?.focus();

/** Focuses the row at this position, or the last row, or in an empty list the heading. */
export function focusRowAt(at: number, list: string): void {
  const rows = links();
  const row = rows[Math.min(at, rows.length - 1)];
  if (row) row.focus();
  else focusList(list);
}

/** Focuses a comment's row, or the list's heading if the comment left the list. */
export function focusRow(receiptCode: string, list: string): void {
  const row = document.querySelector<HTMLElement>(`.rows li[data-code="${receiptCode}"] a`);
  if (row) row.focus();
  else focusList(list);
}

/** Moves the focus along the rows, starting from the focused or the open comment. */
export function stepRows(by: 1 | -1): void {
  const rows = links();
  const focused = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute('aria-current'));
  rows[Math.min(rows.length - 1, Math.max(0, focused < 0 && at < 0 ? 0 : at + by))]?.focus();
}

/** The position of the row that contains an element. */
export const rowOf = (element: Element): number =>
  links().findIndex((row) => row.parentElement?.contains(element) ?? false);

export const focusedCode = () => document.activeElement?.closest<HTMLElement>('.rows li')?.dataset['code'];
