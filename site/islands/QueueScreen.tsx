// The queue, what is due first before the rest, and beside it the comment that is open. List and comment stand in the address.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueItem, QueueList as QueueListName, QueuePage, Staff } from '../../api/contract/queue.ts';
import { roleWords } from '../../api/contract/words.ts';
import { api, ask } from '../lib/api.ts';
import { parsePlace, type QueuePlace, writePlace } from '../lib/queue-place.ts';
import { CasePanel } from './CasePanel.tsx';
import { NotesNotice } from './NotesNotice.tsx';
import { OldestNotice } from './OldestNotice.tsx';
import { QueueList } from './QueueList.tsx';

interface QueueScreenProps {
  staff: Staff;
  /** True after signing in: the page is a new one then, and begins at its heading. */
  takesFocus: boolean;
  onSignedOut: () => void;
  onSessionEnded: () => void;
}

/** The lists in their order: short word, heading, and what an empty one says. */
const listWords: Record<QueueListName, { name: string; title: string; empty: string }> = {
  open: {
    name: '待办',
    title: '待办留言，先到期的在前',
    empty: '没有待办的留言。新留言来了会列在这里，先到期的在前。',
  },
  overdue: { name: '已超期', title: '已超期的留言，最早到期的在前', empty: '没有超期的留言。' },
  soon: {
    name: '今明到期',
    title: '今天或下一个工作日到期的留言',
    empty: '今天和下一个工作日没有留言到期。',
  },
  disputed: {
    name: '答非所问',
    title: '留言人认为答非所问、等待处理的留言',
    empty: '没有等待处理的「答非所问」。',
  },
  closed: { name: '已办结', title: '已办结留言，后办结的在前', empty: '还没有办结的留言。' },
};
const listNames = Object.keys(listWords) as QueueListName[];
const start: QueuePlace = { list: 'open', receiptCode: null };

export function QueueScreen({ staff, takesFocus, onSignedOut, onSessionEnded }: QueueScreenProps) {
  const [place, setPlace] = useState(() => parsePlace(location.hash) ?? start);
  const [items, setItems] = useState<QueueItem[] | null>(null);
  const [page, setPage] = useState<QueuePage | null>(null);
  const [problem, setProblem] = useState('');
  const [left, setLeft] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const leftNotice = useRef<HTMLParagraphElement>(null);
  const turn = useRef(0);
  const { list, receiptCode } = place;

  const read = useCallback(
    async (after?: string) => {
      turn.current += 1;
      const mine = turn.current;
      const answer = await ask(api.queue.$get({ query: { list, ...(after === undefined ? {} : { after }) } }));
      // Another list was asked for meanwhile; this answer would stand under the wrong heading.
      if (mine !== turn.current) return;
      if (answer.ok) {
        setItems((shown) => [...(after === undefined ? [] : (shown ?? [])), ...answer.data.items]);
        setPage(answer.data);
        setProblem('');
      } else if (answer.problem.code === 'not-signed-in') onSessionEnded();
      else setProblem(answer.problem.detail);
    },
    [list, onSessionEnded],
  );
  const refresh = useCallback(() => read(), [read]);

  useEffect(() => {
    setItems(null);
    void read();
  }, [read]);

  useEffect(() => {
    const follow = () => setPlace((before) => parsePlace(location.hash) ?? before);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  useEffect(() => {
    if (receiptCode) setLeft('');
    else if (left) leftNotice.current?.focus();
  }, [receiptCode, left]);

  const signOut = async () => {
    const answer = await ask(api.session.$delete());
    if (answer.ok) onSignedOut();
    else setProblem(`没有退出。${answer.problem.detail}`);
  };

  const backToList = writePlace({ list, receiptCode: null });
  const leave = (notice: string) => {
    setPlace({ list, receiptCode: null });
    setLeft(notice);
    location.hash = backToList;
  };
  const count = { open: null, closed: null, ...page?.counts };

  return (
    <div className={receiptCode ? 'queue has-case' : 'queue'}>
      <header className="queue-head">
        <h1 tabIndex={-1} ref={heading}>
          留言办理
        </h1>
        <p className="meta">
          <a href="/staff/commitments/">登记进展</a>
          <span>{staff.jurisdictionName}</span>
          <span>{staff.unit?.name ?? roleWords[staff.role]}</span>
          <span>{staff.name}</span>
          <button type="button" className="link" onClick={signOut}>
            退出
          </button>
        </p>
      </header>
      <section className="queue-list" aria-labelledby="list-title">
        <h2 id="list-title" className="visually-hidden">
          {listWords[list].title}
        </h2>
        <nav className="tabs" aria-label="列表">
          {listNames.map((name) => (
            <a
              key={name}
              href={writePlace({ list: name, receiptCode })}
              className={count[name] ? name : undefined}
              aria-current={name === list ? 'true' : undefined}
            >
              {listWords[name].name}
              {typeof count[name] === 'number' && <span className="count">{count[name]} 件</span>}
            </a>
          ))}
        </nav>
        {page && <NotesNotice {...page.notes} />}
        <OldestNotice oldest={page?.oldestUnanswered ?? null} />
        <p role="status" className="done" tabIndex={-1} ref={leftNotice}>
          {left}
        </p>
        {problem && <p role="alert">{problem}</p>}
        {items === null && !problem && <p role="status">正在读取…</p>}
        {items?.length === 0 && <p className="quiet">{listWords[list].empty}</p>}
        {items && <QueueList items={items} place={place} />}
        {items && page?.next && (
          <p>
            <button type="button" className="button secondary" onClick={() => void read(page.next ?? undefined)}>
              再显示一些
            </button>
          </p>
        )}
      </section>
      <section className="queue-case" aria-label="留言">
        {receiptCode ? (
          <CasePanel
            key={receiptCode}
            receiptCode={receiptCode}
            backToList={backToList}
            onChanged={refresh}
            onLeft={leave}
            onSessionEnded={onSessionEnded}
          />
        ) : (
          <p className="quiet">从列表里选一件留言，在这里办理。</p>
        )}
      </section>
    </div>
  );
}
