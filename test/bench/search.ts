// npm run bench:search: recall, bytes fetched and time of the site's search in Chromium, for random stretches of the
// site's text, with 1, 10 and 100 times the pages. Name sizes to run fewer: `npm run bench:search -- 1 10`. Name
// `questions` for residents' questions instead (search-questions.ts). Run `npm run build` first.
// content/docs/measurements.md records the last comparison with MiniSearch and FlexSearch on the same pages.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { spreadPage } from '../../site/lib/search/spread-page.ts';
import { openIndex } from '../../site/lib/search/write-index.ts';
import { findChromium } from '../support/chromium.ts';
import { type BenchPage, drawQueries, growPages, readBuiltPages } from './search-pages.ts';
import { benchQuestions } from './search-questions.ts';
import { type Server, serveFolders } from './search-server.ts';

const seed = 20261121;
/** Fewer queries at a hundred times the pages, because finding the true result of each requires scanning every page. */
const queryCounts: Record<number, number> = { 1: 1000, 10: 400, 100: 200 };
/** Number of first searches, each in a browser with an empty cache. */
const firstSearches = 15;
const shown = 10;

declare global {
  interface Window {
    search(query: string): Promise<string[]>;
  }
}

/**
 * Submits a query on the site's own search page and reads the results. Excludes pages listed for other words (按「…」找到).
 */
const searchOnPage = `window.search = (query) => new Promise((done) => {
  const list = document.querySelector('[data-search-results]');
  const box = document.querySelector('#search-box');
  const watcher = new MutationObserver(() => {
    if (list.getAttribute('aria-busy') !== 'false') return;
    watcher.disconnect();
    done([...list.querySelectorAll('li:not([data-by]) a')].map((link) => new URL(link.href).pathname));
  });
  watcher.observe(list, { attributes: true, attributeFilter: ['aria-busy'] });
  box.value = query;
  box.form.requestSubmit();
})`;

async function writeIndex(pages: BenchPage[], folder: string): Promise<void> {
  const index = await openIndex();
  for (const { url, html } of pages) await index.addPage(url, spreadPage(html) ?? '');
  await index.write(join(folder, 'pagefind'));
}

const quantile = (values: number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function openSearch(browser: Browser, origin: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${origin}/search/`, { waitUntil: 'networkidle' });
  await page.evaluate(searchOnPage);
  return { page, close: () => context.close() };
}

async function timeSearch(page: Page, query: string): Promise<{ found: string[]; milliseconds: number }> {
  return page.evaluate(async (asked) => {
    const started = performance.now();
    const found = await window.search(asked);
    return { found, milliseconds: performance.now() - started };
  }, query);
}

interface Truth {
  query: string;
  urls: Set<string>;
}

async function measure(browser: Browser, server: Server, truths: Truth[]) {
  const firstBytes: number[] = [];
  const nextBytes: number[] = [];
  for (const [index, { query }] of truths.slice(0, firstSearches).entries()) {
    const { page, close } = await openSearch(browser, server.origin);
    server.takeBytes();
    await timeSearch(page, query);
    firstBytes.push(server.takeBytes());
    await timeSearch(page, truths[truths.length - 1 - index]?.query ?? query);
    nextBytes.push(server.takeBytes());
    await close();
  }
  const { page, close } = await openSearch(browser, server.origin);
  const recalls: number[] = [];
  const precisions: number[] = [];
  const times: number[] = [];
  for (const { query, urls } of truths) {
    const { found, milliseconds } = await timeSearch(page, query);
    const top = [...new Set(found)].slice(0, shown);
    const right = top.filter((url) => urls.has(url)).length;
    if (process.env['SHOW_MISSES'] && right < Math.min(shown, urls.size)) console.info(query, right, urls);
    recalls.push(right / Math.min(shown, urls.size));
    precisions.push(top.length === 0 ? 0 : right / top.length);
    times.push(milliseconds);
  }
  await close();
  return {
    'recall@10': mean(recalls).toFixed(3),
    'precision@10': mean(precisions).toFixed(3),
    'first search, KiB': Math.round(quantile(firstBytes, 0.5) / 1024),
    'next, KiB': Math.round(quantile(nextBytes, 0.5) / 1024),
    'median, ms': Math.round(quantile(times, 0.5)),
    'p95, ms': Math.round(quantile(times, 0.95)),
  };
}

function findTruths(pages: BenchPage[], count: number): Truth[] {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const texts = pages.map(({ url, text }) => ({ url, text: plain(text) }));
  return drawQueries(pages, count, seed).map((query) => ({
    query,
    urls: new Set(texts.filter(({ text }) => text.includes(plain(query))).map(({ url }) => url)),
  }));
}

const [what, address] = process.argv.slice(2);
if (what === 'questions') {
  await benchQuestions(address);
  process.exit();
}
const sizes = process.argv.slice(2).map(Number);
const temporary = mkdtempSync(join(tmpdir(), 'bench-search-'));
const browser = await chromium.launch((await findChromium()) ?? {});
const built = readBuiltPages('dist');
try {
  for (const size of sizes.length > 0 ? sizes : [1, 10, 100]) {
    const pages = growPages(built, size, seed);
    const truths = findTruths(pages, queryCounts[size] ?? 200);
    const folder = join(temporary, String(size));
    mkdirSync(folder);
    const started = performance.now();
    await writeIndex(pages, folder);
    const seconds = Math.round((performance.now() - started) / 1000);
    // Search the folder first, because its index replaces the built one.
    const server = await serveFolders([folder, 'dist']);
    const figures = { ...(await measure(browser, server, truths)), 'index build, s': seconds };
    server.close();
    console.info(`\n${size}×: ${pages.length} pages, ${truths.length} queries of 2 to 8 characters, seed ${seed}`);
    for (const [name, figure] of Object.entries(figures)) console.info(`${name.padEnd(18)} ${figure}`);
    rmSync(folder, { recursive: true });
  }
} finally {
  await browser.close();
  rmSync(temporary, { recursive: true, force: true });
}
