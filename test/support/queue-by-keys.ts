// Uses the queue by keyboard alone: finds a comment, opens it and returns to the list.
import { expect, type Locator, type Page } from '@playwright/test';
import { expectFocus, press, pressTo } from './keyboard.ts';

/** Searches from anywhere outside a text field. The focus moves to the text that describes the results. */
export async function searchQueue(page: Page, words: string, count: number): Promise<void> {
  await press(page, '/');
  await expectFocus(page, page.getByRole('searchbox'));
  await press(page, 'Control+a');
  await page.keyboard.type(words);
  await press(page, 'Enter');
  await expect(page.locator('.rows li')).toHaveCount(count);
  await expectFocus(page, page.getByText(`搜索「${words}」`).and(page.locator(':focus')));
}

export const rowOf = (page: Page, title: string): Locator => page.locator('.rows a').filter({ hasText: title });

/** Steps through the rows to a comment and opens it. The focus moves to its title. */
export async function openComment(page: Page, title: string): Promise<void> {
  await pressTo(page, 'j', rowOf(page, title));
  await press(page, 'Enter');
  await expectFocus(page, page.getByRole('heading', { name: title, level: 2, exact: true }));
}

/** Returns to the list, where the comment's row has the focus. */
export async function goBack(page: Page, title: string): Promise<void> {
  await press(page, 'u');
  await expectFocus(page, rowOf(page, title));
}
