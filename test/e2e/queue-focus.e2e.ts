// When the focused element leaves the queue, the focus moves nearby and never to the top of the page.
import { expect, move, signIn, test } from '../support/journey.ts';
import { baseUrl } from '../support/journey-settings.ts';
import { expectFocus, press, pressTo, tabBackTo, tabTo } from '../support/keyboard.ts';
import { goBack, openComment, rowOf, searchQueue } from '../support/queue-by-keys.ts';
import { sendToServer } from '../support/server.ts';

const send = (title: string, who: { about?: string } = {}) =>
  sendToServer(Number(new URL(baseUrl).port), title, 'no', who);

test('focus stays in the list when its elements disappear', async ({ page, browser }) => {
  const titles = ['焦点还在甲', '焦点还在乙', '焦点还在丙'];
  const codes: string[] = [];
  // Comments about a unit that few other end-to-end tests use, so that the number of rows above them is known.
  for (const title of titles) codes.push((await send(title, { about: 'units/guanxian/minzhengju' })).receiptCode);
  await signIn(page, 'desk');
  await searchQueue(page, '焦点还在', 3);

  await test.step('focus stays in the list after clearing a selection', async () => {
    await pressTo(page, 'j', rowOf(page, '焦点还在乙'));
    await press(page, 'x');
    await tabBackTo(page, page.getByRole('button', { name: '全部不选' }));
    await press(page, 'Enter');
    await expectFocus(page, page.getByRole('button', { name: '全选 3 件' }));
  });

  await test.step('focus stays in the list after another clerk moves the focused comment', async () => {
    await page.goto('/staff/#list=triage&document=units');
    await page.reload();
    await pressTo(page, 'j', rowOf(page, '焦点还在乙'), 60);
    const other = await browser.newPage();
    await signIn(other, 'desk');
    await move(other, codes[1] ?? '', 1, { move: 'assign', unit: 'minzhengju' });
    await other.close();
    await expect(rowOf(page, '焦点还在乙')).toHaveCount(0);
    await expectFocus(page, page.locator('.rows a').and(page.locator(':focus')));
  });

  await test.step('focus stays in the list after changing filters and clearing the notice', async () => {
    await page.goto('/staff/#list=triage');
    await expect(page.getByText('已按条件筛选。')).toHaveCount(0);
    await press(page, 'f');
    const state = page.getByLabel('状态');
    await expectFocus(page, state);
    await press(page, 'ArrowDown');
    await expect(page.getByText('已按条件筛选。')).toBeVisible();
    await press(page, 'ArrowUp');
    await expect(page.getByText('已按条件筛选。')).toHaveCount(0);
    await expectFocus(page, state);
    await press(page, 'ArrowDown');
    await tabTo(page, page.getByRole('link', { name: '清除' }));
    await press(page, 'Enter');
    await expect(page.getByText('已按条件筛选。')).toHaveCount(0);
    await expectFocus(page, page.getByRole('link', { name: /^待分办/u }));
  });

  await test.step('focus stays in the list after deleting a saved view', async () => {
    await press(page, 'f');
    await tabTo(page, page.getByLabel('视图的名字'));
    await page.keyboard.type('按键存的');
    await press(page, 'Enter');
    await expect(page.getByText('已保存「按键存的」。')).toBeVisible();
    await tabBackTo(page, page.getByRole('button', { name: '删除视图「按键存的」' }));
    await press(page, 'Enter');
    await expectFocus(page, page.getByText('已删除「按键存的」。'));
  });
});

test('loading more rows moves focus to the first new row', async ({ page }) => {
  await page.route('**/api/queue?*', async (route) => {
    const isRest = new URL(route.request().url()).searchParams.has('after');
    const response = await route.fetch({ url: `${baseUrl}/api/queue?list=open` });
    const body = await response.json();
    const [row] = body.items;
    const items = Array.from({ length: isRest ? 3 : 50 }, (_, index) => {
      const number = 1000 + index + (isRest ? 50 : 0);
      return { ...row, receiptCode: `GX261120-0${number}`, title: `第 ${number - 999} 行` };
    });
    await route.fulfill({ response, json: { ...body, items, next: isRest ? null : 'more' } });
  });
  await signIn(page, 'desk');
  await pressTo(page, 'j', rowOf(page, '第 50 行'), 60);
  await tabTo(page, page.getByRole('button', { name: '再显示一些' }));
  await press(page, 'Enter');
  await expect(page.getByRole('button', { name: '再显示一些' })).toHaveCount(0);
  await expectFocus(page, rowOf(page, '第 51 行'));
});

test('on a single-column screen, going back from a comment focuses its row', async ({ page }) => {
  const title = '窄屏上按键回去';
  await send(title);
  await page.setViewportSize({ width: 768, height: 900 });
  await signIn(page, 'desk');
  await searchQueue(page, title, 1);
  await openComment(page, title);
  await goBack(page, title);
  await openComment(page, title);
  await tabBackTo(page, page.getByRole('link', { name: '‹ 回到列表' }));
  await press(page, 'Enter');
  await expectFocus(page, rowOf(page, title));
});
