// npm run bench:search -- questions: recall on residents' questions, and bytes fetched, on the search page in Chromium as the
// self-hosted server serves it. `dist` must be built. An address instead of a server measures another site:
// `npm run bench:search -- questions https://…`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { StoredPage } from '../../api/domain/search/knowledge.ts';
import { findChromium } from '../support/chromium.ts';
import { nodeSettings, startTestServer } from '../support/node-server.ts';
import { type Question, readQuestions, score } from '../support/search-questions.ts';

const sets = { tuning: 'test/fixtures/search-questions.tsv', check: 'test/fixtures/search-questions-check.tsv' };

/** Number of first searches to weigh, each in a browser with an empty cache. */
const firstSearches = 6;

async function openSearch(browser: Browser, origin: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/search/`, { waitUntil: 'networkidle' });
  return page;
}

/** Submits the query in the box, as a reader does. */
async function search(page: Page, query: string): Promise<string[]> {
  return page.evaluate(
    (asked) =>
      new Promise<string[]>((done) => {
        const list = document.querySelector('[data-search-results]');
        const box = document.querySelector<HTMLInputElement>('#search-box');
        const watcher = new MutationObserver(() => {
          if (list?.getAttribute('aria-busy') !== 'false') return;
          watcher.disconnect();
          const links = [...list.querySelectorAll<HTMLAnchorElement>('li a')];
          done(links.map(({ href }) => new URL(href).pathname));
        });
        if (list) watcher.observe(list, { attributes: true, attributeFilter: ['aria-busy'] });
        if (box) box.value = asked;
        box?.form?.requestSubmit();
      }),
    query,
  );
}

async function weighFirst(browser: Browser, origin: string, query: string): Promise<number> {
  const page = await openSearch(browser, origin);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await search(page, query);
  await page.context().close();
  return bytes / 1024;
}

async function measure(browser: Browser, origin: string, questions: Question[]): Promise<void> {
  const page = await openSearch(browser, origin);
  const found = new Map<string, string[]>();
  for (const { query } of questions) found.set(query, await search(page, query));
  await page.context().close();
  for (const kind of [...new Set(questions.map((question) => question.kind)), '']) {
    const asked = questions.filter((question) => kind === '' || question.kind === kind);
    const { recall, showNothing, stayEmpty } = score(asked, (query) => found.get(query) ?? []);
    const figures = `recall@10 ${recall.toFixed(2)}  show nothing ${showNothing.toFixed(2)}  stay empty ${stayEmpty.toFixed(2)}`;
    console.info(`${kind || 'all'}\t${figures}`);
  }
  const step = Math.floor(questions.length / firstSearches);
  const weights: number[] = [];
  for (let index = 0; index < firstSearches; index++) {
    weights.push(await weighFirst(browser, origin, questions[index * step]?.query ?? ''));
  }
  weights.sort((a, b) => a - b);
  const [median = 0, most = 0] = [weights[Math.floor(weights.length / 2)], weights.at(-1)];
  console.info(`first search, KiB: median ${Math.round(median)}, most ${Math.round(most)}`);
}

export async function benchQuestions(address: string | undefined): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'bench-questions-'));
  const started = address === undefined ? await startTestServer(nodeSettings(data)) : null;
  const browser = await chromium.launch((await findChromium()) ?? {});
  const pages: StoredPage[] = JSON.parse(readFileSync('dist/search/pages.json', 'utf8'));
  try {
    for (const [name, file] of Object.entries(sets)) {
      console.info(`\n${name} questions`);
      await measure(browser, address ?? started?.server.origin ?? '', readQuestions(file, pages));
    }
  } finally {
    await browser.close();
    await started?.server.close();
    rmSync(data, { recursive: true, force: true });
  }
}
