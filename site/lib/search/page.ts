// The search page. The address holds the search; a new search changes the address.
import { filterNames, readState, type SearchState, writeState } from '../../../api/domain/search/state.ts';
import { foldText } from '../../../api/domain/text/matching.ts';
import type { Html } from '../../fragments/html.ts';
import { askView, describeOutcome, helpView, hitsView, type Outcome } from '../../fragments/search.ts';
import { batchSize, type ExactFinding, findExact } from './exact.ts';
import { loadIndex } from './index-file.ts';
import { askServer, findEverywhere, isAnswered, loadFinder, serverParts, suggestFor } from './sources.ts';
import { offerSuggestions } from './suggestions.ts';

/** With fewer results than this, a search without a server tries other words too. */
const fewResults = 3;

function getElement<Type extends Element>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no #${id}.`);
  return element;
}

const fill = (element: Element, content: Html | string) => {
  const parsed = new DOMParser().parseFromString(String(content), 'text/html');
  element.replaceChildren(...parsed.body.childNodes);
};

const toOutcome = (state: SearchState, { hits, exactCount }: ExactFinding): Outcome => ({
  state,
  hits,
  exactCount,
  corrected: null,
  isElsewhere: false,
  handlers: [],
  hasMore: exactCount !== hits.length,
});

/** The pages themselves, where the site is served as static files. */
async function findLocally(state: SearchState): Promise<Outcome> {
  const finding = (await loadFinder()).find(state);
  const hits = finding.hits.slice(0, batchSize);
  return { state, ...finding, hits, hasMore: false };
}

export function runSearchPage(): void {
  const box = getElement('search-box', HTMLInputElement);
  const results = getElement('search-results', HTMLOListElement);
  const status = getElement('search-status', HTMLParagraphElement);
  const help = getElement('search-help', HTMLDivElement);
  const serverMore = getElement('search-more', HTMLDivElement);
  const more = getElement('search-next', HTMLButtonElement);
  const filters = getElement('search-filters', HTMLDetailsElement);
  const index = getElement('search-index', HTMLElement);
  const noAnswers = getElement('search-no-answers', HTMLParagraphElement);
  const ask = getElement('search-ask', HTMLParagraphElement);
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

  const showOutcome = (outcome: Outcome, readOn: ExactFinding['readOn'] | null, turn: number) => {
    fill(results, hitsView(outcome.hits));
    fill(help, helpView(outcome));
    status.textContent = describeOutcome(outcome);
    index.hidden = outcome.hits.length > 0;
    more.hidden = readOn === null || !outcome.hasMore;
    more.onclick = async () => {
      const hits = (await readOn?.()) ?? [];
      if (turn !== latest) return;
      const shown = results.childElementCount;
      results.insertAdjacentHTML('beforeend', String(hitsView(hits)));
      results.children[shown]?.querySelector('a')?.focus();
      more.hidden = hits.length < batchSize;
    };
  };

  const showParts = (parts: Record<string, string>) => {
    for (const id of serverParts) fill(getElement(id, HTMLElement), parts[id] ?? '');
    index.hidden = results.childElementCount > 0;
  };

  const clear = () => {
    fill(results, '');
    fill(help, '');
    fill(serverMore, '');
    more.hidden = true;
    noAnswers.hidden = true;
  };

  const search = async (state: SearchState, turn: number) => {
    const reportMissing = () => {
      noAnswers.hidden = turn !== latest;
    };
    // Without WebAssembly, or if the index does not load, the server alone answers.
    const exact = await findExact((asked) => findEverywhere(asked, reportMissing), state).catch(() => null);
    if (turn !== latest) return; // the reader has started another search
    if (exact && (exact.hits.length === batchSize || state.query === '')) {
      return showOutcome(toOutcome(state, exact), exact.readOn, turn);
    }
    const parts = await askServer(state).catch(() => null);
    if (turn !== latest) return;
    if (parts) return showParts(parts);
    if (!exact) throw new Error('neither index nor server');
    const outcome = exact.hits.length < fewResults ? await findLocally(state) : toOutcome(state, exact);
    if (turn === latest) showOutcome(outcome, null, turn);
  };

  const show = async (state: SearchState) => {
    const turn = ++latest;
    const isAsked = foldText(state.query) !== '' || Object.keys(state.filters).length > 0;
    index.hidden = isAsked;
    clear();
    fill(ask, askView(state));
    status.textContent = isAsked ? '正在查找…' : '';
    results.setAttribute('aria-busy', String(isAsked));
    if (!isAsked) return;
    try {
      await search(state, turn);
    } catch {
      if (turn !== latest) return;
      status.textContent = '未能完成搜索，可能网络不通，请稍后再试。也可以从下面按主题和单位找。';
      index.hidden = false;
    }
    if (turn === latest) results.setAttribute('aria-busy', 'false');
  };

  const submit = () => {
    const state = readForm();
    const address = writeState(state);
    if (address !== location.search) history.pushState(null, '', address);
    void show(state);
  };
  const readAddress = () => readState(new URLSearchParams(location.search));
  const followAddress = () => {
    fillForm(readAddress());
    void show(readAddress());
  };

  // On a phone, results come first and the filters start collapsed.
  filters.open = matchMedia('(min-width: 720px)').matches || Object.keys(readAddress().filters).length > 0;

  offerSuggestions({
    box,
    list: getElement('search-suggestions', HTMLDivElement),
    suggest: suggestFor,
    onChoose: submit,
  });
  // The first search needs it; a failure shows when it runs.
  box.addEventListener('focus', () => void loadIndex().catch(() => undefined), { once: true });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  filters.addEventListener('change', submit);
  addEventListener('popstate', followAddress);
  if (!isAnswered(document)) followAddress();
  else {
    // The server has answered this address.
    fillForm(readAddress());
    index.hidden = results.childElementCount > 0;
  }
}
