// Two comments in two tabs of one browser: what a page does concerns the comment that it shows.
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { answerText } from '../api-support/answered.ts';
import { assignToCivilAffairs, countRows, newComment, openTestOffice } from '../api-support/office.ts';
import { formsOf, linksOf, openBrowserIn } from '../api-support/tabs.ts';

const keyOf = (digit: number) => digit.toString(16).repeat(32).slice(0, 32);
const comment = (digit: number) => ({
  ...newComment,
  key: keyOf(digit),
  title: `第${digit}件留言`,
  text: `第${digit}件：请问我们镇的养老服务信息在哪里可以看到？`,
  name: '李四',
  contact: '13900001234',
});

const codeIn = (address: string) => new URLSearchParams(address.split('?')[1]).get('receiptCode') ?? '';
const trackingCodeIn = (page: string) => [...page.matchAll(/<output class="code">([^<]+)/gu)][1]?.[1] ?? '';

/** A browser that sent two comments, the second one in a new tab; both answered if asked for. */
async function openTwoTabs({ areAnswered = false } = {}) {
  const office = await openTestOffice();
  const browser = openBrowserIn(office);
  const sent = [await browser.send('/ask/', comment(1)), await browser.send('/ask/', comment(2))];
  const [a = '', b = ''] = sent.map(({ address }) => codeIn(address));
  const [codeOfA = ''] = sent.map(({ page }) => trackingCodeIn(page));
  if (areAnswered) {
    const desk = await office.signIn('desk');
    const unit = await office.signIn('minzheng');
    for (const code of [a, b]) {
      const { heldBecause } = await desk.readCase(code);
      if (heldBecause) await desk.move(code, { move: 'release' });
      await desk.move(code, assignToCivilAffairs);
      await unit.move(code, { move: 'reply', text: `${answerText}${code}` });
    }
  }
  const showResult = (code: string) => browser.get(`/follow/result/?receiptCode=${code}`);
  const pageOfA = (await showResult(a)).page;
  // Tab B is the one opened last.
  await showResult(b);
  const stateOf = async (code: string) => {
    const { page } = await showResult(code);
    return /class="state">([^<]+)/u.exec(page)?.[1];
  };
  return { office, browser, a, b, codeOfA, pageOfA, stateOf, showResult };
}

