// A clerk without a mouse: all that they do goes through the keys of a real browser, and after each key it must be seen where
// the focus is.
import { expect, type Locator, type Page } from '@playwright/test';

/** So many presses of one key lead anywhere that is worth going to. */
const patience = 40;

/** @returns why nobody can see where the focus is; empty where it can be seen */
const findFocusFault = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return 'nothing has the focus';
    const name = `${focused.tagName} ${focused.id} ${focused.textContent.slice(0, 30)}`;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const hasRing =
      focused.matches(':focus-visible') && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    // Headings and messages take the focus to be read; what can be worked shows that it has it.
    if (focused.tabIndex >= 0 && !hasRing) return `no ring: ${name}`;
    // What is higher than the screen is seen by its part on the screen.
    const [box] = focused.getClientRects();
    if (!box) return `not drawn: ${name}`;
    const top = Math.max(0, box.top);
    const bottom = Math.min(innerHeight, box.bottom);
    if (bottom <= top || box.left < 0 || box.left >= innerWidth) return `outside the screen: ${name}`;
    const at = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
    return focused.contains(at) ? '' : `behind ${at?.tagName} ${at?.className}: ${name}`;
  });

/** The focus can be seen; @param where if given, it is there */
export async function expectFocus(page: Page, where?: Locator): Promise<void> {
  if (where) await expect(where).toBeFocused();
  await expect.poll(() => findFocusFault(page)).toBe('');
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses a key until the focus is there, and sees it at every stop on the way. */
export async function pressTo(page: Page, key: string, goal: Locator, most = patience): Promise<void> {
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

/** Goes down the open choice until it says this, as a person does who reads along. */
export async function choose(page: Page, select: Locator, words: string | RegExp): Promise<void> {
  await expectFocus(page, select);
  const wanted = select.getByRole('option', { name: words });
  await expect(wanted).toHaveCount(1);
  const value = (await wanted.getAttribute('value')) ?? '';
  for (let presses = 0; presses < patience && (await select.inputValue()) !== value; presses++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(select).toHaveValue(value);
}
