// Three search engines on the same pages. Each writes the files that a browser fetches and a page with `search(query)`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { spreadPage } from '../../site/lib/search/spread-page.ts';
import { openIndex } from '../../site/lib/search/write-index.ts';
import type { BenchPage } from './search-pages.ts';

/** The file that a browser would import under the package's name. */
const libraryFile = (name: string) => readFileSync(new URL(import.meta.resolve(name)), 'utf8');

/** Splits Chinese into overlapping pairs and the rest into words, for both other engines, here and in the browser. */
const tokenizeSource = `(text) => (text.normalize('NFKC').toLowerCase().match(/\\p{Script=Han}+|(?:(?!\\p{Script=Han})[\\p{L}\\p{N}])+/gu) ?? [])
  .flatMap((run) => /\\p{Script=Han}/u.test(run) && run.length > 1
    ? Array.from(run).slice(0, -1).map((character, index) => run.slice(index, index + 2))
    : [run])`;
const tokenize = new Function(`return ${tokenizeSource}`)() as (text: string) => string[];

/** Hits are page numbers, which keeps the other engines' indexes as small as possible. */
const addresses = (pages: BenchPage[]) => JSON.stringify(pages.map(({ url }) => url));

export async function writePagefind(pages: BenchPage[], folder: string): Promise<void> {
  const index = await openIndex();
  for (const { url, html } of pages) await index.addPage(url, spreadPage(html) ?? '');
  await index.write(join(folder, 'pagefind'));
}

interface Engine {
  /** The package that the page imports. */
  library: string;
  /** What the page fetches before it can search. */
  index: unknown;
  /** Source of a function that takes the library and the index and returns a search function over page numbers. */
  open: string;
}

function writeEngine(pages: BenchPage[], folder: string, { library, index, open }: Engine): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'addresses.json'), addresses(pages));
  writeFileSync(join(folder, 'library.js'), libraryFile(library));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><script type="module">
const tokenize = ${tokenizeSource};
const open = ${open};
let ready;
async function load() {
  const [{ default: library }, json, addresses] = await Promise.all([
    import('./library.js'), fetch('index.json').then((r) => r.text()), fetch('addresses.json').then((r) => r.json())]);
  const find = open(library, json);
  return (query) => find(query).map((id) => addresses[id]);
}
window.search = async (query) => (await (ready ??= load()))(query);
</script>`,
  );
}

export function writeMiniSearch(pages: BenchPage[], folder: string): void {
  const index = new MiniSearch({ fields: ['title', 'text'], tokenize, processTerm: (term) => term });
  index.addAll(pages.map(({ title, text }, id) => ({ id, title, text })));
  const open = `(MiniSearch, json) => {
  const index = MiniSearch.loadJSON(json, { fields: ['title', 'text'], tokenize, processTerm: (term) => term });
  return (query) => index.search(query, { combineWith: 'AND', boost: { title: 2 } }).slice(0, 10).map(({ id }) => id);
}`;
  writeEngine(pages, folder, { library: 'minisearch', index, open });
}

export function writeFlexSearch(pages: BenchPage[], folder: string): void {
  const index = new FlexSearch.Index({ encode: tokenize });
  for (const [id, { title, text }] of pages.entries()) index.add(id, `${title}\n${text}`);
  const parts: [string, string][] = [];
  index.export((key, data) => void parts.push([String(key), String(data ?? '')]));
  const open = `(FlexSearch, json) => {
  const index = new FlexSearch.Index({ encode: tokenize });
  for (const [key, data] of JSON.parse(json)) index.import(key, data);
  return (query) => index.search(query, { limit: 10 });
}`;
  writeEngine(pages, folder, { library: 'flexsearch', index: parts, open });
}