describe('two tabs with a comment each', () => {
  it('withdraws the comment that the page shows, not the one opened last', async () => {
    const { browser, pageOfA, a, b, stateOf } = await openTwoTabs();
    const { address } = await browser.submit(pageOfA, '/follow/moves/', {}, { move: 'withdraw' });
    expect(codeIn(address)).toBe(a);
    expect([await stateOf(a), await stateOf(b)]).toEqual(['已撤回', '待受理']);
  });

  it('erases, rates, disputes and takes back consent for the comment that the page shows', async () => {
    const { browser, a, b, showResult } = await openTwoTabs({ areAnswered: true });
    const typed = {
      rate: { solved: '1', speed: '2', manner: '3' },
      dispute: { text: '我问的是乡镇的名单，不是县里的。' },
      withhold: {},
      erase: {},
    };
    for (const [move, fields] of Object.entries(typed)) {
      const { page } = await showResult(a);
      await showResult(b);
      const { status, address } = await browser.submit(page, '/follow/moves/', fields, { move });
      expect([move, status, codeIn(address)]).toEqual([move, 200, a]);
    }
    const [ofA, ofB] = [(await showResult(a)).page, (await showResult(b)).page];
    for (const words of ['解决程度 1 分', '您认为答非所问', '这件留言不公开', '没有存您的称呼和联系方式']) {
      expect([words, ofA.includes(words), ofB.includes(words)]).toEqual([words, true, false]);
    }
  });

  it('every form and link of a comment’s page names the comment', async () => {
    const { pageOfA, a } = await openTwoTabs({ areAnswered: true });
    const own = formsOf(pageOfA).filter(({ action }) => action.startsWith('/follow/'));
    expect(own.map(({ action }) => action)).toContain('/follow/ask/');
    expect(own.map(({ fields }) => fields['receiptCode'])).toEqual(own.map(() => a));
    const links = linksOf(pageOfA).filter((link) => /^\/follow\/(?:data|due|receipt|result)/u.test(link));
    expect(links.map(codeIn)).toEqual(links.map(() => a));
    expect(links.length).toBeGreaterThanOrEqual(2);
  });

  it('downloads the data and the calendar of the comment that the page shows', async () => {
    const { browser, pageOfA, a } = await openTwoTabs();
    for (const file of linksOf(pageOfA).filter((link) => /^\/follow\/(?:data\.json|due\.ics)/u.test(link))) {
      const answer = await browser.request(file);
      expect(answer.headers.get('content-disposition')).toContain(a);
      expect(await answer.text()).toContain(a);
    }
  });

  it('shows the receipt of the first comment again after a reload, though a second one was sent since', async () => {
    const { browser, a, codeOfA } = await openTwoTabs();
    const { status, page } = await browser.get(`/follow/receipt/?receiptCode=${a}`);
    expect([status, trackingCodeIn(page)]).toEqual([200, codeOfA]);
    expect(page).toContain('第1件留言');
  });

  it('follows up the comment that the page shows, and both follow-ups begun at once keep their links', async () => {
    const { browser, pageOfA, a, b, showResult } = await openTwoTabs({ areAnswered: true });
    const pageOfB = (await showResult(b)).page;
    const formA = (await browser.submit(pageOfA, '/follow/ask/', {})).page;
    const formB = (await browser.submit(pageOfB, '/follow/ask/', {})).page;
    for (const [form, code, title] of [
      [formA, a, '追问甲'],
      [formB, b, '追问乙'],
    ] as const) {
      expect(form).toContain(`这是对 <span class="code">${code}</span> 的追问`);
      const key = /name="key"[^>]*value="([0-9a-f]{32})"/u.exec(form)?.[1] ?? '';
      await browser.send('/ask/', { ...newComment, title, text: `${title}，请问乡镇的名单在哪里？`, key });
    }
    expect((await showResult(a)).page).toMatch(/追问：<span class="code">GX/u);
    expect((await showResult(b)).page).toMatch(/追问：<span class="code">GX/u);
  });

  it('an old address or form without a receipt code asks which comment is meant, and keeps what was typed', async () => {
    const { browser, a, b, stateOf } = await openTwoTabs();
    for (const path of ['/follow/result/', '/follow/receipt/', '/follow/data.json', '/follow/due.ics']) {
      const { page } = await browser.get(path);
      expect(linksOf(page)).toEqual(expect.arrayContaining([`${path}?receiptCode=${a}`, `${path}?receiptCode=${b}`]));
      expect(page).not.toContain('<output');
    }
    const asked = await browser.send('/follow/moves/', { move: 'dispute', text: '写了很久的一段话，不能丢' });
    expect(asked.page).toContain('写了很久的一段话，不能丢</p>');
    await browser.send('/follow/moves/', { move: 'withdraw' });
    expect([await stateOf(a), await stateOf(b)]).toEqual(['待受理', '待受理']);
    const which = await browser.send('/follow/moves/', { move: 'withdraw' });
    await browser.submit(which.page, '/follow/moves/', {}, { receiptCode: a });
    expect([await stateOf(a), await stateOf(b)]).toEqual(['已撤回', '待受理']);
  });

  it('with one comment open, an old address still opens it', async () => {
    const browser = openBrowserIn(await openTestOffice());
    await browser.send('/ask/', comment(1));
    expect((await browser.get('/follow/result/')).page).toContain('第1件留言');
  });
});

