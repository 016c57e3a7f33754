// The search page: asks Pagefind, shows only pages that really say what was asked, and where they say it.
import { checkText, excerptOf, foldQuery } from './search-text.ts';

interface PagefindHit {
  data(): Promise<{ url: string; content: string; meta: Record<string, string | undefined> }>;
}

interface Pagefind {
  init(): Promise<void>;
  search(query: string): Promise<{ results: PagefindHit[] }>;
}

/** Hits shown; the rest is reached by asking more precisely. */
const shown = 20;

let loading: Promise<Pagefind> | undefined;

/** Fetched when the box is first touched, not before. */
function loadPagefind(): Promise<Pagefind> {
  const path = '/pagefind/pagefind.js';
  loading ??= import(/* @vite-ignore */ path).then(async (pagefind: Pagefind) => {
    await pagefind.init();
    return pagefind;
  });
  // A failed load is tried again with the next search.
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

interface Hit {
  url: string;
  title: string;
  kind: string;
  where: string;
  content: string;
}

async function findHits(query: string): Promise<Hit[]> {
  const pagefind = await loadPagefind();
  const { results } = await pagefind.search(query);
  const pages = await Promise.all(results.map((result) => result.data()));
  return pages
    .filter(({ content }) => checkText(content, query))
    .slice(0, shown)
    .map(({ url, content, meta }) => ({
      url,
      content,
      title: meta['title'] ?? url,
      kind: meta['kind'] ?? '',
      where: meta['where'] ?? '',
    }));
}

function hitElement(hit: Hit, query: string): HTMLLIElement {
  const item = document.createElement('li');
  const where = document.createElement('p');
  where.className = 'quiet';
  where.textContent = [hit.kind, hit.where].filter(Boolean).join(' · ');
  const link = document.createElement('a');
  link.href = hit.url;
  link.textContent = hit.title;
  const excerpt = document.createElement('p');
  for (const { text, isMatch } of excerptOf(hit.content, query)) {
    const part = isMatch ? document.createElement('mark') : document.createElement('span');
    part.textContent = text;
    excerpt.append(part);
  }
  item.append(where, link, excerpt);
  return item;
}

export function runSearchPage(): void {
  const box = document.querySelector<HTMLInputElement>('#search-box');
  const list = document.querySelector<HTMLOListElement>('[data-search-results]');
  const status = document.querySelector<HTMLElement>('#search-status');
  if (!box || !list || !status) return;

  let latest = 0;
  const show = async () => {
    const query = box.value.trim();
    const turn = ++latest;
    if (foldQuery(query) === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    status.textContent = '正在查找…';
    try {
      const hits = await findHits(query);
      if (turn !== latest) return; // the reader has typed on
      list.replaceChildren(...hits.map((hit) => hitElement(hit, query)));
      status.textContent =
        hits.length === 0
          ? `没有页面写到「${query}」。换一个说法，或从首页的文件里找。`
          : `「${query}」：${hits.length} 处`;
    } catch {
      if (turn === latest) status.textContent = '搜索没有成功，可能网络不通，请稍后再试。';
    }
  };

  box.value = new URLSearchParams(location.search).get('q') ?? '';
  box.addEventListener('focus', () => void loadPagefind());
  box.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    history.replaceState(null, '', `?q=${encodeURIComponent(box.value.trim())}`);
    void show();
  });
  void show();
}
