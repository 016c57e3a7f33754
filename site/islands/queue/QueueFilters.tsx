// Search, filters and saved views. The address holds all state; this component has none.
import { type RefObject, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type FilterOptions, newViewSchema, type SavedView } from '../../../api/contract/desk.ts';
import type { Due, QueueFilter, QueuePage } from '../../../api/contract/queue.ts';
import { heldWord, kindWords, stateWords, urgedWord } from '../../../api/contract/words.ts';
import { api, ask } from '../../lib/api.ts';
import { focusList } from '../../lib/queue-focus.ts';
import { isFiltered, writePlace } from '../../lib/queue-place.ts';

interface QueueFiltersProps {
  filter: QueueFilter;
  choices: FilterOptions;
  counts: QueuePage['counts'] | undefined;
  /** Unit clerks see only their own unit's comments. */
  hasUnits: boolean;
  search: RefObject<HTMLInputElement | null>;
  disclosure: RefObject<HTMLDetailsElement | null>;
  onChange: (filter: QueueFilter) => void;
}

const dueWords: Record<Due, string> = {
  overdue: '已超期',
  today: '今天以内',
  'three-days': '3 个工作日内',
  'five-days': '5 个工作日内',
};

export const formatCount = (count: number): string => (count > 999 ? '999+' : String(count));

export function QueueFilters({ filter, choices, counts, hasUnits, search, disclosure, onChange }: QueueFiltersProps) {
  const set = (name: keyof QueueFilter, value: string) =>
    onChange({ ...filter, [name]: value === '' ? undefined : value });
  const select = (name: keyof QueueFilter, label: string, options: [value: string, word: string][]) => (
    <label key={name}>
      {label}
      <select value={filter[name] ?? ''} onChange={({ target }) => set(name, target.value)}>
        <option value="">不限</option>
        {options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
  const tick = (name: 'held' | 'urged', word: string, count: number | undefined) => (
    <label className="tick">
      <input
        type="checkbox"
        className="tickbox"
        checked={filter[name] === 'yes'}
        onChange={({ target }) => set(name, target.checked ? 'yes' : '')}
      />
      只看{word}
      {count !== undefined && <span className="count">{formatCount(count)} 件</span>}
    </label>
  );
  const idAndName = ({ id, name }: { id: string; name: string }): [string, string] => [id, name];
  useEffect(() => {
    if (search.current) search.current.value = filter.q ?? '';
  }, [filter.q, search]);
  const narrows = isFiltered({ ...filter, q: undefined });
  useEffect(() => {
    // Stay open when the last filter is removed, because the clerk still uses the panel.
    if (narrows && disclosure.current) disclosure.current.open = true;
  }, [narrows, disclosure]);

  const submitSearch = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    flushSync(() => set('q', (search.current?.value ?? '').trim()));
    // Move the focus from the field to the heading of the new list, so that shortcuts work again.
    const narrowed = document.getElementById('list-narrowed');
    if (narrowed) narrowed.focus();
    else focusList(filter.list);
  };
  return (
    <>
      <search>
        <form className="queue-search" onSubmit={submitSearch}>
          <label htmlFor="queue-q" className="visually-hidden">
            搜索标题、内容或受理编号
          </label>
          <input
            id="queue-q"
            type="search"
            autoComplete="off"
            maxLength={100}
            placeholder="搜标题、内容或受理编号"
            defaultValue={filter.q ?? ''}
            ref={search}
          />
          <button type="submit" className="button secondary">
            搜索
          </button>
        </form>
      </search>
      <details className="queue-filters" ref={disclosure}>
        <summary>筛选和视图</summary>
        <div className="filter-fields">
          {select('state', '状态', Object.entries(stateWords))}
          {hasUnits && select('unit', '承办单位', choices.units.map(idAndName))}
          {select('kind', '类型', Object.entries(kindWords))}
          {select('document', '文件', choices.documents.map(idAndName))}
          {select('due', '到期', Object.entries(dueWords))}
        </div>
        <p className="ticks">
          {tick('held', heldWord, counts?.held)}
          {tick('urged', urgedWord, counts?.urged)}
        </p>
        <SavedViews filter={filter} />
      </details>
    </>
  );
}

function SavedViews({ filter }: { filter: QueueFilter }) {
  const [views, setViews] = useState<SavedView[]>([]);
  const [said, setSaid] = useState('');
  const notice = useRef<HTMLParagraphElement>(null);

  const showAnswer = (answer: Awaited<ReturnType<typeof load>>, words = '') => {
    if (answer.ok) setViews(answer.data.views);
    setSaid(answer.ok ? words : (answer.problem.errors?.[0]?.message ?? answer.problem.detail));
    return answer.ok;
  };
  const load = () => ask(api.desk.views.$get());

  useEffect(() => {
    void ask(api.desk.views.$get()).then((answer) => answer.ok && setViews(answer.data.views));
  }, []);

  const saveView = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // As shown: a browser may fill the field in without an event.
    const form = event.currentTarget;
    const name = String(new FormData(form).get('name') ?? '');
    const parsed = newViewSchema.safeParse({ name, filter });
    if (!parsed.success) return setSaid(parsed.error.issues[0]?.message ?? '');
    if (showAnswer(await ask(api.desk.views.$post({ json: { name, filter } })), `已保存「${parsed.data.name}」。`))
      form.reset();
  };
  const drop = async ({ id, name: dropped }: SavedView) => {
    showAnswer(await ask(api.desk.views[':id'].$delete({ param: { id: String(id) } })), `已删除「${dropped}」。`);
    // The pressed button disappears with its view.
    notice.current?.focus();
  };

  return (
    <>
      {views.length > 0 && (
        <ul className="views" aria-label="保存的视图">
          {views.map((view) => (
            <li key={view.id}>
              <a href={writePlace({ ...view.filter, receiptCode: null })}>{view.name}</a>
              <button
                type="button"
                className="link"
                aria-label={`删除视图「${view.name}」`}
                onClick={() => void drop(view)}
              >
                删除
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="queue-search" onSubmit={(event) => void saveView(event)}>
        <label htmlFor="view-name" className="visually-hidden">
          视图的名字
        </label>
        <input id="view-name" name="name" type="text" autoComplete="off" placeholder="给现在的筛选起名" />
        <button type="submit" className="button secondary">
          保存视图
        </button>
      </form>
      <p role="status" className="quiet" tabIndex={-1} ref={notice}>
        {said}
      </p>
    </>
  );
}