describe('a comment whose codes the browser no longer holds', () => {
  it('is asked for its codes again, and what was typed waits in its form', async () => {
    const { browser, a, b, codeOfA, pageOfA, stateOf } = await openTwoTabs({ areAnswered: true });
    browser.cookies.delete(`codes-${a}`);
    const text = '我问的是乡镇的名单，不是县里的。';
    const asked = await browser.submit(pageOfA, '/follow/moves/', { text }, { move: 'dispute' });
    expect(asked.status).toBe(403);
    expect(asked.page).toContain(`留言 ${a} 的号码`);
    expect(asked.page).toContain(`${text}</p>`);
    const wrong = await browser.submit(asked.page, '/follow/', { receiptCode: a, trackingCode: 'AAAA-AAAA-AAAA' });
    expect([wrong.status, wrong.page.includes(`${text}</p>`)]).toEqual([404, true]);
    const back = await browser.submit(wrong.page, '/follow/', { receiptCode: a, trackingCode: codeOfA });
    expect(back.page).toMatch(new RegExp(`id="dispute" open>[\\s\\S]*${text}</textarea>`, 'u'));
    expect([await stateOf(a), await stateOf(b)]).toEqual(['已答复', '已答复']);
    await browser.submit(back.page, '/follow/moves/', { text }, { move: 'dispute' });
    expect([await stateOf(a), await stateOf(b)]).toEqual(['有异议，待处理', '已答复']);
  });

  it('is not acted on by a receipt code alone', async () => {
    const { office, a, stateOf } = await openTwoTabs();
    const stranger = openBrowserIn(office);
    expect((await stranger.send('/follow/moves/', { move: 'withdraw', receiptCode: a })).status).toBe(403);
    for (const path of ['/follow/data.json', '/follow/receipt/', '/follow/result/']) {
      expect((await stranger.get(`${path}?receiptCode=${a}`)).status).toBe(403);
    }
    expect(await stateOf(a)).toBe('待受理');
  });

  it('keeps the text of a follow-up, by script or without, until the code is proven again', async () => {
    const { office, browser, a, codeOfA, pageOfA, showResult } = await openTwoTabs({ areAnswered: true });
    await browser.submit(pageOfA, '/follow/ask/', {});
    browser.cookies.delete('follow-up');
    const typed = { ...newComment, key: keyOf(7), title: '追问丙', text: '追问丙，请问乡镇的名单在哪里？', follows: a };
    const before = await countRows('comments');
    const refused = await office.postJson('/api/comments', typed);
    const { errors, detail } = await refused.json<Problem>();
    expect([refused.status, errors?.map(({ field }) => field)]).toEqual([422, ['trackingCode']]);
    expect(detail).toContain(a);
    const asked = await browser.send('/ask/', { ...typed, step: 'preview' });
    expect(asked.page).toContain(`${typed.text}</textarea>`);
    expect(asked.page).toMatch(/name="follows" value="GX[^"]+" form="ask-form"/u);
    expect(await countRows('comments')).toBe(before);
    const preview = await browser.send('/ask/', { ...typed, trackingCode: codeOfA, step: 'preview' });
    await browser.submit(preview.page, '/ask/', { step: 'send' });
    expect((await showResult(a)).page).toMatch(/追问：<span class="code">GX/u);
  });
});

describe('the codes of several comments in one browser', () => {
  it('are kept for the last six comments, in small cookies, and the oldest is dropped', async () => {
    const office = await openTestOffice();
    const browser = openBrowserIn(office);
    const addresses: string[] = [];
    for (const digit of [1, 2, 3, 4, 5, 6, 7, 8]) {
      office.clock.now += 1000;
      addresses.push((await browser.send('/ask/', comment(digit))).address);
    }
    const held = [...browser.cookies].filter(([name]) => name.startsWith('codes-'));
    expect(held.map(([name]) => name)).toEqual(addresses.slice(2).map((address) => `codes-${codeIn(address)}`));
    expect(held.join('; ').length).toBeLessThan(1024);
    expect((await browser.get(addresses[0] ?? '')).status).toBe(403);
    expect((await browser.get(addresses[2] ?? '')).status).toBe(200);
  });

  it('are forgotten one by one, and the page says which comments are still open', async () => {
    const { browser, pageOfA, a, b, showResult } = await openTwoTabs();
    const { address, page } = await browser.submit(pageOfA, '/follow/forget/', {});
    expect([address, page.includes(a), page.includes(b)]).toEqual(['/follow/choose/', false, true]);
    expect([(await showResult(a)).status, (await showResult(b)).status]).toEqual([403, 200]);
    await browser.submit(page, '/follow/forget/', {});
    expect([...browser.cookies.keys()].filter((name) => name.startsWith('codes'))).toEqual([]);
  });

  it('are in no address and no log', async () => {
    const { office, browser, a, codeOfA } = await openTwoTabs();
    await browser.get(`/follow/result/?receiptCode=${a}`);
    expect(JSON.stringify([office.log, office.requestLog])).not.toContain(codeOfA);
  });
});
