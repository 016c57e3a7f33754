// A clerk without a mouse: every action goes through the keyboard of a real browser, and the focus must be visible
// after each key.
import { expect, type Locator, type Page } from '@playwright/test';

/** No target should need more presses of one key. */
const maxPresses = 40;

/** @returns why the focus is not visible, or an empty string if it is */
const findFocusFault = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return 'nothing has the focus';
    const name = `${focused.tagName} ${focused.id} ${focused.textContent.slice(0, 30)}`;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const hasRing =
      focused.matches(':focus-visible') && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    // Headings and messages receive the focus for reading. Interactive elements must show a focus ring.
    if (focused.tabIndex >= 0 && !hasRing) return `no ring: ${name}`;
    // For an element taller than the screen, the visible part counts.
    const [box] = focused.getClientRects();
    if (!box) return `not drawn: ${name}`;
    const top = Math.max(0, box.top);
    const bottom = Math.min(innerHeight, box.bottom);
    if (bottom <= top || box.left < 0 || box.left >= innerWidth) return `outside the screen: ${name}`;
    const at = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
    return focused.contains(at) ? '' : `behind ${at?.tagName} ${at?.className}: ${name}`;
  });

/** Expects a visible focus, on `where` if given. */
export async function expectFocus(page: Page, where?: Locator): Promise<void> {
  if (where) await expect(where).toBeFocused();
  await expect.poll(() => findFocusFault(page)).toBe('');
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses a key until `goal` has the focus, and checks the focus at every stop. */
export async function pressTo(page: Page, key: string, goal: Locator, most = maxPresses): Promise<void> {
  await expect(goal.first()).toBeVisible();
  const isThere = async () => (await goal.and(page.locator(':focus')).count()) > 0;
  for (let presses = 0; presses < most && !(await isThere()); presses++) {
    await page.keyboard.press(key);
    await expectFocus(page);
  }
  await expectFocus(page, goal.and(page.locator(':focus')));
}

export const tabTo = (page: Page, goal: Locator) => pressTo(page, 'Tab', goal);
export const tabBackTo = (page: Page, goal: Locator) => pressTo(page, 'Shift+Tab', goal);

/** Steps through an open select to the option with these words, as someone reading along would. */
export async function choose(page: Page, select: Locator, words: string | RegExp): Promise<void> {
  await expectFocus(page, select);
  const option = select.getByRole('option', { name: words });
  await expect(option).toHaveCount(1);
  const value = (await option.getAttribute('value')) ?? '';
  for (let presses = 0; presses < maxPresses && (await select.inputValue()) !== value; presses++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(select).toHaveValue(value);
}
