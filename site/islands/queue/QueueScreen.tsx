// The queue, earliest due date first, beside the open comment. The address holds list, filters and comment. Changes by
// others appear within seconds, and everything works by keyboard.
import { useEffect, useRef, useState } from 'react';
import type { FilterOptions } from '../../../api/contract/desk.ts';
import type { QueueList as QueueListName, Staff } from '../../../api/contract/queue.ts';
import { may } from '../../../api/domain/access/access.ts';
import { isAssignable } from '../../../api/life/check-move.ts';
import { api, ask } from '../../lib/api.ts';
import { focusedCode, focusList, focusRow, focusRowAt, stepRows } from '../../lib/queue-focus.ts';
import { isFor, listNames, listWords, uncounted } from '../../lib/queue-lists.ts';
import { filterOf, isFiltered, writePlace } from '../../lib/queue-place.ts';
import { CasePanel } from '../case/CasePanel.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useHistoryStep } from '../shared/use-history-step.ts';
import { StaffLinks } from '../staff/StaffLinks.tsx';
import { pollIntervalMs, useLive, useWhileVisible } from '../staff/use-live.ts';
import { BulkAssign } from './BulkAssign.tsx';
import { HiddenNotice } from './HiddenNotice.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { NotesNotice } from './NotesNotice.tsx';
import { OldestNotice } from './OldestNotice.tsx';
import { formatCount, QueueFilters } from './QueueFilters.tsx';
import { QueueList } from './QueueList.tsx';
import { useKeys } from './use-keys.ts';
import { usePlace } from './use-place.ts';
import { useQueue } from './use-queue.ts';

interface QueueScreenProps {
  staff: Staff;
  /** True after sign-in: the page is new then, so the focus starts at its heading. */
  takesFocus: boolean;
  onSignedOut: () => void;
  onSessionEnded: () => void;
}

