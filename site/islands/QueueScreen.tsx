// The queue, what is due first before the rest, and beside it the comment that is open. Which one is open stands in the address.
import { useCallback, useEffect, useState } from 'react';
import type { QueueItem, Staff } from '../../api/contract/queue.ts';
import { kindWords, roleWords, sampleWord, stateWords } from '../../api/contract/words.ts';
import { smallStrip } from '../../api/views/window.ts';
import { api, ask } from '../lib/api.ts';
import { CasePanel } from './CasePanel.tsx';
import { Markup } from './Markup.tsx';

interface QueueScreenProps {
  staff: Staff;
  onSignedOut: () => void;
}

/** The receipt code in the address; anything else (the list itself) opens none. */
const openedIn = (hash: string) => /^#([A-Z]{2,4}\d{6}-[0-9A-Z]{5})$/.exec(hash)?.[1] ?? null;

export function QueueScreen({ staff, onSignedOut }: QueueScreenProps) {
  const [isOpenList, setIsOpenList] = useState(true);
  const [items, setItems] = useState<QueueItem[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const [selected, setSelected] = useState(() => openedIn(location.hash));

  const load = useCallback(async () => {
    const answer = await ask(api.queue.$get({ query: { open: isOpenList ? 'true' : 'false' } }));
    if (answer.ok) {
      setItems(answer.data.items);
      setNext(answer.data.next);
      setProblem('');
    } else if (answer.problem.code === 'not-signed-in') onSignedOut();
    else setProblem(answer.problem.detail);
  }, [isOpenList, onSignedOut]);

  useEffect(() => {
    void load();
  }, [load]);

  useEffect(() => {
    const follow = () => setSelected(openedIn(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const loadMore = async (after: string) => {
    const answer = await ask(api.queue.$get({ query: { open: isOpenList ? 'true' : 'false', after } }));
    if (!answer.ok) return setProblem(answer.problem.detail);
    const { items: added, next: following } = answer.data;
    setItems((shown) => [...(shown ?? []), ...added]);
    return setNext(following);
  };

  const signOut = async () => {
    await ask(api.session.$delete());
    onSignedOut();
  };

  return (
    <div className={selected ? 'queue has-case' : 'queue'}>
      <header className="queue-head">
        <h1>留言办理</h1>
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
          {isOpenList ? '待办留言，先到期的在前' : '已办结留言'}
        </h2>
        <div className="tabs">
          <button type="button" aria-pressed={isOpenList} onClick={() => setIsOpenList(true)}>
            待办
          </button>
          <button type="button" aria-pressed={!isOpenList} onClick={() => setIsOpenList(false)}>
            已办结
          </button>
        </div>
        {problem && <p role="alert">{problem}</p>}
        {items === null && !problem && <p role="status">正在读取…</p>}
        {items?.length === 0 && (
          <p className="quiet">
            {isOpenList ? '没有待办的留言。新留言来了会列在这里，先到期的在前。' : '还没有办结的留言。'}
          </p>
        )}
        <ol className="rows">
          {items?.map((item) => (
            <li key={item.receiptCode}>
              <a href={`#${item.receiptCode}`} aria-current={item.receiptCode === selected ? 'true' : undefined}>
                <span className="row-title">{item.title}</span>
                <Markup html={smallStrip(item.window)} />
                <span className="meta">
                  <span>{stateWords[item.state]}</span>
                  <span>{kindWords[item.kind]}</span>
                  {item.unit && <span>{item.unit.name}</span>}
                  {item.isPublished && <span>已选登</span>}
                  {item.isSample && <span className="sample">{sampleWord}</span>}
                </span>
              </a>
            </li>
          ))}
        </ol>
        {next && (
          <p>
            <button type="button" className="button secondary" onClick={() => void loadMore(next)}>
              再显示一些
            </button>
          </p>
        )}
      </section>
      <section className="queue-case" aria-label="留言">
        {selected ? (
          <CasePanel key={selected} receiptCode={selected} onChanged={load} />
        ) : (
          <p className="quiet">从列表里选一件留言，在这里办理。</p>
        )}
      </section>
    </div>
  );
}
