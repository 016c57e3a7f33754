// The search page. The address holds the search; a new search changes the address.
import { foldText } from '../../../api/domain/text/matching.ts';
import { fetchAnswers, mergeCandidates } from './answers.ts';
import { filterNames, readState, type SearchState, writeState } from './filters.ts';
import { batchSize, type Finding, find, type Sources } from './find.ts';
import { type Candidates, findCandidates as findPages, loadIndex } from './index-file.ts';
import { createSpelling, type Spelling, type SpellingTable } from './spelling.ts';
import { offerSuggestions } from './suggestions.ts';
import { describeFinding, hitElement } from './view.ts';
import { suggest, type WordTable } from './words.ts';

const suggestionsShown = 8;
/** Minimum number of Latin letters for which the pinyin table is fetched. */
const minPinyinLength = 3;

async function fetchTable<Table>(url: string): Promise<Table> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** Loads once. After a failure the next request retries. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}

/** The kind of pages that only the server knows. */
const liveKind = 'answer';

/** @param reportMissing called if the answers could not be read; the other pages are found all the same */
async function findEverywhere(state: SearchState, reportMissing: () => void): Promise<Candidates> {
  const isForAnswers = state.filters.kind === liveKind;
  const [pages, answers] = await Promise.all([
    isForAnswers ? [] : findPages(state),
    fetchAnswers(state).catch((error: unknown) => {
      if (isForAnswers) throw error;
      reportMissing();
      return [];
    }),
  ]);
  return mergeCandidates(pages, answers, state.isByDate);
}

const tables: Omit<Sources, 'findCandidates'> = {
  loadWords: once(() => fetchTable<WordTable>('/search/words.json')),
  loadSpelling: once(
    async (): Promise<Spelling> => createSpelling(await fetchTable<SpellingTable>('/search/spelling.json')),
  ),
};

async function suggestFor(typed: string): Promise<string[]> {
  const found = suggest(typed, await tables.loadWords(), suggestionsShown);
  if (found.length > 0 || !/^[a-z\s'’]+$/iu.test(typed) || typed.length < minPinyinLength) return found;
  return (await tables.loadSpelling()).guess(typed).slice(0, suggestionsShown);
}

function getElement<Type extends Element>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no #${id}.`);
  return element;
}

export function runSearchPage(): void {
  const box = getElement('search-box', HTMLInputElement);
  const results = getElement('search-results', HTMLOListElement);
  const status = getElement('search-status', HTMLParagraphElement);
  const help = getElement('search-help', HTMLParagraphElement);
  const more = getElement('search-more', HTMLButtonElement);
  const filters = getElement('search-filters', HTMLDetailsElement);
  const index = getElement('search-index', HTMLElement);
  const noAnswers = getElement('search-no-answers', HTMLParagraphElement);
  const form = box.form;
  if (!form) throw new Error('The search box is in no form.');

  let latest = 0;

  const readForm = (): SearchState =>
    readState(new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])));

  const fillForm = ({ query, filters: chosen, isByDate }: SearchState) => {
    box.value = query;
    for (const name of [...filterNames, 'sort'] as const) {
      const select = form.elements.namedItem(name);
      if (select instanceof HTMLSelectElement)
        select.value = name === 'sort' ? (isByDate ? 'date' : '') : (chosen[name] ?? '');
    }
  };

  const showHelp = ({ guesses }: Finding, state: SearchState) => {
    help.hidden = guesses.length === 0;
    const links = guesses.map((guess) => {
      const link = document.createElement('a');
      link.href = writeState({ ...state, query: guess });
      link.textContent = guess;
      return link;
    });
    help.replaceChildren('您是不是要找：', ...links.flatMap((link, at) => (at === 0 ? [link] : ['、', link])));
  };

  const show = async (state: SearchState) => {
    const turn = ++latest;
    const isAsked = foldText(state.query) !== '' || Object.keys(state.filters).length > 0;
    index.hidden = isAsked;
    filters.hidden = !isAsked;
    help.hidden = true;
    more.hidden = true;
    noAnswers.hidden = true;
    status.textContent = isAsked ? '正在查找…' : '';
    results.setAttribute('aria-busy', String(isAsked));
    if (!isAsked) return results.replaceChildren();
    try {
      const findCandidates = (asked: SearchState) =>
        findEverywhere(asked, () => {
          noAnswers.hidden = turn !== latest;
        });
      const finding = await find({ ...tables, findCandidates }, state);
      if (turn !== latest) return; // the reader has started another search
      results.replaceChildren(...finding.hits.map(hitElement));
      status.textContent = describeFinding(finding, state.query);
      showHelp(finding, state);
      index.hidden = finding.hits.length > 0;
      more.hidden = finding.exactCount === finding.hits.length || finding.hits.some(({ by }) => by !== null);
      more.onclick = async () => {
        const hits = await finding.readOn();
        if (turn !== latest) return;
        const items = hits.map(hitElement);
        results.append(...items);
        items[0]?.querySelector('a')?.focus();
        more.hidden = hits.length < batchSize;
      };
    } catch {
      if (turn !== latest) return;
      results.replaceChildren();
      status.textContent = '搜索没有成功，可能网络不通，请稍后再试。也可以从下面按主题和单位找。';
      index.hidden = false;
    }
    results.setAttribute('aria-busy', 'false');
  };

  const search = () => {
    const state = readForm();
    const address = writeState(state);
    if (address !== location.search) history.pushState(null, '', address);
    void show(state);
  };
  const followAddress = () => {
    const state = readState(new URLSearchParams(location.search));
    fillForm(state);
    void show(state);
  };

  // On a phone, results come first and the filters start collapsed.
  filters.open =
    matchMedia('(min-width: 720px)').matches ||
    Object.keys(readState(new URLSearchParams(location.search)).filters).length > 0;

  offerSuggestions({
    box,
    list: getElement('search-suggestions', HTMLDivElement),
    suggest: suggestFor,
    onChoose: search,
  });
  // The first search needs both; a failure shows when it runs.
  box.addEventListener('focus', () => void Promise.allSettled([loadIndex(), tables.loadWords()]), { once: true });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  filters.addEventListener('change', search);
  addEventListener('popstate', followAddress);
  followAddress();
}