export function QueueScreen({ staff, takesFocus, onSignedOut, onSessionEnded }: QueueScreenProps) {
  const [place, go] = usePlace();
  const { list, receiptCode } = place;
  const filter = filterOf(place);
  const { q, ...narrowing } = filter;
  const queue = useQueue(filter, onSessionEnded);
  const { items, page, problem, refresh } = queue;
  const [choices, setChoices] = useState<FilterOptions>({ units: [], documents: [] });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAssigning, setIsAssigning] = useState(false);
  const [left, setLeft] = useState('');
  const [failed, setFailed] = useState<string[]>([]);
  const [news, setNews] = useState({ list: '', ofCase: 0 });
  const heading = useRef<HTMLHeadingElement>(null);
  const leftNotice = useRef<HTMLParagraphElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const filters = useRef<HTMLDetailsElement>(null);
  const bulk = useRef<HTMLSelectElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const asked = writePlace({ ...filter, receiptCode: null });

  useEffect(() => {
    void ask(api.desk.choices.$get()).then((answer) => answer.ok && setChoices(answer.data));
  }, []);

  useEffect(() => {
    setChosen(new Set());
    setNews((before) => ({ ...before, list: '' }));
  }, [asked]);

  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  const open = useRef(receiptCode);
  useEffect(() => {
    const closed = open.current;
    open.current = receiptCode;
    if (receiptCode) setLeft('');
    else if (left) leftNotice.current?.focus();
    // The comment left the screen, and the focus with it.
    else if (closed && !document.activeElement?.closest('.queue-list')) focusRow(closed, list);
  }, [receiptCode, left, list]);

  /** Number of rows before the clerk loaded more. */
  const end = useRef<number | null>(null);
  useEffect(() => {
    if (end.current === null || (items?.length ?? 0) <= end.current) return;
    focusRowAt(end.current, list);
    end.current = null;
  }, [items, list]);

  const takeChanges = (changed: string[] | null) => {
    const isOpenCase = receiptCode !== null && (changed === null || changed.includes(receiptCode));
    setNews(({ ofCase }) => ({ list: '刚刚有变化，列表已更新。', ofCase: isOpenCase ? ofCase + 1 : ofCase }));
    void refresh('clock');
  };
  useLive(page?.position, takeChanges, onSessionEnded);

  // Retry a failed load until it succeeds.
  useWhileVisible(async () => {
    if (problem) await refresh('clock');
  }, pollIntervalMs);

  const assignable = may(staff.role, 'assign') ? (items ?? []).filter(isAssignable) : [];
  const chosenItems = assignable.filter((item) => chosen.has(item.receiptCode));
  const choose = (code: string) => {
    if (!assignable.some(({ receiptCode }) => receiptCode === code)) return;
    setChosen(
      (before) => new Set(before.has(code) ? [...before].filter((other) => other !== code) : [...before, code]),
    );
  };
  const backToList = writePlace({ ...place, receiptCode: null });
  const ownLists = listNames.filter((name) => isFor(staff, name));
  const goTo = (name: QueueListName) => {
    // The focused row disappears when the list changes.
    focusList(name);
    go({ list: name, receiptCode });
  };

  const helpStep = useHistoryStep('keys', (isIn) => {
    if (isIn && !help.current?.open) help.current?.showModal();
    else if (!isIn) help.current?.close();
  });
  const showHelp = () => {
    help.current?.showModal();
    helpStep.enter();
  };

  useKeys({
    j: () => stepRows(1),
    k: () => stepRows(-1),
    ArrowDown: () => stepRows(1),
    ArrowUp: () => stepRows(-1),
    x: () => choose(focusedCode() ?? ''),
    a: () => {
      if (chosenItems.length > 0) bulk.current?.focus();
      else document.querySelector<HTMLElement>('[data-move="assign"], [data-move="transfer"]')?.click();
    },
    m: () => document.querySelector<HTMLElement>('.moves button')?.focus(),
    u: () => go({ ...place, receiptCode: null }),
    '/': () => search.current?.focus(),
    f: () => {
      if (filters.current) filters.current.open = true;
      filters.current?.querySelector('select')?.focus();
    },
    '?': showHelp,
    ...Object.fromEntries(ownLists.map((name) => [`g ${listWords[name].key}`, () => goTo(name)])),
  });

  const leave = (notice: string) => {
    setLeft(notice);
    go({ ...place, receiptCode: null });
  };

  const finishBulk = async (made: string[], problems: string[]) => {
    // Comments that could not be assigned stay selected.
    setChosen((before) => new Set([...before].filter((code) => !made.includes(code))));
    setFailed(problems);
    setLeft(`已分办 ${made.length} 件${problems.length > 0 ? `，${problems.length} 件没有办成` : ''}。`);
    leftNotice.current?.focus();
    await refresh();
  };

  return (
    <div className={receiptCode ? 'queue has-case' : 'queue'}>
      <header className="queue-head">
        <h1 tabIndex={-1} ref={heading}>
          留言办理
        </h1>
        <StaffLinks staff={staff} onSignedOut={onSignedOut}>
          <button type="button" className="link" onClick={showHelp}>
            快捷键
          </button>
        </StaffLinks>
        <KeysHelp dialog={help} step={helpStep} />
      </header>
      <section className="queue-list" aria-labelledby="list-title">
        <h2 id="list-title" className="visually-hidden">
          {filter.q ? `搜索「${filter.q}」，后收到的在前` : listWords[list].title}
        </h2>
        <QueueFilters
          filter={filter}
          choices={choices}
          search={search}
          counts={page?.counts}
          hasUnits={staff.unit === null}
          disclosure={filters}
          onChange={(next) => go({ ...next, receiptCode })}
        />
        <nav className="tabs" aria-label="列表">
          {ownLists.map((name) => (
            <a
              key={name}
              href={writePlace({ list: name, receiptCode })}
              data-list={name}
              className={page?.counts[name] ? name : undefined}
              aria-current={name === list && !filter.q ? 'true' : undefined}
            >
              {listWords[name].name}
              {page && (
                <span className={uncounted.includes(name) ? 'count calm' : 'count'}>
                  {formatCount(page.counts[name])} 件
                </span>
              )}
            </a>
          ))}
        </nav>
        {page && <NotesNotice {...page.notes} />}
        {page?.calendarMissing && <Notice kind="warning">{page.calendarMissing}</Notice>}
        <OldestNotice oldest={page?.oldestUnanswered ?? null} />
        <HiddenNotice page={page} filter={filter} />
        {isFiltered(filter) && (
          <p className="quiet" id="list-narrowed" tabIndex={-1}>
            {q ? `搜索「${q}」，在所有列表里，后收到的在前。` : ''}
            {isFiltered(narrowing) ? '已按条件筛选。' : ''}
            <a href={writePlace({ list, receiptCode })} onClick={() => focusList(list)}>
              清除
            </a>
          </p>
        )}
        <p role="status" className="done" tabIndex={-1} ref={leftNotice}>
          {left}
        </p>
        {failed.length > 0 && (
          <ul className="note late" aria-label="没有办成的">
            {failed.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <p role="status" className="quiet">
          {news.list}
        </p>
        {problem && (
          <p role="alert">
            列表没有读到。{problem}{' '}
            <button type="button" className="link" onClick={() => void refresh()}>
              再试一次
            </button>
          </p>
        )}
        {!problem && page?.searchProblem && <p role="alert">{page.searchProblem}</p>}
        {items === null && !problem && <p role="status">正在读取…</p>}
        {items?.length === 0 && !page?.next && !page?.searchProblem && (
          <p className="quiet">{isFiltered(filter) ? '没有符合条件的留言。' : listWords[list].empty}</p>
        )}
        {(assignable.length > 0 || isAssigning) && (
          <BulkAssign
            assignable={assignable}
            chosen={chosenItems}
            units={choices.units}
            field={bulk}
            onBusy={setIsAssigning}
            onChoose={(chosenNow) => setChosen(new Set(chosenNow.map(({ receiptCode }) => receiptCode)))}
            onDone={finishBulk}
          />
        )}
        {items && (
          <QueueList items={items} place={place} chosen={assignable.length > 0 ? chosen : null} onChoose={choose} />
        )}
        {items && page?.next && (
          <p>
            <button
              type="button"
              className="button secondary"
              onClick={() => {
                end.current = items.length;
                void queue.more();
              }}
            >
              {items.length === 0 ? '还没有找完，继续找' : '再显示一些'}
            </button>
          </p>
        )}
      </section>
      <section className="queue-case" aria-label="留言">
        {receiptCode ? (
          <CasePanel
            key={receiptCode}
            receiptCode={receiptCode}
            office={`${staff.jurisdictionName}政务公开办`}
            backToList={backToList}
            onSessionEnded={onSessionEnded}
            news={news.ofCase}
            onChanged={refresh}
            onLeft={leave}
          />
        ) : (
          <p className="quiet">从列表里选一件留言，在这里办理。</p>
        )}
      </section>
    </div>
  );
}
